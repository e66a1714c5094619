import EndpointModel

/// What a firewall's language can say. What it cannot is listed, never dropped.
public struct FirewallAbilities: Sendable {
  /// What a target's file lists, where it lists one kind only.
  public enum ListContent: Sendable {
    case addresses, names
  }

  /// What its file lists, if that is one kind only; then a file of the other kind may hold what
  /// this one does not.
  public var listContent: ListContent?
  /// Whether a rule or list can hold host names.
  public var names = false
  /// Whether it can hold patterns of host names, such as `*.example.com`.
  public var patterns = false
  /// Whether it can hold a pattern as it is meant, where it knows patterns: `*` matches dots, too.
  public var knowsPattern: @Sendable (HostPattern) -> Bool = { _ in true }
  /// In which directions a rule can hold names and patterns.
  public var namedDirections: Set<PermitDirection> = [.outbound, .inbound]
  public var families: Set<IPFamily> = [.v4, .v6]
  public var directions: Set<PermitDirection> = [.outbound, .inbound]
  /// Whether it knows ICMP between IPv6 addresses, where it knows ICMP.
  public var icmpOverIPv6 = true
  /// The addresses of IPv6 that it takes for IPv4, if there are any.
  public var embeddedIPv4: EmbeddedIPv4?
  /// Whether it knows a protocol; never asked of TCP and UDP together where it knows both.
  public var transports: @Sendable (IPProtocol) -> Bool = { _ in true }

  public init(
    names: Bool = false, patterns: Bool = false, families: Set<IPFamily> = [.v4, .v6],
    directions: Set<PermitDirection> = [.outbound, .inbound],
    namedDirections: Set<PermitDirection> = [.outbound, .inbound], icmpOverIPv6: Bool = true,
    transports: @escaping @Sendable (IPProtocol) -> Bool = { _ in true },
    knowsPattern: @escaping @Sendable (HostPattern) -> Bool = { _ in true }
  ) {
    self.names = names
    self.patterns = patterns
    self.families = families
    self.directions = directions
    self.namedDirections = namedDirections
    self.icmpOverIPv6 = icmpOverIPv6
    self.transports = transports
    self.knowsPattern = knowsPattern
  }

  /// Of a list of addresses, or of names.
  public init(
    listOf content: ListContent, patterns: Bool = false,
    directions: Set<PermitDirection> = [.outbound, .inbound],
    transports: @escaping @Sendable (IPProtocol) -> Bool = { _ in true },
    knowsPattern: @escaping @Sendable (HostPattern) -> Bool = { _ in true }
  ) {
    self.init(
      names: content == .names, patterns: patterns && content == .names,
      families: content == .names ? [] : [.v4, .v6], directions: directions,
      transports: transports, knowsPattern: knowsPattern)
    listContent = content
  }
}

extension HostPattern {
  /// Of `*.example.com`, `example.com`; nil for every other form.
  var parent: String? {
    let rest = text.dropFirst(2)
    return text.hasPrefix("*.") && !rest.contains("*") ? String(rest) : nil
  }
}
