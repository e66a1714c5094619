import EndpointModel
import InventoryModel
import InventoryStorage

/// Finds what is called otherwise in two inventories since it was renamed in one of them.
struct FormerNames {
  private let ours: InventoryReader
  private let theirs: InventoryReader

  init(_ ours: InventoryReader, _ theirs: InventoryReader) {
    self.ours = ours
    self.theirs = theirs
  }

  /// - Parameter asked: names that a person gives.
  func renaming(asked: [DeploymentName: DeploymentName]) throws -> Renaming {
    var renaming = Renaming(deployments: asked)
    let deployments = Set(try theirs.deploymentNames())
    for name in deployments.sorted() where asked[name] == nil {
      guard try !ours.isKnown(name) else { continue }
      let former = try theirs.formerNames(of: name)
      let here = try ours.presentName(of: name) ?? former.first { try ours.isKnown($0) }
      guard let here, !deployments.contains(here), !asked.values.contains(here) else { continue }
      renaming.deployments[name] = here
    }
    let customers = Set(try theirs.customers(withArchived: true).map(\.name))
    for name in customers.sorted() {
      guard try !ours.isKnown(name) else { continue }
      let former = try theirs.formerNames(of: name)
      let here = try ours.presentName(of: name) ?? former.first { try ours.isKnown($0) }
      guard let here, !customers.contains(here) else { continue }
      renaming.customers[name] = here
    }
    return renaming
  }
}
