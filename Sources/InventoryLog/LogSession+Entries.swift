#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LogSession {
  /// Adds an entry inside the transaction that `begin` began; `commit` stores it.
  ///
  /// - Parameter schemaVersion: that of the inventory after the entry.
  /// - Returns: where the log ends with it.
  /// - Throws: `LogError`
  public func append(
    _ kind: LogEntry.Kind, _ contents: [UInt8], schemaVersion: Int, after head: LogHead
  ) throws(LogError) -> LogHead {
    var parts = PackedParts()
    var packed: [[UInt8]] = []
    var rest = contents[...]
    while !rest.isEmpty {
      packed.append(try parts.pack(Array(rest.prefix(PackedParts.rawSize))))
      rest = rest.dropFirst(PackedParts.rawSize)
    }
    let entry = LogEntry.Description(
      sequence: head.sequence + 1, kind: kind, schemaVersion: schemaVersion, digest: parts.digest)
    let chain = head.chain.adding(entry)
    let byteCount = packed.reduce(0) { $0 + $1.count }
    do {
      try run(
        """
        INSERT INTO gatebook_entry
          (sequence, kind, schema_version, part_count, byte_count, digest, chain, added_at, added_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, CURRENT_TIMESTAMP, CURRENT_USER)
        """,
        [
          .number(entry.sequence), .text(kind.rawValue), .number(schemaVersion),
          .number(packed.count), .number(byteCount), .bytes(entry.digest), .bytes(chain.bytes),
        ])
      for (number, part) in packed.enumerated() {
        try run(
          "INSERT INTO gatebook_entry_part (sequence, number, bytes) VALUES ($1, $2, $3)",
          [.number(entry.sequence), .number(number), .bytes(part)])
      }
      try run(
        """
        UPDATE gatebook_log SET sequence = $1, schema_version = $2, chain = $3,
          entries_since_base = entries_since_base + 1, bytes_since_base = bytes_since_base + $4
        WHERE id = 1
        """,
        [
          .number(entry.sequence), .number(schemaVersion), .bytes(chain.bytes), .number(byteCount),
        ])
    } catch {
      throw error.logError
    }
    pending = (entry.sequence, chain)
    return LogHead(
      inventory: head.inventory, sequence: entry.sequence, schemaVersion: schemaVersion,
      chain: chain,
      sinceBase: (head.sinceBase.entries + 1, head.sinceBase.bytes + byteCount),
      baseBytes: head.baseBytes)
  }

  /// Stores what was appended. When it returns, every server that has to has it.
  ///
  /// - Throws: `LogError.notStored` if it is known not to be stored, `.outcomeUnknown` otherwise.
  public func commit() throws(LogError) {
    let pending = pending
    do {
      try commitTransaction()
    } catch {
      guard let pending else { throw error.logError }
      // An answer of the server is one; without it, or with one that says so, nobody knows.
      if let state = error.state, !error.isLost, state != "40003", !state.hasPrefix("08") {
        throw .notStored(reason: error.message)
      }
      try resolve(pending, error.message)
    }
    self.pending = nil
  }

  /// Finds out whether an entry is stored, by the connection of another moment.
  private func resolve(
    _ pending: (sequence: Int, chain: LogChain), _ reason: String
  ) throws(LogError) {
    var reason = reason
    let deadline = ContinuousClock.now + patience
    while true {
      switch Result(catching: { try isStored(pending) }) {
      case .success(true?): return
      case .success(false?): throw .notStored(reason: reason)
      case .success(nil): throw .outcomeUnknown(entry: pending.sequence, reason: reason)
      // Whatever is the matter now, it says nothing of the entry.
      case .failure(let failure as PostgreSQLFailure): reason = failure.message
      case .failure(LogError.unreachable(let other)), .failure(LogError.refused(let other)):
        reason = other
      case .failure(LogError.busy): reason = "another program is writing"
      case .failure: break
      }
      rollback()
      if ContinuousClock.now >= deadline { break }
      usleep(300_000)
    }
    throw .outcomeUnknown(entry: pending.sequence, reason: reason)
  }

  /// Whether an entry is stored; nil if it cannot be told any more, since it was dropped or replaced by
  /// a base copy.
  private func isStored(_ pending: (sequence: Int, chain: LogChain)) throws -> Bool? {
    // The lock waits for whoever may still be storing it.
    let head = try begin()
    let found = try chain(at: pending.sequence)
    // What is seen here may stand on one server only; what is stored after it is stored with it.
    try run("UPDATE gatebook_log SET sequence = sequence WHERE id = 1")
    try commitTransaction()
    if found == pending.chain { return true }
    return found != nil || head.sequence < pending.sequence ? false : nil
  }

  /// What an entry and all before it are told by; nil if the log does not have it.
  ///
  /// - Throws: `LogError`
  public func chain(at sequence: Int) throws(LogError) -> LogChain? {
    do {
      let rows = try run(
        """
        SELECT chain FROM gatebook_entry WHERE sequence = $1
        UNION SELECT chain FROM gatebook_base WHERE sequence = $1
        """, [.number(sequence)])
      return rows.count > 0 ? LogChain(bytes: rows.bytes(0, 0)) : nil
    } catch {
      throw error.logError
    }
  }

  /// The entries after one, as many as are read at a time: none if there is none, or if the next one
  /// was dropped.
  ///
  /// - Throws: `LogError`; `.damaged` if one is not what was stored.
  public func entries(after sequence: Int) throws(LogError) -> [LogEntry] {
    do {
      return try readEntries(after: sequence)
    } catch let error as PostgreSQLFailure {
      throw error.logError
    } catch let error as LogError {
      throw error
    } catch {
      throw .refused(reason: "\(error)")
    }
  }

  /// So many bytes of entries are read at a time, unless one has more.
  private static let bytesAtATime = 32 << 20

  private func readEntries(after sequence: Int) throws -> [LogEntry] {
    let rows = try run(
      """
      SELECT sequence, kind, schema_version, part_count, byte_count, digest, chain
      FROM gatebook_entry WHERE sequence > $1 ORDER BY sequence LIMIT 1000
      """, [.number(sequence)])
    var described: [(entry: LogEntry.Description, chain: LogChain, parts: Int)] = []
    var bytes = 0
    for row in 0..<rows.count {
      let number = rows.number(row, 0)
      guard number == sequence + row + 1 else { break }
      bytes += rows.number(row, 4)
      if bytes > Self.bytesAtATime, row > 0 { break }
      guard let kind = LogEntry.Kind(rawValue: rows.text(row, 1)) else {
        throw LogError.damaged(reason: "entry \(number) is of an unknown kind")
      }
      let entry = LogEntry.Description(
        sequence: number, kind: kind, schemaVersion: rows.number(row, 2),
        digest: rows.bytes(row, 5))
      described.append((entry, LogChain(bytes: rows.bytes(row, 6)), rows.number(row, 3)))
    }
    guard let last = described.last else { return [] }
    let parts = try run(
      """
      SELECT sequence, number, bytes FROM gatebook_entry_part
      WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence, number
      """, [.number(sequence), .number(last.entry.sequence)])
    var row = 0
    return try described.map { described in
      var packed = PackedParts()
      var contents: [UInt8] = []
      let number = described.entry.sequence
      for part in 0..<described.parts {
        guard row < parts.count, parts.number(row, 0) == number, parts.number(row, 1) == part,
          let bytes = packed.unpack(parts.bytes(row, 2))
        else {
          throw LogError.damaged(
            reason: "part \(part) of entry \(number) is missing or not what was stored")
        }
        contents += bytes
        row += 1
      }
      guard packed.digest == described.entry.digest else {
        throw LogError.damaged(
          reason: "entry \(number) is not what was stored: its digest is another one")
      }
      return LogEntry(
        description: described.entry, chain: described.chain, contents: contents)
    }
  }
}
