import EndpointModel
import InventoryModel
import InventoryStorage

/// What a form is about, as the audit knows it.
enum Watched: Hashable, Sendable, CustomStringConvertible {
  case deployment(DeploymentName)
  case customer(CustomerName)
  /// Where a deployment's document comes from: a revision that is stored meanwhile changes nothing of
  /// that.
  case source(DeploymentName)
  /// How a deployment's document is read.
  case layout(DeploymentName)
  case firewall(FirewallName)
  case user(GivenText)
  case token(GivenText)

  /// What was done to it after an entry of the audit.
  func entries(after id: Int, in reader: InventoryReader) throws -> [AuditEntry] {
    switch self {
    case .deployment(let name): try reader.auditEntries(after: id, deployment: name)
    case .customer(let name): try reader.auditEntries(after: id, customer: name)
    case .source(let name): try entries("source.", of: name, after: id, in: reader)
    case .layout(let name): try entries("layout.", of: name, after: id, in: reader)
    case .firewall(let name): try entries("firewall.", of: name.text, after: id, in: reader)
    case .user(let name): try entries("user.", of: name.text, after: id, in: reader)
    case .token(let name): try entries("token.", of: name.text, after: id, in: reader)
    }
  }

  private func entries(
    _ kind: String, of deployment: DeploymentName, after id: Int, in reader: InventoryReader
  ) throws -> [AuditEntry] {
    try reader.auditEntries(after: id, deployment: deployment).filter {
      $0.action.rawValue.hasPrefix(kind)
    }
  }

  /// - Parameter kind: what the names of its actions begin with.
  private func entries(
    _ kind: String, of subject: String, after id: Int, in reader: InventoryReader
  ) throws -> [AuditEntry] {
    try reader.auditEntries(after: id, subject: subject).filter {
      $0.action.rawValue.hasPrefix(kind)
    }
  }

  var description: String {
    switch self {
    case .deployment(let name), .source(let name), .layout(let name): name.description
    case .customer(let name): name.text
    case .firewall(let name): name.text
    case .user(let name), .token(let name): name.text
    }
  }
}

extension Watched {
  /// Where it is shown.
  var link: Link {
    switch self {
    case .deployment(let name): .deployment(name)
    case .customer(let name): .customer(name)
    case .source(let name): .source(of: name)
    case .layout(let name): .layout(of: name)
    case .firewall(let name): .firewall(name)
    case .user(let name): .user(name)
    case .token(let name): .token(name)
    }
  }
}

extension Question {
  /// The last entry of the audit, by which a later order is known to be made with all of it seen.
  func seen() throws -> Int { try reader.lastAuditID() }

  /// The same as a header, for programs.
  func seenHeader() throws -> (name: String, value: String) { ("Gatebook-Seen", "\(try seen())") }
}
