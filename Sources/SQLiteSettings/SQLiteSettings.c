// sqlite3_config takes variable arguments, which Swift cannot call.
#include "SQLiteSettings.h"
#include <sqlite3.h>

int sqlite_settings_prepare(void) {
  // Statistics of memory, which nothing asks for, take a lock at each allocation.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return sqlite3_config(SQLITE_CONFIG_URI, 1);
}
