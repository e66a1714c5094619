import EndpointModel
import InventoryModel
import InventoryStorage

/// Takes into an inventory what another one has and it has not: the other one went on from the same
/// state, or was kept at another place.
///
/// By parts (`InventoryPart`): what was changed only there is taken, what was changed only here
/// stays, and what both have changed is a conflict, of which nothing is taken. The audits tell on
/// which side something was done. Merged again, there is nothing to do.
///
/// ```swift
/// let merge = InventoryMerge(origin: GivenText("old.sqlite")!)
/// let outcome = try other.read { theirs in
///   try inventory.write(act) { try merge.run($0, theirs) }
/// }
/// outcome.conflicts.map(\.name)  // ["eschat/canada-aws-02"]
/// ```
public struct InventoryMerge {
  let origin: GivenText
  /// Deployments whose table is taken although their histories differ.
  let tables: Set<DeploymentName>
  /// What deployments of the other inventory are called here.
  let renamed: [DeploymentName: DeploymentName]

  /// - Parameters:
  ///   - origin: what the audit calls the other inventory.
  ///   - tables: the deployments, as they are called here, whose current table there becomes the
  ///     current one here although both have gone on from where they part.
  ///   - renamed: deployments that come under another name, by their names there.
  public init(
    origin: GivenText, tables: Set<DeploymentName> = [],
    renamed: [DeploymentName: DeploymentName] = [:]
  ) {
    self.origin = origin
    self.tables = tables
    self.renamed = renamed
  }

  /// - Throws: `MergeError`, `InventoryError`, before anything is taken
  public func run(_ ours: InventoryWriter, _ theirs: InventoryReader) throws -> MergeOutcome {
    try check(theirs)
    return try MergeRun(self, ours, theirs).run()
  }

  private func check(_ theirs: InventoryReader) throws {
    let known = try theirs.deploymentNames()
    for name in renamed.keys.sorted() where !known.contains(name) {
      throw MergeError.notThere(name, known: known)
    }
    let here = Set(known.map { renamed[$0] ?? $0 })
    for name in tables.sorted() where !here.contains(name) {
      throw MergeError.notThere(name, known: known)
    }
    // Two of them would be one here.
    if let twice = known.first(where: { renamed[$0] == nil && renamed.values.contains($0) }) {
      throw MergeError.namedTwice(twice)
    }
    if let twice = renamed.values.first(where: { name in
      renamed.values.count { $0 == name } > 1
    }) {
      throw MergeError.namedTwice(twice)
    }
  }
}

/// Why nothing was merged.
public enum MergeError: Error, Hashable, Sendable {
  /// The other inventory has no such deployment.
  case notThere(DeploymentName, known: [DeploymentName])
  /// Two deployments of the other inventory would have the same name.
  case namedTwice(DeploymentName)
}

extension MergeError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .notThere(let name, let known):
      "the other inventory has no deployment \(name)"
        + (known.isEmpty ? "" : "; it has \(known.map(\.description).joined(separator: ", "))")
    case .namedTwice(let name): "two deployments of the other inventory would be called \(name)"
    }
  }
}
