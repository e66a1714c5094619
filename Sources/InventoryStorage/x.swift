import GRDB
import GRDBSQLite

func x() { print(sqlite3_libversion_number(), EmbeddedMigrations.files) }
