import EndpointModel

/// An endpoint that a firewall allows, and because of which allowance. Two deployments that
/// need the same endpoint give two rules: it stays for as long as one of them is left.
public struct FirewallRule: Hashable, Sendable, Comparable {
  /// With the customer's own ports in their places, and as it is declared to be meant.
  public let endpoint: Endpoint
  /// Nil for what a device allowed before Gatebook wrote for it.
  public let allowance: FirewallAllowance?
  /// The name that gave the address, if the document has only that.
  public let resolvedFrom: HostName?

  public init(
    _ endpoint: Endpoint, for allowance: FirewallAllowance?, resolvedFrom: HostName? = nil
  ) {
    self.resolvedFrom = resolvedFrom
    self.endpoint = endpoint
    self.allowance = allowance
  }

  /// By endpoint.
  public static func < (a: FirewallRule, b: FirewallRule) -> Bool {
    if a.endpoint != b.endpoint { return a.endpoint < b.endpoint }
    return switch (a.allowance, b.allowance) {
    case (_, nil): false
    case (nil, _): true
    case (let x?, let y?):
      x == y ? (a.resolvedFrom?.text ?? "") < (b.resolvedFrom?.text ?? "") : x < y
    }
  }
}

/// What a firewall has to allow at a time.
public struct FirewallPolicy: Hashable, Sendable {
  /// Ascending, without repetition.
  public let rules: [FirewallRule]
  /// What is asked for and opens nothing, ascending.
  public let unresolved: [Unresolved]
  /// The revisions that it was made from, ascending by deployment.
  public let revisions: [RevisionReference]

  /// A rule whose customer's ports cannot be told.
  public struct Unresolved: Hashable, Sendable {
    public let rule: FirewallRule
    public let missing: CustomerRules.Missing

    public init(_ rule: FirewallRule, missing: CustomerRules.Missing) {
      self.rule = rule
      self.missing = missing
    }
  }

  public init(
    _ rules: some Sequence<FirewallRule>, unresolved: [Unresolved] = [],
    revisions: [RevisionReference] = []
  ) {
    // Rules mostly come in order, and sorting them then is one pass; a set would put them out of it.
    var ascending: [FirewallRule] = []
    for rule in rules.sorted() where rule != ascending.last { ascending.append(rule) }
    self.rules = ascending
    self.unresolved = unresolved.sorted { $0.rule < $1.rule }
    self.revisions = revisions
  }

  /// Nothing allowed.
  public static let none = FirewallPolicy([FirewallRule]())

  /// What it allows, as a set.
  public var access: Access { Access(rules.map(\.endpoint)) }
}
