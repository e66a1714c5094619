import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// How what a device has compares with what it has to allow, in access, not in text.
public struct FirewallCheckReport: Sendable {
  public let firewall: RegisteredFirewall
  /// What the device does not allow and should.
  public let lacking: AccessEntries
  /// What it allows that some document once asked for and none does now.
  public let outdated: AccessEntries
  /// What it allows that no document ever asked for.
  public let unasked: AccessEntries
  public let notExpressed: [NotExpressed]
  /// What was not understood of the device's configuration: the answer is not whole then.
  public let problems: [String]
  /// What the answer is not about, where that is as it should be; see `FirewallReading.notes`.
  public let notes: [String]
  /// Where the first rules stand that take away some of what later ones allow.
  public let denials: [String]
  /// The number of the policy that the device has by its own word.
  public let number: Int?
  /// The number that was last noted as applied.
  public let applied: Int?

  public var isRight: Bool {
    lacking.isEmpty && outdated.isEmpty && unasked.isEmpty && problems.isEmpty
  }
}

/// Compares devices' configurations with what they have to allow.
public struct FirewallChecks {
  private let reader: InventoryReader
  /// Whose calendar tells which days are past.
  private let zone: TimeZoneRules

  public init(_ reader: InventoryReader, in zone: TimeZoneRules) {
    self.reader = reader
    self.zone = zone
  }

  /// - Parameters:
  ///   - text: what the device says it has.
  ///   - list: of a target whose file is one list, which one it is; nil for a text of rules.
  /// - Throws: `FirewallReadingError` if the text is no configuration of the target;
  ///   `FirewallError`, `FirewallPolicyError`, `FirewallChangeError`, `InventoryError`
  public func check(
    _ name: FirewallName, _ text: String, list: String? = nil, at time: UTCTime
  ) throws -> FirewallCheckReport {
    let firewall = try reader.firewall(name)
    let target = try firewall.makeTarget()
    let state = try AppliedState(firewall, target, in: reader)
    let current = try FirewallPolicies(reader, in: zone).current(
      firewall, applied: state.policy, at: time)
    let hasRules = target.holdsRules(text)
    let all =
      hasRules
      ? firewall.planOfRules(current.policy) : firewall.plan(current.policy, for: target)
    if hasRules {
      try target.refuse(list: list)
    } else {
      try state.check(list: list, in: all)
    }
    let plan = all.part(list)
    let reading = try target.readListing(text)
    let traffic = state.traffic(of: list, in: all)
    let (wanted, present) = (Access(plan.endpoints), Access(reading.endpoints(of: traffic)))
    let surplus = present.subtracting(wanted)
    let unasked = surplus.subtracting(try everAsked(firewall))
    return FirewallCheckReport(
      firewall: firewall, lacking: wanted.subtracting(present).entries,
      outdated: surplus.subtracting(unasked).entries, unasked: unasked.entries,
      notExpressed: plan.notExpressed, problems: reading.problems, notes: reading.notes,
      denials: reading.denials,
      number: reading.number, applied: state.policy(of: list)?.number)
  }

  /// What any revision of the firewall's deployments, or any policy of it, ever asked for.
  private func everAsked(_ firewall: RegisteredFirewall) throws -> Access {
    var endpoints = try reader.everyRule(of: firewall.name).filter { $0.allowance != nil }
      .map(\.endpoint)
    for deployment in Set(firewall.allowances.map(\.deployment)) {
      let declaration = try reader.declaration(of: deployment)
      endpoints +=
        Snapshot(try reader.everyEndpoint(of: deployment)).meant(by: declaration)
        .endpoints
    }
    return Access(endpoints)
  }

}

extension FirewallTarget {
  /// What a device's listing allows.
  ///
  /// - Throws: `FirewallReadingError`, also for a delta, which is not what a device has, and for a
  ///   terminal's capture with page breaks, which hide the lines behind them, or with commands that
  ///   are typed at prompts, which no reader has a place for.
  func readListing(_ text: String) throws -> FirewallReading {
    let text = text.withoutByteOrderMark
    let isPaged =
      text.contains("--More--") || text.contains("<--- More --->") || text.contains("\u{8}")
      // A carriage return before a line feed is one character with it.
      || text.contains("\r" as Character)
    if isPaged {
      throw FirewallReadingError(
        type(of: self).name,
        "it is a terminal's capture with page breaks; list it without paging (terminal length 0)")
    }
    if FirewallWriter.isDelta(text) {
      throw FirewallReadingError(type(of: self).name, "it is a change of it, written as a delta")
    }
    if let error = FirewallReadingError(typedIn: text, for: type(of: self).name) { throw error }
    return try read(text)
  }
}

extension String {
  /// The text without the mark that some programs put before UTF-8.
  var withoutByteOrderMark: String { first == "\u{FEFF}" ? String(dropFirst()) : self }
}

extension FirewallReading {
  /// What is allowed.
  ///
  /// - Parameter traffic: of a list, which says nothing of ports, what it is the list of.
  func endpoints(of traffic: PermitTraffic?) -> [Endpoint] {
    traffic.map { traffic in endpoints.map { traffic.endpoint($0.address) } } ?? endpoints
  }
}

extension PermitTraffic {
  /// An endpoint of this traffic.
  func endpoint(_ address: EndpointAddress?) -> Endpoint {
    Endpoint(
      address: address, ports: ports.map { .numbers($0) } ?? .any, transport: transport,
      direction: direction == .outbound ? .outbound : .inbound)
  }
}
