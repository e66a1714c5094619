import ChangeReporting
import InventoryModel
import InventoryStorage

/// A registered firewall, and what it was given.
public struct RegisteredState: Sendable {
  public let firewall: RegisteredFirewall
  /// The number of the policy that was written last; nil if none was.
  public let written: Int?
  /// The number of the policy that was applied last; nil if none was, or where each list has its
  /// own.
  public let applied: Int?
  /// Whether each list has its own number.
  public let hasLists: Bool

  /// - Throws: `FirewallError.unknownFirewall`
  public init(_ firewall: RegisteredFirewall, in reader: InventoryReader) throws {
    self.firewall = firewall
    written = try reader.policy(of: firewall.name)?.number
    let last = try reader.applications(on: firewall.name).last
    hasLists = last?.list != nil
    applied = hasLists ? nil : last?.number
  }

  public var json: JSONText { firewall.json(applied: applied, written: written) }
}
