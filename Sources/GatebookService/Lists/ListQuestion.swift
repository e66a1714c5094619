import EndpointModel
import InventoryModel

/// Which addresses of a deployment a list holds.
public struct ListQuestion: Hashable, Sendable {
  public let deployment: DeploymentName
  /// Only those of these services, as the document names them; all if empty.
  public var services: [String] = []
  /// With the ports of this customer, for endpoints whose ports are each customer's own.
  public var customer: CustomerName?
  /// Only these kinds of entries; all if empty.
  public var kinds: Set<Kind> = []
  /// Only addresses that have to be reached over all of these ports.
  public var traffic: ListedTraffic?
  /// Whether neighbouring addresses are joined: fewer entries, the same addresses.
  public var aggregates = false

  public init(_ deployment: DeploymentName) { self.deployment = deployment }

  /// What an entry is, by its word in questions.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case ipv4 = "4"
    case ipv6 = "6"
    case names

    init(_ family: IPFamily) { self = family == .v4 ? .ipv4 : .ipv6 }
  }
}

/// Ports, and over which protocol: `tcp/443`, `443` for any protocol that has ports, `udp/4201-4264`,
/// or `unstated` for what the document leaves open.
///
/// ```swift
/// let traffic = try ListedTraffic(parsing: "tcp/443")
/// traffic.isNeeded(by: endpoint)  // whether all of it has to reach the endpoint
/// ```
public enum ListedTraffic: Hashable, Sendable {
  case ports(PortSet, IPProtocol?)
  case unstated

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: String) throws(ValueError) {
    if text == "unstated" {
      self = .unstated
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else {
      throw ValueError(
        expected: "ports (tcp/443)", input: text, rule: "it has more than one slash")
    }
    var transport: IPProtocol?
    if parts.count == 2 {
      let named = IPProtocol(rawValue: parts[0].lowercased())
      guard let named, named == .tcp || named == .udp || named == .sctp else {
        throw ValueError(
          expected: "ports (tcp/443)", input: text,
          rule: "before the slash stands none of tcp, udp and sctp")
      }
      transport = named
    }
    self = .ports(try PortSet(parsing: parts[parts.count - 1]), transport)
  }

  /// Whether an endpoint has to be reached over all of it. What is not stated is never taken for
  /// any.
  public func isNeeded(by endpoint: Endpoint) -> Bool {
    switch self {
    case .unstated: return endpoint.ports == nil && endpoint.transport?.hasPorts ?? true
    case .ports(let asked, let transport):
      guard let stated = endpoint.transport, stated.hasPorts else { return false }
      let isOver =
        switch transport {
        case nil: true
        case let one?:
          stated == one || stated == .any || stated == .tcpAndUDP && one != .sctp
        }
      guard isOver else { return false }
      switch endpoint.ports {
      case .any?: return true
      case .numbers(let ports)?: return ports.union(asked) == ports
      case .customer?, nil: return false
      }
    }
  }
}
