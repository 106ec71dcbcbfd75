"""Chromium as a reader with open eyes: it notes whatever a page should not have done."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

_LOCAL_SCHEMES = frozenset({"about", "blob", "data", "file"})
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A request to another host is noted, and goes nowhere. Playwright's own routing would
    # do the same but turns off the cache that measurements depend on.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """Run the Chromium at ``path`` without a window, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def is_foreign(address: str) -> bool:
    """Whether an address lies on another host than this machine."""
    parts = urlsplit(address)
    return parts.scheme not in _LOCAL_SCHEMES and parts.hostname not in _LOCAL_HOSTS


class Visitor:
    """Opens pages and notes what they did that they should not have done.

    Attributes:
        foreign: Addresses on other hosts that a page asked for, in order.
        errors: Messages of the console at level error, uncaught exceptions, violations of
            the page's own security policy, and local files that could not be had.
        dialogs: Texts of alert, confirm and prompt boxes (each is dismissed).
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for context in self._contexts:
            context.close()

    def page(self, **options: Any) -> Page:
        """Make an empty page in a new profile.

        Args:
            options: What Playwright's ``new_context`` takes, such as ``color_scheme="dark"``,
                ``viewport=PHONE``, ``java_script_enabled=False``.
        """
        context = self._browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
        self._contexts.append(context)
        context.on("page", self._watch)
        return context.new_page()

    def open(self, address: str, **options: Any) -> Page:
        """Open an address in a new profile and wait until it is loaded."""
        page = self.page(**options)
        page.goto(address, wait_until="load")
        return page

    def complaints(self) -> list[str]:
        """Everything noted, one line each."""
        return [
            *(f"foreign request: {address}" for address in self.foreign),
            *(f"error: {message}" for message in self.errors),
            *(f"dialog: {text}" for text in self.dialogs),
        ]

    def _watch(self, page: Page) -> None:
        page.on("request", lambda request: self._note_address(request.url))
        page.on("websocket", lambda socket: self._note_address(socket.url))
        page.on("console", lambda message: self._note_console(message.type, message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._note_dialog)

    def _note_address(self, address: str) -> None:
        if is_foreign(address):
            self.foreign.append(address)

    def _note_console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def _note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()
