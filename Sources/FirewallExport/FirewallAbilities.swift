import EndpointModel

/// What a firewall's language can say. What it cannot is listed, never dropped.
public struct FirewallAbilities: Sendable {
  /// Whether a rule or list can hold host names.
  public var names = false
  /// Whether it can hold patterns of host names, such as `*.example.com`.
  public var patterns = false
  /// Which patterns, if it can hold any: many languages know an asterisk at the beginning only.
  public var patternForms: @Sendable (HostPattern) -> Bool = { _ in true }
  public var families: Set<IPFamily> = [.v4, .v6]
  public var directions: Set<PermitDirection> = [.outbound, .inbound]
  /// Whether it knows a protocol; never asked of TCP and UDP together where it knows both.
  public var transports: @Sendable (IPProtocol) -> Bool = { _ in true }

  public init(
    names: Bool = false, patterns: Bool = false, families: Set<IPFamily> = [.v4, .v6],
    directions: Set<PermitDirection> = [.outbound, .inbound],
    transports: @escaping @Sendable (IPProtocol) -> Bool = { _ in true }
  ) {
    self.names = names
    self.patterns = patterns
    self.families = families
    self.directions = directions
    self.transports = transports
  }
}
