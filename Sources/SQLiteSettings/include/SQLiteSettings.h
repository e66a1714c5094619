#ifndef SQLITE_SETTINGS_H
#define SQLITE_SETTINGS_H

/// Lets database paths be `file:` URIs. To be called before the first database is
/// opened; returns SQLite's result code.
int sqlite_settings_enable_uris(void);

#endif
