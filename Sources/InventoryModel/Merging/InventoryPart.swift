import EndpointModel

/// A part of an inventory that one act changes and another leaves as it is: two inventories that
/// went on from the same one are compared and merged by parts.
///
/// ```swift
/// let part = InventoryPart.ports(CustomerName("northwood")!, DeploymentName("eschat/canada")!)
/// part.isConcerned(by: entry)  // true if the entry tells of its ports, or of its use of it
/// ```
public enum InventoryPart: Hashable, Sendable {
  /// The revisions of a deployment with what was decided about them, and its layouts.
  case history(DeploymentName)
  /// Whether it is in use, who may approve, what is declared, the guard's limits.
  case settings(DeploymentName)
  /// Where its document comes from.
  case source(DeploymentName)
  /// A customer's name, contacts, language, and whether it is in use.
  case details(CustomerName)
  /// When a customer uses a deployment, and with which ports.
  case ports(CustomerName, DeploymentName)
  /// What is registered of a firewall, what was written for it and what it was given.
  case firewall(FirewallName)

  /// Whether an entry of the audit tells of a change of this part.
  public func isConcerned(by entry: AuditEntry) -> Bool {
    switch self {
    case .history(let deployment):
      entry.deployment == deployment && ["revision", "layout"].contains(entry.action.topic)
    case .settings(let deployment):
      entry.deployment == deployment && ["deployment", "guard"].contains(entry.action.topic)
    case .source(let deployment):
      entry.deployment == deployment
        && (entry.action.topic == "source" || entry.action == .deploymentMerged)
    case .details(let customer):
      entry.customer == customer && entry.action.topic == "customer"
    case .ports(let customer, let deployment):
      if entry.action == .customerMerged {
        entry.customer == customer
      } else if entry.action == .deploymentMerged {
        entry.deployment == deployment
      } else {
        entry.customer == customer && entry.deployment == deployment
          && ["use", "ports", "plans"].contains(entry.action.topic)
      }
    case .firewall(let firewall):
      entry.action.topic == "firewall" && entry.subject == firewall.text
    }
  }
}

extension AuditEntry.Action {
  /// What it is about: `ports` of `ports.assigned`.
  fileprivate var topic: Substring { rawValue.prefix { $0 != "." } }
}
