// sqlite3_config takes variable arguments, which Swift cannot call.
#include "SQLiteSettings.h"
#include <sqlite3.h>

int sqlite_settings_enable_uris(void) { return sqlite3_config(SQLITE_CONFIG_URI, 1); }
