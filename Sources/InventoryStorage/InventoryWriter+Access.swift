import EndpointModel
import GRDB

extension InventoryWriter {
  /// Stores what a revision opens and closes compared with the one before it.
  func insert(
    _ change: AccessChange, deploymentID: Int64, number: Int
  ) throws {
    var rows = try RowBatch<(position: Int, part: AccessChange.Part, trafficID: Int64)>(
      db,
      into: "access_part (deployment_id, number, position, is_opening, place, traffic_id)",
      parameterCount: 6
    ) { statement, first, row in
      statement.bind(first + 1, deploymentID)
      statement.bind(first + 2, number)
      statement.bind(first + 3, row.position)
      statement.bind(first + 4, row.part.isOpening ? 1 : 0)
      statement.bind(first + 5, row.part.place.address)
      statement.bind(first + 6, row.trafficID)
    }
    var traffics = try SharedRows<Traffic>(
      db, find: "SELECT id FROM traffic WHERE spans = ?",
      insert: "INSERT INTO traffic (spans) VALUES (?)"
    ) { [$0.description] }
    for (position, part) in change.parts.enumerated() {
      try rows.add((position, part, try traffics.id(of: part.traffic)))
    }
    try rows.finish()
    try db.execute(
      sql: "UPDATE revision SET has_access = 1 WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, number])
  }
}

extension AccessChange.Place {
  /// As it is stored: `any` for all names, no address for ports alone.
  fileprivate var address: EndpointAddress? {
    switch self {
    case .range(let range): EndpointAddress(range)
    case .name(let name): name
    case .everyName: .any
    case .unstated: nil
    }
  }
}
