import EndpointModel

/// A firewall's language: how what is allowed is written for it, and how its configuration is
/// read. One file in `Targets/` each, and one folder of golden files.
///
/// What the language cannot say never reaches a target: `abilities` tells it beforehand, and
/// `FirewallPlan` lists it.
public protocol FirewallTarget: Sendable {
  /// As on the command line: `nftables`, `panos-set`.
  static var name: String { get }
  /// One line for people: `nftables (nft -f)`.
  static var title: String { get }
  /// What it can say, with these settings.
  var abilities: FirewallAbilities { get }
  /// Whether its files hold ports and protocols. If not, a file is one list of addresses or
  /// names of one traffic, and the device's own rule tells the ports.
  static var statesTraffic: Bool { get }
  /// Of a target whose files are one list: whether a text is no list, but the rules of a device, which
  /// state traffic.
  static func holdsRules(_ text: String) -> Bool
  /// The names and numbers that a firewall may set, with what they are unless it does.
  static var settings: [FirewallSetting] { get }
  /// How a line is marked as a comment; nil if the language has none.
  static var commentMark: String? { get }
  /// What ends a comment, where it does not end with its line.
  static var commentEnd: String { get }

  /// Those of the settings that change nothing of what a device was given, and so keep it as a base
  /// for deltas; limits are such, too.
  static var settingsBeside: Set<String> { get }

  /// Those that are known only when the first file was loaded.
  static var settingsToldLater: Set<String> { get }

  /// Whether its whole files name what earlier policies left: see `FirewallPlan.retired`.
  static var namesRetired: Bool { get }

  /// The command by which a device shows the number of the policy that it has, for languages in
  /// which a delta cannot look for itself; nil for others.
  var revisionCommand: String? { get }

  /// What a person does before and after loading a file, where a device has a candidate, so that all of it
  /// takes effect or nothing; nil for others.
  ///
  /// - Parameter isDelta: whether each line has to be obeyed. Of a whole file, a device may refuse to
  ///   delete what is not there.
  func steps(isDelta: Bool) -> FirewallSteps?

  /// What the objects of a configuration hold, for the same languages: a device has exactly what a
  /// delta begins with if it has the contents of the whole file of that. Nil for others.
  ///
  /// - Throws: `FirewallReadingError` if the text is not such a configuration.
  func contents(of text: String) throws -> FirewallContents?

  /// - Parameter values: of all of `settings`, checked.
  init(_ values: FirewallSettings)

  /// The objects that a plan takes, with their numbers of entries, to be held against the limits.
  func objects(of plan: FirewallPlan) -> [FirewallObject]

  /// The whole configuration of a plan: loaded, it takes the place of what was there, whatever
  /// that was. Without the comment at its head, which is the same for all targets.
  func whole(_ plan: FirewallPlan) -> String

  /// What leads from one plan to another: first what is added, then what is deleted. Exchanged,
  /// it is the way back. Nil if the language has only whole files.
  func delta(from old: FirewallPlan, to new: FirewallPlan) -> String?

  /// What a device's configuration allows: all of it, in the place that the settings name (a
  /// table, a pair of zones, an access list), whoever wrote it. What a rule denies is taken away from
  /// what later ones allow; where that cannot be told, the denial is a problem.
  ///
  /// - Throws: `FirewallReadingError` if the text is not such a configuration.
  func read(_ text: String) throws -> FirewallReading
}

extension FirewallTarget {
  public static var statesTraffic: Bool { true }

  public static func holdsRules(_ text: String) -> Bool { false }

  public static var commentEnd: String { "" }

  public static var settingsBeside: Set<String> { [] }

  public static var settingsToldLater: Set<String> { [] }

  public static var namesRetired: Bool { false }

  public var revisionCommand: String? { nil }

  public func steps(isDelta: Bool) -> FirewallSteps? { nil }

  public func contents(of text: String) throws -> FirewallContents? { nil }

  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? { nil }
}

/// Something that a target makes, such as a set or a list, and how many entries it has.
public struct FirewallObject: Hashable, Sendable {
  /// What it is, in the target's words: `set`, `address-group`, `rule`.
  public let kind: String
  public let name: String
  public let entries: Int
  /// How many entries it may have; nil if nothing but memory limits it.
  public let limit: Int?

  public init(kind: String, name: String, entries: Int, limit: Int? = nil) {
    self.kind = kind
    self.name = name
    self.entries = entries
    self.limit = limit
  }

  public var isTooLarge: Bool { limit.map { entries > $0 } ?? false }
}

/// Commands by which a file is loaded as one, each line without the mark of a comment.
public struct FirewallSteps: Hashable, Sendable {
  /// They stand in the head of the file.
  public let before: [String]
  /// They stand at its end.
  public let after: [String]

  public init(before: [String], after: [String]) {
    self.before = before
    self.after = after
  }
}

/// What a device's configuration allows.
public struct FirewallReading: Sendable {
  /// With addresses, ports, protocol and direction; nothing else. What all addresses are allowed,
  /// `any` is, whether the device has a word for it or not.
  public let endpoints: [Endpoint]
  /// The number of the policy that the device has by its own word; nil if it does not tell.
  public let number: Int?
  /// What was not understood, each a sentence with its place. Such a reading is not the whole.
  public internal(set) var problems: [String]
  /// What of the device the text does not tell, where that is as it should be: each a sentence.
  /// Nothing is wrong with them, but the answer is not about them.
  public let notes: [String]
  /// Where the first rules stand that take away some of what later ones allow: `line 3 of an access list`.
  public let denials: [String]

  /// - Parameters:
  ///   - endpoints: as the device has them; every name is added where all addresses are allowed.
  ///   - wholes: what all addresses of a family would be allowed, but for those that rules in front
  ///     deny.
  public init(
    _ endpoints: [Endpoint], wholes: [Endpoint] = [], number: Int? = nil, problems: [String] = [],
    notes: [String] = [], denials: [String] = []
  ) {
    self.denials = denials
    let names = endpoints.everyName(besides: wholes)
    self.endpoints = endpoints.withEveryName + names
    self.number = number
    self.problems = problems
    self.notes = notes + (names.isEmpty ? [] : [Self.namesNote])
  }

  private static let namesNote =
    "whether names are at addresses that rules deny in front of one that allows all others"
}

/// Why a text is not a configuration of a target.
public struct FirewallReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  public let target: String
  public let reason: String

  public init(_ target: String, _ reason: String) {
    self.target = target
    self.reason = reason
  }

  public var description: String { "this is not a configuration of \(target): \(reason)" }
}
