import EndpointModel

/// A person whom a server knows by a name and a password, of which only a hash is kept.
public struct ServerUser: Hashable, Sendable {
  public let name: GivenText
  public let role: ServerRole
  public let scope: ServerScope
  public let createdAt: UTCTime

  public init(name: GivenText, role: ServerRole, scope: ServerScope, createdAt: UTCTime) {
    self.name = name
    self.role = role
    self.scope = scope
    self.createdAt = createdAt
  }
}
