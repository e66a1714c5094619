#ifndef SQLITE_SETTINGS_H
#define SQLITE_SETTINGS_H

/// Lets database paths be `file:` URIs, and leaves statistics of memory out. To be called
/// before the first database is opened; returns SQLite's result code for the first.
int sqlite_settings_prepare(void);

#endif
