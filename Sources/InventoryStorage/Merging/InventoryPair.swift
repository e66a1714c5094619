import EndpointModel
import GRDB
import InventoryModel

/// An inventory that takes parts of another one. It knows no rule of when: it compares, and copies
/// what it is told to.
///
/// ```swift
/// try other.read { theirs in
///   try inventory.write(act) { ours in
///     let pair = try InventoryPair(ours, theirs)
///     try pair.standing(of: .details(customer)).isEqual  // false
///     try pair.take(.details(customer))
///   }
/// }
/// ```
///
/// Parts are named as they are called in the inventory that takes.
public final class InventoryPair {
  let ours: InventoryWriter
  let theirs: InventoryReader
  let ourNames: RowNames
  let theirNames: RowNames
  let renaming: Renaming

  /// - Parameter renaming: what is called otherwise there.
  public init(
    _ ours: InventoryWriter, _ theirs: InventoryReader, _ renaming: Renaming = Renaming()
  ) throws {
    self.ours = ours
    self.theirs = theirs
    self.renaming = renaming
    ourNames = RowNames(ours.db)
    theirNames = RowNames(theirs.db, renaming)
    // What is replaced is taken out first, while others still refer to it.
    try ours.db.execute(sql: "PRAGMA defer_foreign_keys = ON")
  }

  var copy: RowCopy {
    RowCopy(theirs: theirs.db, ours: ours.db, theirNames: theirNames, ourNames: ourNames)
  }

  /// Does all of it, or nothing if it throws.
  public func attempt(_ body: () throws -> Void) throws {
    do {
      try ours.db.inSavepoint {
        try body()
        return .commit
      }
    } catch {
      ourNames.forget()
      throw error
    }
  }

  /// How the revisions here relate to those there; both have to know the deployment.
  public func history(of deployment: DeploymentName) throws -> HistoryRelation {
    try Histories(
      ours, ourNames, deployment, theirs, theirNames, renaming.there(deployment)
    ).relation()
  }

  /// What both inventories have of a part.
  public struct Standing: Hashable, Sendable {
    /// Whether the inventory that takes has anything of it.
    public let isHere: Bool
    /// Whether the other one has.
    public let isThere: Bool
    /// Whether they have the same.
    public let isEqual: Bool
  }

  /// How a part, apart from a history, stands in both.
  public func standing(of part: InventoryPart) throws -> Standing {
    let here = try rows(of: part, isOurs: true)
    let there = try rows(of: part, isOurs: false)
    return Standing(isHere: !here.isEmpty, isThere: !there.isEmpty, isEqual: here == there)
  }

  private func rows(of part: InventoryPart, isOurs: Bool) throws -> [String] {
    guard let ids = try ids(of: part, isOurs: isOurs) else { return [] }
    return try PartRows(isOurs ? ours.db : theirs.db, isOurs ? ourNames : theirNames)
      .all(of: part, ids)
  }

  /// The ids of what a part is of; nil if it is not known.
  func ids(of part: InventoryPart, isOurs: Bool) throws -> StatementArguments? {
    let reader = isOurs ? ours : theirs
    func deployment(_ name: DeploymentName) throws -> Int64? {
      try reader.idOrNil(of: isOurs ? name : renaming.there(name))
    }
    func customer(_ name: CustomerName) throws -> Int64? {
      try reader.idOrNil(of: isOurs ? name : renaming.there(name))
    }
    switch part {
    case .history(let name), .settings(let name), .source(let name):
      return try deployment(name).map { [$0] }
    case .details(let name):
      return try customer(name).map { [$0] }
    case .ports(let owner, let name):
      guard let customer = try customer(owner), let id = try deployment(name) else {
        return nil
      }
      return [customer, id]
    case .firewall(let name):
      return try Int64.fetchOne(
        reader.db, sql: "SELECT id FROM firewall WHERE name = ?", arguments: [name.text]
      ).map { [$0] }
    }
  }
}
