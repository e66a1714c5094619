import EndpointModel

/// What a firewall's language can say. What it cannot is listed, never dropped.
public struct FirewallAbilities: Sendable {
  /// Whether a rule or list can hold host names.
  public var names = false
  /// Whether it can hold patterns of host names, such as `*.example.com`.
  public var patterns = false
  public var families: Set<IPFamily> = [.v4, .v6]
  public var directions: Set<PermitDirection> = [.outbound, .inbound]
  /// Whether it knows ICMP between IPv6 addresses, where it knows ICMP.
  public var icmpOverIPv6 = true
  /// Whether it knows a protocol; never asked of TCP and UDP together where it knows both.
  public var transports: @Sendable (IPProtocol) -> Bool = { _ in true }

  public init(
    names: Bool = false, patterns: Bool = false, families: Set<IPFamily> = [.v4, .v6],
    directions: Set<PermitDirection> = [.outbound, .inbound], icmpOverIPv6: Bool = true,
    transports: @escaping @Sendable (IPProtocol) -> Bool = { _ in true }
  ) {
    self.names = names
    self.patterns = patterns
    self.families = families
    self.directions = directions
    self.icmpOverIPv6 = icmpOverIPv6
    self.transports = transports
  }
}
