#ifndef SQLITE_SESSIONS_H
#define SQLITE_SESSIONS_H

#include <stdint.h>

/// A session of SQLite (sqlite.org/sessionintro.html): what rows of a database a connection has
/// changed. All functions that return an `int` return SQLite's result code.
typedef struct sqlite3_session sqlite_session;

/// Begins one that notes the changes of all tables but SQLite's own and those whose names begin with
/// an underscore. `database` is a `sqlite3 *`. Statements that were prepared before have to be prepared
/// anew: "DELETE FROM t" would not be noted.
int sqlite_session_begin(void *database, sqlite_session **session);

/// The changes; `changes` is to be given back by `sqlite_session_free`. No changes have no bytes.
int sqlite_session_changes(sqlite_session *session, int32_t *count, void **changes);

/// Whether the transaction under way has foreign keys that refer to nothing, so that its COMMIT would
/// fail.
int sqlite_session_has_open_references(void *database);

void sqlite_session_end(sqlite_session *session);
void sqlite_session_free(void *changes);

/// Makes changes to another database; all or none. What does not fit ends it with `SQLITE_ABORT`, and
/// `conflict` is then what kind of conflict there was: "data", "missing row", "row exists",
/// "constraint", "foreign key". `table` has room for `room` bytes of the name of the table.
int sqlite_session_apply(
  void *database, int32_t count, const void *changes, const char **conflict, char *table,
  int32_t room);

#endif
