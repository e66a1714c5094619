import EndpointModel

/// An address that a change removes or narrows but that is still needed, and by whom: a
/// firewall must not drop it.
public struct StillNeeded: Hashable, Sendable {
  public let address: EndpointAddress
  /// Sorted by deployment and endpoint, without duplicates.
  public let users: [User]

  /// An endpoint that covers the address, lies inside it or overlaps it.
  public struct User: Hashable, Sendable, Comparable {
    public let deployment: DeploymentName
    public let endpoint: Endpoint

    public init(deployment: DeploymentName, endpoint: Endpoint) {
      self.deployment = deployment
      self.endpoint = endpoint
    }

    public static func < (a: User, b: User) -> Bool {
      a.deployment == b.deployment ? a.endpoint < b.endpoint : a.deployment < b.deployment
    }
  }

  public init(address: EndpointAddress, users: [User]) {
    self.address = address
    self.users = users
  }

  /// The addresses of endpoints that a change removes, or changes in place, ascending.
  public static func addresses(of changes: ChangeSet) -> [EndpointAddress] {
    Set(changes.removedOrChanged.writtenAddresses.lazy.compactMap { $0?.address }).sorted()
  }
}
