import EndpointModel
import GRDB
import InventoryModel

/// How the revisions of a deployment in one inventory relate to those in another.
public enum HistoryRelation: Hashable, Sendable {
  case equal
  /// The other one has all that is here, and goes on from the revision of this number.
  case behind(from: Int)
  /// This one has all that is there, and more.
  case ahead
  /// From the revision of this number on, they differ.
  case parted(at: Int)
  /// Different layouts were kept under the same numbers.
  case layoutsDiffer
}

/// Compares the history of a deployment in two inventories.
struct Histories {
  private let ours: Side
  private let theirs: Side

  private struct Side {
    let reader: InventoryReader
    let rows: PartRows
    let id: Int64
    let revisions: [Int: Revision]
    var last: Int { revisions.keys.max() ?? 0 }

    init(_ reader: InventoryReader, _ names: RowNames, _ deployment: DeploymentName) throws {
      self.reader = reader
      rows = PartRows(reader.db, names)
      id = try reader.id(of: deployment)
      revisions = Dictionary(
        uniqueKeysWithValues: try reader.revisions(of: deployment).map { ($0.number, $0) })
    }
  }

  /// - Parameter theirName: the deployment's name in the other inventory.
  init(
    _ ours: InventoryReader, _ ourNames: RowNames, _ deployment: DeploymentName,
    _ theirs: InventoryReader, _ theirNames: RowNames, _ theirName: DeploymentName
  ) throws {
    self.ours = try Side(ours, ourNames, deployment)
    self.theirs = try Side(theirs, theirNames, theirName)
  }

  func relation() throws -> HistoryRelation {
    let most = min(ours.last, theirs.last)
    var common = 0
    while common < most, try isEqual(common + 1) { common += 1 }
    let layouts = try (layoutTexts(ours), layoutTexts(theirs))
    let sharedLayouts = zip(layouts.0, layouts.1).prefix { $0 == $1 }.count
    if sharedLayouts < min(layouts.0.count, layouts.1.count) { return .layoutsDiffer }
    let (moreHere, moreThere) = (
      ours.last > common || layouts.0.count > sharedLayouts,
      theirs.last > common || layouts.1.count > sharedLayouts
    )
    switch (moreHere, moreThere) {
    case (false, false): return .equal
    case (true, false): return .ahead
    case (false, true): return .behind(from: common + 1)
    case (true, true): break
    }
    // One that waited when they parted was settled on one side.
    let next = common + 1
    if layouts.0.count <= layouts.1.count, try isSettledLater(next, in: theirs, than: ours) {
      return .behind(from: next)
    }
    if layouts.1.count <= layouts.0.count, try isSettledLater(next, in: ours, than: theirs) {
      return .ahead
    }
    return .parted(at: next)
  }

  /// Whether a revision is the last one here and is held, and the other inventory has decided about
  /// the same one.
  private func isSettledLater(_ number: Int, in one: Side, than other: Side) throws -> Bool {
    guard let waiting = other.revisions[number], let settled = one.revisions[number],
      waiting.isHeld, other.last == number, !settled.isHeld, settled.state != .void,
      waiting.decisions.isEmpty,
      waiting.recordedAt == settled.recordedAt, waiting.fetchedAt == settled.fetchedAt,
      waiting.document.sha256 == settled.document.sha256, waiting.storedBy == settled.storedBy,
      waiting.document.source == settled.document.source, waiting.base == settled.base
    else { return false }
    return try Comparison(
      from: other.reader.snapshot(of: waiting), to: one.reader.snapshot(of: settled)
    ).changes.isEmpty
  }

  private func layoutTexts(_ side: Side) throws -> [String] {
    let columns = try RowCopy.columns(of: "layout", side.reader.db).filter {
      $0 != "deployment_id"
    }
    return try Row.fetchAll(
      side.reader.db,
      sql: """
        SELECT \(columns.map { "\"\($0)\"" }.joined(separator: ", ")) FROM layout
        WHERE deployment_id = ? ORDER BY number
        """, arguments: [side.id]
    ).map { try side.rows.text($0, columns, in: "layout") }
  }

  /// Whether a revision is the same in both, with what it changes and what was decided about it.
  private func isEqual(_ number: Int) throws -> Bool {
    for place in PartRows.places(of: .history(ours.revisions[number]!.deployment))
    where place.table != "layout" {
      guard try isEqual(number, place.table) else { return false }
    }
    return true
  }

  private func isEqual(_ number: Int, _ table: String) throws -> Bool {
    let (column, order) =
      switch table {
      case "endpoint": ("added_in", "address, position")
      case "revision", "revision_layout": ("number", "number")
      default: ("number", "position")
      }
    // What removed an endpoint tells so itself.
    let columns = try RowCopy.columns(of: table, ours.reader.db).filter {
      $0 != "deployment_id" && $0 != "removed_in"
    }
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    func cursor(_ side: Side) throws -> RowCursor {
      try Row.fetchCursor(
        side.reader.db,
        sql:
          "SELECT \(list) FROM \(table) WHERE deployment_id = ? AND \(column) = ? ORDER BY \(order)",
        arguments: [side.id, number])
    }
    let (mine, other) = (try cursor(ours), try cursor(theirs))
    while true {
      let row = try mine.next().map { try ours.rows.text($0, columns, in: table) }
      guard try other.next().map({ try theirs.rows.text($0, columns, in: table) }) == row else {
        return false
      }
      if row == nil { return true }
    }
  }
}
