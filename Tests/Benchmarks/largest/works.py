"""All works in their order, and the files that they are done on."""

import dataclasses
import os

import measure
from largest import feeds, files, inventories, rows


@dataclasses.dataclass
class Sizes:
    rows: int
    asked: int
    feed: int
    revisions: int
    # In each revision of the folder.
    prefixes: int


def full(count):
    return Sizes(rows=count, asked=max(1, count // 10), feed=16_828, revisions=150, prefixes=8_000)


SMALL = Sizes(rows=10_000, asked=1_000, feed=2_000, revisions=20, prefixes=500)


def growing(count):
    """All that grows with a list; the revisions of the folder grow in number."""
    revisions = {10_000: 15, 100_000: 50}.get(count, 150)
    return Sizes(rows=count, asked=count // 10, feed=count, revisions=revisions, prefixes=8_000)


def prepare(folder, sizes):
    """Writes the files; what is true of them."""
    return {
        **measure.apart(rows.write, folder, sizes.rows, sizes.asked),
        "feed": sizes.feed,
        "feed_difference": measure.apart(feeds.write_pair, folder, sizes.feed),
        "revisions": sizes.revisions,
        "folder": measure.apart(
            feeds.write_folder, os.path.join(folder, "feeds"), sizes.revisions, sizes.prefixes),
    }


def works(folder, truth, versions):
    """Some of them use what one before leaves in the folder."""

    def at(name):
        return os.path.join(folder, name)

    def there(*names):
        """Nothing where one of the peers is missing."""
        return all(versions[name] for name in names) or None

    makers = [
        files.table_difference, inventories.first_revision, inventories.next_revision,
        inventories.stored_difference, files.feed_difference, inventories.lookup_by_probes,
        inventories.lookup_by_trie, files.aggregate_ipv4, files.aggregate_both,
        inventories.folder_of_revisions,
    ]
    return [make(at, truth, there) for make in makers]
