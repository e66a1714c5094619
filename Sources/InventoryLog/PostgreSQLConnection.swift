#if PostgreSQL
  import LibPQ

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// A connection to PostgreSQL by libpq, one statement at a time.
  final class PostgreSQLConnection {
    // Used by one thread at a time: see `InventoryLog.session`.
    private let handle: OpaquePointer
    /// What the server warned of since it was last asked.
    private let warnings = Warnings()

    private final class Warnings {
      var texts: [String] = []
    }

    /// What an address does not say, and no server has to.
    private static let defaults = [
      ("application_name", "gatebook"), ("client_encoding", "UTF8"), ("connect_timeout", "10"),
      ("target_session_attrs", "read-write"),
      // A server that is gone without a word is noticed within half a minute.
      ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "25000"),
    ]

    /// - Throws: `PostgreSQLFailure`
    init(_ address: LogAddress) throws(PostgreSQLFailure) {
      // What libpq says of it may quote parts of a password.
      if address.isUnclear {
        throw PostgreSQLFailure(
          state: nil,
          message: "it is no such address: in a user, password or name, @ is written %40, / is "
            + "%2F, and ? is %3F", isLost: true)
      }
      let parameters = Self.defaults + [("dbname", address.connection)]
      // What comes later counts.
      let names = parameters.map { strdup($0.0) } + [nil]
      let values = parameters.map { strdup($0.1) } + [nil]
      defer { for text in names + values { free(text) } }
      let handle = names.map { UnsafePointer($0) }.withUnsafeBufferPointer { names in
        values.map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
          PQconnectdbParams(names.baseAddress, values.baseAddress, 1)
        }
      }
      guard let handle else {
        throw PostgreSQLFailure(state: nil, message: "there is no memory left", isLost: true)
      }
      self.handle = handle
      guard PQstatus(handle) == CONNECTION_OK else {
        throw PostgreSQLFailure(state: nil, message: Self.message(of: handle), isLost: true)
      }
      PQsetNoticeReceiver(
        handle,
        { warnings, result in
          guard let warnings, let result else { return }
          let severity = PostgreSQLConnection.field("V", of: result)
          if severity != "WARNING" { return }
          Unmanaged<Warnings>.fromOpaque(warnings).takeUnretainedValue().texts
            .append(PostgreSQLConnection.field("M", of: result) ?? "")
        }, Unmanaged.passUnretained(warnings).toOpaque())
      // Another system may know none of them; then they do not hold there.
      do {
        try run(
          """
          SELECT set_config('lock_timeout', '5s', false),
            set_config('idle_in_transaction_session_timeout', '10min', false),
            set_config('tcp_keepalives_idle', '10', false),
            set_config('tcp_keepalives_interval', '5', false),
            set_config('tcp_keepalives_count', '3', false)
          """)
      } catch  where !error.isLost {}
    }

    deinit { PQfinish(handle) }

    /// Whether nothing has happened to it as far as is known.
    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    /// The rows of an answer.
    struct Rows {
      fileprivate let result: Result
      let count: Int
      /// What was done, as in "COMMIT".
      var command: String {
        PQcmdStatus(result.handle).map { String(cString: $0) } ?? ""
      }

      func number(_ row: Int, _ column: Int) -> Int {
        // In the order of the network, 2, 4 or 8 bytes.
        let bytes = bytes(row, column)
        let isNegative = (bytes.first ?? 0) >= 0x80
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) }
      }

      func text(_ row: Int, _ column: Int) -> String {
        String(decoding: bytes(row, column), as: UTF8.self)
      }

      func isNull(_ row: Int, _ column: Int) -> Bool {
        PQgetisnull(result.handle, Int32(row), Int32(column)) == 1
      }

      func bytes(_ row: Int, _ column: Int) -> [UInt8] {
        let (row, column) = (Int32(row), Int32(column))
        guard let value = PQgetvalue(result.handle, row, column) else { return [] }
        let count = Int(PQgetlength(result.handle, row, column))
        return Array(UnsafeRawBufferPointer(start: value, count: count))
      }
    }

    fileprivate final class Result {
      let handle: OpaquePointer
      init(_ handle: OpaquePointer) { self.handle = handle }
      deinit { PQclear(handle) }
    }

    /// Runs one statement.
    ///
    /// - Parameter values: those of `$1`, `$2` …
    /// - Throws: `PostgreSQLFailure`
    @discardableResult
    func run(
      _ sql: String, _ values: [PostgreSQLValue] = []
    ) throws(PostgreSQLFailure) -> Rows {
      warnings.texts = []
      // libpq takes text up to a zero byte.
      let bytes = values.map { value in
        switch value {
        case .text(let text): Array(text.utf8) + [0]
        case .number(let number): Array("\(number)".utf8) + [0]
        case .bytes(let bytes): bytes.isEmpty ? [0] : bytes
        }
      }
      let lengths = values.map { value in
        if case .bytes(let bytes) = value { Int32(bytes.count) } else { Int32(0) }
      }
      let formats = values.map { value in if case .bytes = value { Int32(1) } else { Int32(0) } }
      let answer = Self.withPointers(bytes[...], []) { pointers in
        PQexecParams(
          handle, sql, Int32(values.count), nil, pointers, lengths, formats, 1)
      }
      guard let answer else { throw failure(nil) }
      let result = Result(answer)
      switch PQresultStatus(answer) {
      case PGRES_COMMAND_OK: return Rows(result: result, count: 0)
      case PGRES_TUPLES_OK: return Rows(result: result, count: Int(PQntuples(answer)))
      default: throw failure(result)
      }
    }

    /// Ends a transaction, so that all of it is stored.
    ///
    /// - Throws: `PostgreSQLFailure`, also where the server warns: what waits for another server and is
    ///   told to wait no longer is stored on this one only, and told with a warning.
    func commit() throws(PostgreSQLFailure) {
      let answer = try run("COMMIT")
      // So ends, without an error, a transaction in which a statement has failed.
      if answer.command == "ROLLBACK" {
        throw PostgreSQLFailure(
          state: "25P02", message: "a part of the transaction had failed", isLost: false)
      }
      if let warning = warnings.texts.first {
        throw PostgreSQLFailure(state: nil, message: warning, isLost: false)
      }
    }

    private func failure(_ result: Result?) -> PostgreSQLFailure {
      let message =
        result.flatMap { Self.field("M", of: $0.handle) } ?? Self.message(of: handle)
      return PostgreSQLFailure(
        state: result.flatMap { Self.field("C", of: $0.handle) }, message: message,
        isLost: PQstatus(handle) != CONNECTION_OK)
    }

    /// A field of an error or a notice (PG_DIAG_…): V for its severity, C its state, M its message.
    private static func field(_ name: Character, of result: OpaquePointer) -> String? {
      let code = Int32(name.asciiValue ?? 0)
      return PQresultErrorField(result, code).map { String(cString: $0) }
    }

    /// On one line.
    private static func message(of handle: OpaquePointer) -> String {
      PQerrorMessage(handle).map { String(cString: $0) }?
        .split(whereSeparator: \.isNewline).joined(separator: "; ") ?? ""
    }

    private static func withPointers<T>(
      _ values: ArraySlice<[UInt8]>, _ pointers: [UnsafePointer<CChar>?],
      _ body: ([UnsafePointer<CChar>?]) -> T
    ) -> T {
      guard let first = values.first else { return body(pointers) }
      return first.withUnsafeBytes { bytes in
        let pointer = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        return withPointers(values.dropFirst(), pointers + [pointer], body)
      }
    }
  }
#else
  /// What stands for a connection where the program was built without libpq: there is none.
  final class PostgreSQLConnection {
    let isAlive = false

    init(_ address: LogAddress) throws(PostgreSQLFailure) {
      throw .notBuilt
    }

    struct Rows {
      let count = 0
      func number(_ row: Int, _ column: Int) -> Int { 0 }
      func text(_ row: Int, _ column: Int) -> String { "" }
      func isNull(_ row: Int, _ column: Int) -> Bool { true }
      func bytes(_ row: Int, _ column: Int) -> [UInt8] { [] }
    }

    @discardableResult
    func run(
      _ sql: String, _ values: [PostgreSQLValue] = []
    ) throws(PostgreSQLFailure) -> Rows { Rows() }

    func commit() throws(PostgreSQLFailure) {}
  }
#endif
