import EndpointModel
import GRDB
import GRDBSQLite

/// A statement that is run for many rows: values are passed by SQLite's own functions, without an
/// object for each.
struct RowStatement {
  private let db: Database
  private let statement: Statement
  private let handle: OpaquePointer
  private let binding = Binding()

  /// The first failure of binding a value, reported when the statement is run.
  private final class Binding {
    var failure: Int32?

    func note(_ code: Int32) { if code != SQLITE_OK { failure = failure ?? code } }
  }

  init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// With values that are given at once, for a question whose answer has many rows.
  init(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws {
    try self.init(db, sql)
    try statement.setArguments(arguments)
  }

  /// Makes SQLite copy the value.
  private static let isCopied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  func bind(_ parameter: Int32, _ number: Int64?) {
    if let number {
      binding.note(sqlite3_bind_int64(handle, parameter, number))
    } else {
      binding.note(sqlite3_bind_null(handle, parameter))
    }
  }

  func bind(_ parameter: Int32, _ number: Int?) { bind(parameter, number.map(Int64.init)) }

  func bind(_ parameter: Int32, _ text: String?) {
    guard var text else {
      binding.note(sqlite3_bind_null(handle, parameter))
      return
    }
    text.withUTF8 { bytes in
      let code = bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(handle, parameter, $0.baseAddress, Int32($0.count), Self.isCopied)
      }
      binding.note(code)
    }
  }

  func bind(_ parameter: Int32, _ address: StoredAddress) {
    switch address {
    case .text(let text): bind(parameter, text)
    case .bytes(let bytes) where bytes.isEmpty:
      binding.note(sqlite3_bind_zeroblob(handle, parameter, 0))
    case .bytes(let bytes):
      binding.note(sqlite3_bind_blob(handle, parameter, bytes, Int32(bytes.count), Self.isCopied))
    }
  }

  /// As its `StoredAddress`; a block, the usual case, without an array for its bytes.
  func bind(_ parameter: Int32, _ address: EndpointAddress?) {
    guard case .block(let block)? = address else {
      bind(parameter, StoredAddress(address))
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: StoredAddress.blockLimit) { bytes in
      let count = StoredAddress.write(block, to: bytes)
      binding.note(
        sqlite3_bind_blob(handle, parameter, bytes.baseAddress, Int32(count), Self.isCopied))
    }
  }

  /// Runs it with the bound values and ignores any rows.
  func run() throws {
    while try step() {}
  }

  /// Runs it and makes something of each row.
  func rows<T>(_ make: (StoredRow) throws -> T) throws -> [T] {
    var rows: [T] = []
    try eachRow { rows.append(try make($0)) }
    return rows
  }

  /// Runs it and passes on each row.
  func eachRow(_ body: (StoredRow) throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    while try step() { try body(StoredRow(handle: handle)) }
  }

  /// Whether there is another row; after the last one the statement can be run again.
  private func step() throws -> Bool {
    let code = binding.failure ?? sqlite3_step(handle)
    binding.failure = nil
    if code == SQLITE_ROW { return true }
    defer { sqlite3_reset(handle) }
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
    return false
  }
}

/// The row that a statement has reached; valid until its next one.
struct StoredRow {
  fileprivate let handle: OpaquePointer

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

  /// An id or another number that is never 0, so that one call distinguishes it from NULL.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if it is 0.
  func id(_ column: Int32) throws -> Int64? {
    let number = int(column)
    if number != 0 { return number }
    guard isNull(column) else { throw Row.corrupt("an id is 0") }
    return nil
  }

  /// A value that the schema stores as text.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if the text is not such a value.
  func value<T: LosslessStringConvertible>(_ column: Int32, as type: T.Type) throws -> T? {
    try Row.value(of: text(column), as: type)
  }

  /// A case that the schema stores as a word.
  func word<T: RawRepresentable<String>>(_ column: Int32, as type: T.Type) throws -> T? {
    try Row.word(of: text(column), as: type)
  }

  func text(_ column: Int32) -> String? {
    guard let text = sqlite3_column_text(handle, column) else { return nil }
    let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if the value is not an address.
  func address(_ column: Int32) throws -> EndpointAddress? {
    if sqlite3_column_type(handle, column) == SQLITE_TEXT {
      let name = text(column)
      guard let address = name.flatMap({ EndpointAddress($0) }) else {
        throw Row.corrupt("\"\(name ?? "")\" is not an address")
      }
      return address
    }
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_blob(handle, column),
      count: Int(sqlite3_column_bytes(handle, column)))
    guard let address = StoredAddress.decoded(bytes) else {
      throw Row.corrupt("the bytes of an address are none")
    }
    return address
  }
}
