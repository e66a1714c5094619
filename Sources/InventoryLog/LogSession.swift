/// What can be asked of a log, and written to it. `InventoryLog.session` gives it to one thread at a
/// time, and it is valid only during that call.
public final class LogSession: @unchecked Sendable {
  let address: LogAddress
  private var connection: PostgreSQLConnection?
  /// Whether a transaction is under way.
  private var isOpen = false
  /// What the transaction under way adds; nil if nothing.
  var pending: (sequence: Int, chain: LogChain)?
  /// So long an answer of the server to whether something was stored is waited for: a standby needs
  /// some time until it takes over.
  var patience = Duration.seconds(40)

  init(_ address: LogAddress) { self.address = address }

  /// The connection, a new one if there is none.
  private func connected() throws(PostgreSQLFailure) -> PostgreSQLConnection {
    if let connection, connection.isAlive { return connection }
    // What belongs to a transaction is not done outside of it.
    if isOpen { throw .noConnection }
    let new = try PostgreSQLConnection(address)
    connection = new
    return new
  }

  func close() {
    connection = nil
    isOpen = false
  }

  /// Runs a statement; outside of a transaction also on a new connection, where the present one turns
  /// out to be lost.
  @discardableResult
  func run(
    _ sql: String, _ values: [PostgreSQLValue] = []
  ) throws(PostgreSQLFailure) -> PostgreSQLConnection.Rows {
    let isKnown = connection != nil
    do {
      return try connected().run(sql, values)
    } catch {
      guard error.isLost else { throw error }
      let wasOpen = isOpen
      close()
      guard isKnown, !wasOpen else { throw error }
      return try connected().run(sql, values)
    }
  }

  func beginTransaction(_ mode: String) throws(PostgreSQLFailure) {
    try run("BEGIN ISOLATION LEVEL \(mode)")
    isOpen = true
    pending = nil
  }

  /// Ends the transaction under way without storing anything; none may be.
  public func rollback() {
    pending = nil
    guard isOpen else { return }
    isOpen = false
    do { try run("ROLLBACK") } catch { close() }
  }

  /// Ends the transaction under way, and its connection where that is not known to be well.
  ///
  /// - Throws: `PostgreSQLFailure` if it is not known to be stored.
  func commitTransaction() throws(PostgreSQLFailure) {
    isOpen = false
    do throws(PostgreSQLFailure) {
      guard let connection else { throw PostgreSQLFailure.noConnection }
      try connection.commit()
    } catch {
      close()
      throw error
    }
  }
}

extension LogSession {
  /// The version of the tables below that this program knows.
  static let format = 1

  /// Where the log ends; nil if the database has no inventory.
  ///
  /// - Throws: `LogError`
  public func head() throws(LogError) -> LogHead? {
    do {
      return try readHead("")?.head
    } catch {
      if case .missing = error { return nil }
      throw error
    }
  }

  /// Begins a transaction that writes: no other writer comes in between until it ends.
  ///
  /// - Returns: where the log ends, and goes on ending until then.
  /// - Throws: `LogError`
  public func begin() throws(LogError) -> LogHead {
    do {
      try beginTransaction("READ COMMITTED")
    } catch {
      throw error.logError
    }
    guard let (head, durability) = try readHead(" FOR UPDATE") else { throw .missing }
    try durability.check()
    return head
  }

  /// What the server does before it tells that something is stored. Another system than PostgreSQL
  /// may know neither; then each is blank.
  struct Durability {
    /// Whether it has written it, and its standby has: `synchronous_commit`.
    let commits: String
    /// Whether what it has written is on the disk: `fsync`.
    let syncs: String

    /// What a statement selects for it.
    static let columns =
      "current_setting('synchronous_commit', true), current_setting('fsync', true)"

    init(_ rows: PostgreSQLConnection.Rows, _ column: Int) {
      (commits, syncs) = (rows.text(0, column), rows.text(0, column + 1))
    }

    /// - Throws: `LogError.notDurable`
    func check() throws(LogError) {
      if commits == "off" { throw .notDurable(setting: "synchronous_commit = off") }
      if syncs == "off" { throw .notDurable(setting: "fsync = off") }
    }
  }

  private func readHead(
    _ lock: String
  ) throws(LogError) -> (head: LogHead, durability: Durability)? {
    let rows: PostgreSQLConnection.Rows
    do {
      rows = try run(
        """
        SELECT format, inventory, sequence, schema_version, chain, entries_since_base,
          bytes_since_base, base_bytes, \(Durability.columns)
        FROM gatebook_log WHERE id = 1\(lock)
        """)
    } catch {
      throw error.logError
    }
    guard rows.count == 1 else { return nil }
    let format = rows.number(0, 0)
    if format > Self.format { throw .newer(format: format, known: Self.format) }
    let head = LogHead(
      inventory: rows.text(0, 1), sequence: rows.number(0, 2), schemaVersion: rows.number(0, 3),
      chain: LogChain(bytes: rows.bytes(0, 4)),
      sinceBase: (rows.number(0, 5), rows.number(0, 6)), baseBytes: rows.number(0, 7))
    return (head, Durability(rows, 8))
  }
}
