import EndpointModel

/// Collects stored endpoints into a table: what many of them share is read once, and only if
/// needed.
struct StoredEndpoints {
  private let rows: EndpointRows
  private var builder = EndpointsBuilder()
  // The numbers in the table, by the ids of the rows that hold the values.
  private var services = ByID<UInt32>()
  private var groups = ByID<UInt32>()
  private var notes = ByID<UInt32>()
  private var terms = ByID<UInt32>()

  init(_ rows: EndpointRows, room: Int = 0) {
    self.rows = rows
    // A damaged file may claim any number.
    builder.reserveCapacity(min(max(room, 0), 1 << 22))
  }

  /// Appends the endpoint of a row that begins with `EndpointRows.columns`.
  mutating func append(_ row: StoredRow) throws {
    let service = try services.number(row.id(1)) {
      builder.number(service: try rows.label($0))
    }
    let group = try groups.number(row.id(2)) { builder.number(group: try rows.label($0)) }
    let note = try notes.number(row.id(5)) { builder.number(note: try rows.label($0)) }
    let terms = try terms.number(row.int(3)) { builder.number(terms: try rows.terms($0)) }
    builder.append(
      service: service, group: group, address: try EndpointRows.written(row),
      terms: terms, note: note, line: try row.id(4).map(Int.init))
  }

  /// The endpoints so far; there are none afterwards.
  mutating func finish() -> Endpoints { builder.finish() }
}

extension ByID<UInt32> {
  /// The number for an id; 0 for none.
  fileprivate mutating func number(
    _ id: Int64?, _ make: (Int64) throws -> UInt32
  ) rethrows -> UInt32 {
    guard let id else { return 0 }
    if let number = self[id] { return number }
    let number = try make(id)
    self[id] = number
    return number
  }
}
