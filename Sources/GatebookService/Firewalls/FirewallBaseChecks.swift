import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// Whether a device has exactly what a delta begins with.
public struct FirewallBaseReport: Sendable {
  public let firewall: RegisteredFirewall
  public let base: FirewallBase
  /// Objects that differ, for languages in which a delta cannot look for its base itself.
  public let differences: [FirewallContents.Difference]
  /// What differs as access, for the other languages: what the device does not allow and the base does.
  public let lacking: AccessEntries
  /// What it allows and the base does not.
  public let besides: AccessEntries
  /// The number of the policy that the device has by its own word.
  public let number: Int?
  /// What was not understood, where access is compared: the answer is not whole then.
  public let problems: [String]

  public var isHeld: Bool {
    differences.isEmpty && lacking.isEmpty && besides.isEmpty && problems.isEmpty
      // Objects have the number in their remarks.
      && (base.digest != nil || number == nil || number == base.number)
  }
}

/// Compares devices' configurations with the bases of deltas.
public struct FirewallBaseChecks {
  private let reader: InventoryReader

  public init(_ reader: InventoryReader) { self.reader = reader }

  /// - Parameters:
  ///   - text: what the device says it has.
  ///   - list: of a target whose file is one list, which one it is.
  /// - Throws: `FirewallReadingError` if the text is no configuration of the target;
  ///   `FirewallChangeError.isAdopted`, `.isOfAnotherForm`, `.otherBase` if no delta of today begins
  ///   with that base; `FirewallError`, `InventoryError`
  public func check(
    _ name: FirewallName, _ text: String, base: FirewallBase, list: String? = nil
  ) throws -> FirewallBaseReport {
    let firewall = try reader.firewall(name)
    let target = try firewall.makeTarget()
    guard let written = try reader.policy(of: name, number: base.number) else {
      throw FirewallError.nothingWritten(name, list: list)
    }
    try firewall.checkWrote(written)
    let all = firewall.plan(written, for: target)
    try target.check(list: list, of: all.lists)
    let plan = all.part(list)
    let reading = try target.readListing(text)
    if let contents = try FirewallWriter(target).contents(of: plan) {
      if let digest = base.digest, digest != contents.digest {
        throw FirewallChangeError.otherBase(name, base, now: contents.digest)
      }
      return FirewallBaseReport(
        firewall: firewall, base: FirewallBase(base.number, digest: contents.digest),
        differences: contents.differences(
          of: try target.contents(of: text.withoutByteOrderMark) ?? FirewallContents()),
        lacking: Access([]).entries, besides: Access([]).entries, number: reading.number,
        problems: [])
    }
    let traffic = plan.permits.first?.traffic
    let (wanted, present) = (
      Access(plan.endpoints),
      Access(reading.endpoints(of: target.hasWholeFiles ? nil : traffic))
    )
    return FirewallBaseReport(
      firewall: firewall, base: FirewallBase(base.number), differences: [],
      lacking: wanted.subtracting(present).entries, besides: present.subtracting(wanted).entries,
      number: reading.number, problems: reading.problems)
  }
}
