"""What is taken away: the list of downloads, the bundle, plain text copies and feeds."""

from wenku.publish.offline.bundle import BUNDLES, write_bundles
from wenku.publish.offline.downloads import list_downloads, selections
from wenku.publish.offline.feeds import write_feeds
from wenku.publish.offline.plain import write_plain

__all__ = ["BUNDLES", "list_downloads", "selections", "write_bundles", "write_feeds", "write_plain"]
