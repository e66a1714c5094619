extension LogSession {
  private static let tables = [
    """
    CREATE TABLE IF NOT EXISTS gatebook_log (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      format INTEGER NOT NULL,
      inventory TEXT NOT NULL,
      sequence BIGINT NOT NULL,
      schema_version INTEGER NOT NULL,
      chain BYTEA NOT NULL,
      entries_since_base BIGINT NOT NULL,
      bytes_since_base BIGINT NOT NULL,
      base_bytes BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS gatebook_entry (
      sequence BIGINT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      schema_version INTEGER NOT NULL,
      part_count INTEGER NOT NULL,
      byte_count BIGINT NOT NULL,
      digest BYTEA NOT NULL,
      chain BYTEA NOT NULL,
      added_at TIMESTAMP WITH TIME ZONE NOT NULL,
      added_by TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS gatebook_entry_part (
      sequence BIGINT NOT NULL REFERENCES gatebook_entry,
      number INTEGER NOT NULL,
      bytes BYTEA NOT NULL,
      PRIMARY KEY (sequence, number)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS gatebook_base (
      sequence BIGINT NOT NULL PRIMARY KEY,
      schema_version INTEGER NOT NULL,
      part_count INTEGER NOT NULL,
      byte_count BIGINT NOT NULL,
      digest BYTEA NOT NULL,
      chain BYTEA NOT NULL,
      added_at TIMESTAMP WITH TIME ZONE NOT NULL,
      added_by TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS gatebook_base_part (
      sequence BIGINT NOT NULL,
      number INTEGER NOT NULL,
      bytes BYTEA NOT NULL,
      PRIMARY KEY (sequence, number)
    )
    """,
  ]

  /// Begins a log with a whole inventory.
  ///
  /// - Parameters:
  ///   - inventory: 32 hexadecimal digits that no other inventory has.
  ///   - next: gives the next bytes of the file, at most `partSize`; nil at its end.
  /// - Throws: `LogError`, `.exists` if the database has an inventory, `.outcomeUnknown` as `commit`
  ///   does; what `next` throws.
  public func create(
    inventory: String, schemaVersion: Int, next: () throws -> [UInt8]?
  ) throws {
    let base = LogBase(
      sequence: 0, schemaVersion: schemaVersion, chain: LogChain(beginning: inventory),
      inventory: inventory)
    do {
      try createTables()
      try beginTransaction("READ COMMITTED")
      try Durability(run("SELECT \(Durability.columns)"), 0).check()
      try run(
        """
        INSERT INTO gatebook_log (id, format, inventory, sequence, schema_version, chain,
          entries_since_base, bytes_since_base, base_bytes) VALUES (1, $1, $2, 0, $3, $4, 0, 0, 0)
        """,
        [
          .number(Self.format), .text(inventory), .number(schemaVersion),
          .bytes(base.chain.bytes),
        ])
      try insert(base, next: next)
      pending = (base.sequence, base.chain)
      try commit()
    } catch let error as PostgreSQLFailure {
      rollback()
      // "unique_violation"
      throw error.state == "23505" ? LogError.exists : error.logError
    }
  }

  private func createTables() throws(PostgreSQLFailure) {
    for table in Self.tables {
      do {
        try run(table)
      } catch  where ["23505", "42P07", "42710"].contains(error.state) {
        // Another program is creating it at the same moment.
        try run(table)
      }
    }
  }

  /// So many bytes of a file at most are one part of a base.
  public static let partSize = PackedParts.rawSize

  /// - Returns: how long it is, packed.
  @discardableResult
  private func insert(_ base: LogBase, next: () throws -> [UInt8]?) throws -> Int {
    var parts = PackedParts()
    var (count, bytes) = (0, 0)
    while let part = try next() {
      let packed = try parts.pack(part)
      try run(
        "INSERT INTO gatebook_base_part (sequence, number, bytes) VALUES ($1, $2, $3)",
        [.number(base.sequence), .number(count), .bytes(packed)])
      count += 1
      bytes += packed.count
    }
    try run(
      """
      INSERT INTO gatebook_base
        (sequence, schema_version, part_count, byte_count, digest, chain, added_at, added_by)
      VALUES ($1, $2, $3, $4, $5, $6, CURRENT_TIMESTAMP, CURRENT_USER)
      """,
      [
        .number(base.sequence), .number(base.schemaVersion), .number(count), .number(bytes),
        .bytes(parts.digest), .bytes(base.chain.bytes),
      ])
    try run(
      """
      UPDATE gatebook_log SET base_bytes = $1,
        entries_since_base = (SELECT count(*) FROM gatebook_entry WHERE sequence > $2),
        bytes_since_base =
          (SELECT coalesce(sum(byte_count), 0) FROM gatebook_entry WHERE sequence > $2)
      WHERE id = 1
      """, [.number(bytes), .number(base.sequence)])
    return bytes
  }

  /// Adds a base copy, and drops what nobody needs any more: of the base copies all but the last two,
  /// and the entries before the older one of these.
  ///
  /// - Parameter dropsAll: whether everything before it is dropped, since something was erased.
  /// - Throws: `LogError`, `.exists` if there is one of that entry; what `next` throws.
  public func add(
    _ base: LogBase, dropsAll: Bool = false, next: () throws -> [UInt8]?
  ) throws {
    do {
      try beginTransaction("READ COMMITTED")
      if dropsAll {
        try run(
          "DELETE FROM gatebook_base_part WHERE sequence = $1", [.number(base.sequence)])
        try run("DELETE FROM gatebook_base WHERE sequence = $1", [.number(base.sequence)])
      }
      try insert(base, next: next)
      let others = try run(
        "SELECT sequence FROM gatebook_base WHERE sequence < $1 ORDER BY sequence DESC LIMIT 1",
        [.number(base.sequence)])
      let first = dropsAll || others.count == 0 ? base.sequence : others.number(0, 0)
      if dropsAll || others.count > 0 {
        for table in ["gatebook_base_part", "gatebook_base"] {
          try run("DELETE FROM \(table) WHERE sequence < $1", [.number(first)])
        }
        for table in ["gatebook_entry_part", "gatebook_entry"] {
          try run("DELETE FROM \(table) WHERE sequence <= $1", [.number(first)])
        }
      }
      try commitTransaction()
    } catch let error as PostgreSQLFailure {
      rollback()
      throw error.state == "23505" ? LogError.exists : error.logError
    }
  }

  /// Reads the last base copy.
  ///
  /// - Parameter take: given the bytes of the file, part by part.
  /// - Throws: `LogError`, `.damaged` if it is not what was stored: then what was taken is worth
  ///   nothing; what `take` throws.
  public func lastBase(_ take: ([UInt8]) throws -> Void) throws -> LogBase {
    do {
      // It may be dropped meanwhile.
      try beginTransaction("REPEATABLE READ")
      let rows = try run(
        """
        SELECT gatebook_base.sequence, gatebook_base.schema_version, part_count, digest, gatebook_base.chain,
          inventory
        FROM gatebook_base, gatebook_log WHERE id = 1 ORDER BY gatebook_base.sequence DESC LIMIT 1
        """)
      guard rows.count == 1 else { throw LogError.damaged(reason: "it has no base copy") }
      let sequence = rows.number(0, 0)
      var parts = PackedParts()
      for number in 0..<rows.number(0, 2) {
        let part = try run(
          "SELECT bytes FROM gatebook_base_part WHERE sequence = $1 AND number = $2",
          [.number(sequence), .number(number)])
        guard part.count == 1, let bytes = parts.unpack(part.bytes(0, 0)) else {
          throw LogError.damaged(
            reason:
              "part \(number) of the base copy of entry \(sequence) is missing or not what was "
              + "stored")
        }
        try take(bytes)
      }
      guard parts.digest == rows.bytes(0, 3) else {
        throw LogError.damaged(
          reason:
            "the base copy of entry \(sequence) is not what was stored: its digest is another "
            + "one")
      }
      rollback()
      return LogBase(
        sequence: sequence, schemaVersion: rows.number(0, 1),
        chain: LogChain(bytes: rows.bytes(0, 4)), inventory: rows.text(0, 5))
    } catch let error as PostgreSQLFailure {
      throw error.logError
    }
  }
}
