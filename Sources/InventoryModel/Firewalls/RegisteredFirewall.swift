import EndpointModel

/// A firewall whose rules are brought from the inventory.
public struct RegisteredFirewall: Hashable, Sendable {
  public let name: FirewallName
  /// The name of its language: `nftables`, `panos-set`.
  public var target: String
  /// Names and limits of its target, by the names of the target's settings; what is not given
  /// has the target's standard value.
  public var settings: [String: String]
  /// What it has to allow: the union of all of them, in the order given.
  public var allowances: [FirewallAllowance]
  public var options: Options

  /// How careful it is.
  public struct Options: Hashable, Sendable {
    /// Whether what a document removes stays allowed until the day that the document gives.
    public var keepsUntilDeadline: Bool
    /// A change of more than this share of the rules, in percent, is refused; nil for no limit.
    public var mostChangePercent: Int?
    /// Whether neighbouring addresses are joined: fewer entries, the same access.
    public var aggregates: Bool
    /// If its rules take no names, what these give is allowed, each address for so many hours
    /// after a name last gave it; nil if names are not resolved.
    public var resolvesHours: Int?

    public init(
      keepsUntilDeadline: Bool = false, mostChangePercent: Int? = nil, aggregates: Bool = false,
      resolvesHours: Int? = nil
    ) {
      self.resolvesHours = resolvesHours
      self.keepsUntilDeadline = keepsUntilDeadline
      self.mostChangePercent = mostChangePercent
      self.aggregates = aggregates
    }
  }

  public init(
    name: FirewallName, target: String, settings: [String: String] = [:],
    allowances: [FirewallAllowance], options: Options = Options()
  ) {
    self.name = name
    self.target = target
    self.settings = settings
    self.allowances = allowances
    self.options = options
  }
}

extension RegisteredFirewall {
  /// How its files are written, in one line: what was written otherwise is no base of a delta.
  ///
  ///     nftables aggregates=no table=edge
  public var form: String {
    ([target, "aggregates=\(options.aggregates ? "yes" : "no")"]
      + settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      .joined(separator: " ")
  }
}

/// A policy that was written for a firewall, by its number from 1.
public struct WrittenPolicy: Hashable, Sendable {
  public let number: Int
  public let policy: FirewallPolicy
  public let writtenAt: UTCTime
  /// Whether it was read from the device instead of written for it.
  public let isAdopted: Bool
  /// See `RegisteredFirewall.form`.
  public let form: String

  public init(
    number: Int, policy: FirewallPolicy, writtenAt: UTCTime, isAdopted: Bool, form: String
  ) {
    self.form = form
    self.number = number
    self.policy = policy
    self.writtenAt = writtenAt
    self.isAdopted = isAdopted
  }
}

/// That a firewall was given a policy, or one list of it: when, and by whom.
public struct FirewallApplication: Hashable, Sendable {
  /// The policy's number.
  public let number: Int
  /// Which of its lists, such as `out-tcp-443`; nil for all that it has.
  public let list: String?
  public let act: Act

  public init(number: Int, list: String?, act: Act) {
    self.number = number
    self.list = list
    self.act = act
  }
}

/// The last file that was written for a firewall, or for one of its lists.
public struct FirewallFileRecord: Hashable, Sendable {
  /// The number of the policy that the file leads to.
  public let number: Int
  /// Of a way back that was not noted as applied yet, the policy that it leads from.
  public let backFrom: Int?

  public init(number: Int, backFrom: Int? = nil) {
    self.number = number
    self.backFrom = backFrom
  }
}
