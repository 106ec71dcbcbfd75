// The search box of every page: shortcuts, and suggestions while one types.
(function () {
  "use strict";

  const shared = window.wenkuSearch;
  const MOST = 8;
  const KINDS = { city: "城市", theme: "主题", institution: "机构", title: "文献" };
  const PAUSE = 60;

  document.querySelectorAll("form[role=search] input[name=q]").forEach(suggesting);
  document.addEventListener("keydown", shortcut);
  if (/[?&]q=/.test(location.search) && document.querySelector("article.text")) {
    shared.part("mark");
  }

  function shortcut(event) {
    const box = document.querySelector("form[role=search] input[name=q]");
    if (!box || event.defaultPrevented || event.isComposing) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!(slash && !writesText(event.target)) && !(command && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    box.focus();
    box.select();
  }

  function writesText(element) {
    return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  function suggesting(box, number) {
    const list = document.createElement("ul");
    const told = document.createElement("span");
    let active = -1;
    let names = [];
    let asked = 0;
    let timer = 0;

    list.id = "suggestions-" + number;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "提示");
    told.className = "hidden";
    told.setAttribute("role", "status");
    box.after(list, told);
    box.parentElement.classList.add("suggesting");
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);

    box.addEventListener("focus", function () {
      shared.part("names").catch(close);
    });
    box.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    box.addEventListener("compositionend", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    box.addEventListener("keydown", onKey);
    box.addEventListener("blur", close);
    box.form.addEventListener("submit", close);
    list.addEventListener("mousedown", function (event) {
      // The box keeps the focus; the choice is made when the button is let go.
      event.preventDefault();
    });
    list.addEventListener("click", function (event) {
      const option = event.target.closest("[role=option]");
      if (option) choose(Array.prototype.indexOf.call(list.children, option));
    });

    async function ask() {
      const text = box.value.trim();
      const mine = ++asked;
      if (!text) {
        close();
        return;
      }
      try {
        await shared.part("names");
        const found = await shared.suggest(text, MOST);
        if (mine === asked && document.activeElement === box) show(found);
      } catch (error) {
        // Without suggestions the box is still a search box.
        close();
      }
    }

    function show(found) {
      names = found;
      active = -1;
      list.replaceChildren.apply(list, found.map(option));
      list.hidden = !found.length;
      box.setAttribute("aria-expanded", String(found.length > 0));
      box.removeAttribute("aria-activedescendant");
      told.textContent = found.length ? found.length + "条提示" : "";
    }

    function option(name, at) {
      const made = document.createElement("li");
      const kind = document.createElement("span");
      made.id = list.id + "-" + at;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      kind.className = "kind";
      kind.textContent = KINDS[name.kind] || "";
      made.append(name.label, " ", kind);
      return made;
    }

    function close() {
      asked++;
      clearTimeout(timer);
      show([]);
    }

    function move(step) {
      const options = list.children;
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active += step;
      if (active >= options.length) active = -1;
      if (active < -1) active = options.length - 1;
      if (active < 0) {
        box.removeAttribute("aria-activedescendant");
        return;
      }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", options[active].id);
    }

    function onKey(event) {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    }

    function choose(at) {
      const name = names[at];
      if (name.page) {
        location.href = new URL(name.page, shared.root);
        return;
      }
      box.value = /\s/.test(name.label) ? '"' + name.label + '"' : name.label;
      close();
      box.form.requestSubmit();
    }
  }
})();
