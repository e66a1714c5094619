"""Inventories of earlier schemas: each migration but the last, with rows of its own."""

import sqlite3

import support
from moments import scenarios

SCHEMAS = sorted((support.PACKAGE / "Migrations").glob("*.sql"))
_ROWS = scenarios.FOLDER / "migrations"

# What a migration may do to an inventory before the command itself begins.
_MIGRATED = [
    "pragma.user_version", "firewall_file.*", "firewall_application.list", "customer.language",
    "subscription.mailing_id", "subscription.digest", "subscription.language", "notice.days_left",
    "notice.put_off", "notice.gathered", "notice.message", "audit.origin",
    "revision.effective_on", "revision.switch_off_on", "change_report.language",
    "source.paused_at", "source.paused_by", "source.paused_note",
]


def missing():
    """The migrations that others build on and that have no rows here."""
    return [path.name for path in SCHEMAS[:-1] if not (_ROWS / f"{path.name[:4]}.sql").exists()]


def make(path, version):
    """Makes an inventory as the program of that schema had it."""
    database = sqlite3.connect(path)
    for schema in SCHEMAS[:version]:
        database.executescript(schema.read_text())
        rows = _ROWS / f"{schema.name[:4]}.sql"
        database.executescript(rows.read_text())
    database.execute(f"PRAGMA user_version = {version}")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def all():
    """A reader and a writer that find each of the earlier schemas."""
    for version in range(1, len(SCHEMAS)):
        fields = {"fixture": f"migrated from {version}", "between": _MIGRATED}
        yield scenarios.Scenario(
            f"migration from {version}: by a reader",
            {**fields, "command": ["log", "vendor/cloud"]})
        yield scenarios.Scenario(
            f"migration from {version}: by a writer",
            {**fields, "command": ["guard", "vendor/cloud", "--loss-percent", "80"], "adds": True})
