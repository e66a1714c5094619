// The declarations stand behind macros that Debian's library was compiled with.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "SQLiteSessions.h"
#include <sqlite3.h>
#include <string.h>

static int is_noted(void *context, const char *table) {
  (void)context;
  return table[0] != '_' && sqlite3_strnicmp(table, "sqlite_", 7) != 0;
}

int sqlite_session_begin(void *database, sqlite_session **session) {
  int code = sqlite3session_create(database, "main", session);
  if (code != SQLITE_OK) return code;
  sqlite3session_table_filter(*session, is_noted, 0);
  code = sqlite3session_attach(*session, 0);
  if (code == SQLITE_OK) return SQLITE_OK;
  sqlite3session_delete(*session);
  *session = 0;
  return code;
}

int sqlite_session_changes(sqlite_session *session, int32_t *count, void **changes) {
  int bytes = 0;
  int code = sqlite3session_changeset(session, &bytes, changes);
  *count = bytes;
  return code;
}

int sqlite_session_has_open_references(void *database) {
  int count = 0, highest = 0;
  int code = sqlite3_db_status(database, SQLITE_DBSTATUS_DEFERRED_FKS, &count, &highest, 0);
  return code == SQLITE_OK && count > 0;
}

void sqlite_session_end(sqlite_session *session) { sqlite3session_delete(session); }

void sqlite_session_free(void *changes) { sqlite3_free(changes); }

struct application {
  const char **conflict;
  char *table;
  int32_t room;
};

static int meets_conflict(void *context, int kind, sqlite3_changeset_iter *change) {
  struct application *application = context;
  const char *table = 0;
  int columns, operation, indirect;
  // For foreign keys there is no change to be told of.
  if (kind != SQLITE_CHANGESET_FOREIGN_KEY &&
      sqlite3changeset_op(change, &table, &columns, &operation, &indirect) == SQLITE_OK && table) {
    sqlite3_snprintf(application->room, application->table, "%s", table);
  }
  switch (kind) {
  case SQLITE_CHANGESET_DATA: *application->conflict = "data"; break;
  case SQLITE_CHANGESET_NOTFOUND: *application->conflict = "missing row"; break;
  case SQLITE_CHANGESET_CONFLICT: *application->conflict = "row exists"; break;
  case SQLITE_CHANGESET_CONSTRAINT: *application->conflict = "constraint"; break;
  default: *application->conflict = "foreign key"; break;
  }
  return SQLITE_CHANGESET_ABORT;
}

int sqlite_session_apply(
  void *database, int32_t count, const void *changes, const char **conflict, char *table,
  int32_t room) {
  struct application application = {conflict, table, room};
  *conflict = 0;
  if (room > 0) table[0] = 0;
  return sqlite3changeset_apply(
    database, count, (void *)changes, 0, meets_conflict, &application);
}
