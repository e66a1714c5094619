import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// How what a device has compares with what it has to allow, in access, not in text.
public struct FirewallCheckReport: Sendable {
  public let firewall: RegisteredFirewall
  /// What the device does not allow and should.
  public let lacking: [AccessEntry]
  /// What it allows that some document once asked for and none does now.
  public let outdated: [AccessEntry]
  /// What it allows that no document ever asked for.
  public let unasked: [AccessEntry]
  public let notExpressed: [NotExpressed]
  /// What was not understood of the device's configuration: the answer is not whole then.
  public let problems: [String]
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

  public init(_ reader: InventoryReader) { self.reader = reader }

  /// - Parameters:
  ///   - text: what the device says it has.
  ///   - list: of a target whose file is one list, which one it is.
  /// - Throws: `FirewallReadingError` if the text is no configuration of the target;
  ///   `FirewallError`, `FirewallPolicyError`, `FirewallChangeError`, `InventoryError`
  public func check(
    _ name: FirewallName, _ text: String, list: String? = nil, at time: UTCTime
  ) throws -> FirewallCheckReport {
    let firewall = try reader.firewall(name)
    let target = try firewall.makeTarget()
    let applied = try reader.appliedPolicy(of: name)
    let current = try FirewallPolicies(reader).current(
      firewall, applied: applied?.policy, at: time)
    let plan = try FirewallPlan(
      current.policy, of: name, number: 0, abilities: target.abilities
    ).list(list, for: target)
    let reading = try target.read(text)
    let (wanted, present) = (Access(plan.endpoints), Access(endpoints(reading, plan, target)))
    let surplus = present.subtracting(wanted)
    let unasked = surplus.subtracting(try everAsked(firewall))
    return FirewallCheckReport(
      firewall: firewall, lacking: wanted.subtracting(present).entries,
      outdated: surplus.subtracting(unasked).entries, unasked: unasked.entries,
      notExpressed: plan.notExpressed, problems: reading.problems, number: reading.number,
      applied: applied?.number)
  }

  /// A list says nothing of ports: it is taken to be the list of the plan's one permit.
  private func endpoints(
    _ reading: FirewallReading, _ plan: FirewallPlan, _ target: any FirewallTarget
  ) -> [Endpoint] {
    guard !type(of: target).statesTraffic, let permit = plan.permits.first else {
      return reading.endpoints
    }
    return reading.endpoints.map { permit.traffic.endpoint($0.address) }
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

  /// Notes what a device has as the state that the next plan begins with.
  ///
  /// - Returns: the policy, with its number.
  /// - Throws: `FirewallReadingError`, `FirewallAdoptionError`, `FirewallError`
  public static func adopt(
    _ name: FirewallName, _ text: String, in writer: InventoryWriter
  ) throws -> WrittenPolicy {
    let target = try writer.firewall(name).makeTarget()
    let reading = try target.read(text)
    if let problem = reading.problems.first {
      throw FirewallAdoptionError(problem: problem, count: reading.problems.count)
    }
    let rules = reading.endpoints.map { FirewallRule($0, for: nil) }
    let kept = try writer.keep(FirewallPolicy(rules), of: name, isAdopted: true)
    _ = try writer.noteApplied(name, number: kept.number)
    return kept
  }
}

/// Why a device's configuration was not adopted: part of it was not understood.
public struct FirewallAdoptionError: Error, Hashable, Sendable, CustomStringConvertible {
  public let problem: String
  public let count: Int

  public var description: String {
    "\(problem)" + (count > 1 ? ", and \(count - 1) more were not understood" : "")
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
