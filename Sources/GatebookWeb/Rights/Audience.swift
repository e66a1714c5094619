import InventoryModel

/// Whom a list is for.
enum Audience: Hashable, Sendable {
  /// Who sees the deployment; with a customer, who sees that one.
  case deployment(DeploymentName, CustomerName?)
  /// Who sees all that the firewall allows.
  case firewall([FirewallAllowance])

  func isPublic(_ rights: Rights) -> Bool {
    switch self {
    case .deployment(let deployment, nil): rights.isPublic(deployment)
    // What is a customer's own is never anybody's.
    case .deployment(_, _?): false
    case .firewall(let allowances): rights.isPublic(allowances)
    }
  }

  func includes(_ caller: Caller, _ rights: Rights) -> Bool {
    if isPublic(rights) { return true }
    if caller.role == nil { return false }
    switch self {
    case .deployment(let deployment, nil): return caller.sees(deployment)
    case .deployment(_, let customer?): return caller.sees(customer)
    case .firewall(let allowances):
      return allowances.allSatisfy { allowance in
        allowance.customer.map(caller.sees) ?? caller.sees(allowance.deployment)
      }
    }
  }

  /// - Throws: `Problem`, the same whether the list exists or not; and never one that asks for a
  ///   password, as a firewall would take that for a fault of its own.
  func check(_ caller: Caller, _ rights: Rights) throws {
    if !includes(caller, rights) { throw Problem.outOfScope }
  }
}
