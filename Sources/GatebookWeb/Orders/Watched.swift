import InventoryModel
import InventoryStorage

/// What a form is about, as the audit knows it.
enum Watched: Hashable, Sendable, CustomStringConvertible {
  case deployment(DeploymentName)
  case customer(CustomerName)
  case firewall(FirewallName)

  /// What was done to it after an entry of the audit.
  func entries(after id: Int, in reader: InventoryReader) throws -> [AuditEntry] {
    switch self {
    case .deployment(let name): try reader.auditEntries(after: id, deployment: name)
    case .customer(let name): try reader.auditEntries(after: id, customer: name)
    case .firewall(let name):
      try reader.auditEntries(after: id, subject: name.text).filter {
        $0.action.rawValue.hasPrefix("firewall.")
      }
    }
  }

  var description: String {
    switch self {
    case .deployment(let name): name.description
    case .customer(let name): name.text
    case .firewall(let name): name.text
    }
  }
}

extension Question {
  /// The last entry of the audit, by which a later order is known to be made with all of it seen.
  func seen() throws -> Int { try reader.lastAuditID() }

  /// The same as a header, for programs.
  func seenHeader() throws -> (name: String, value: String) { ("Gatebook-Seen", "\(try seen())") }
}
