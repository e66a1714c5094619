import EndpointModel
import InventoryModel
import InventoryStorage

extension MergeRun {
  /// Takes customers with their contacts, then their ports.
  func takeCustomers() throws {
    let erased = ErasedCustomers(try ours.auditEntries(), try theirs.auditEntries())
    var customers: [CustomerName] = []
    for theirName in try theirs.customers(withArchived: true).map(\.name) {
      let customer = renaming.here(theirName)
      if erased.isErasedThere(theirName) {
        if let here = erased.here(theirName) {
          conflict(.customer, here, "erased there")
        } else {
          leave(.customer, theirName, "erased there")
        }
      } else if try !ours.isKnown(customer), let name = erased.nameHere(theirName) {
        // What was erased does not come back.
        conflict(.customer, theirName, "it may be \(name), who was erased here")
      } else {
        customers.append(customer)
        if customer != theirName,
          audit.onlyThere(.details(customer)).contains(where: { $0.action == .customerRenamed })
        {
          conflict(.customer, customer, "called \(theirName) there")
        }
      }
    }
    try merge(
      customers.map {
        Named(
          part: .details($0), kind: .customer, name: $0.text, what: "its name and contacts")
      })
    let known = Set(try customers.filter { try ours.isKnown($0) })
    let parts = try theirs.portParts().map {
      (renaming.here($0.customer), renaming.here($0.deployment))
    }
    try merge(
      parts.filter { known.contains($0.0) }.map { customer, deployment in
        Named(
          part: .ports(customer, deployment), kind: .ports, name: customer.text,
          what: "its ports on \(deployment)")
      })
  }
}
