import EndpointModel
import InventoryModel
import InventoryStorage

/// Registers firewalls, and changes what is registered of them.
public struct FirewallRegistration {
  private let writer: InventoryWriter

  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// - Throws: `FirewallError.firewallExists`, `FirewallPolicyError.empty` for a service that its
  ///   deployment does not have; `InventoryError` for another name.
  public func add(_ firewall: RegisteredFirewall) throws {
    try check(firewall.allowances)
    try writer.addFirewall(firewall)
  }

  /// - Parameter change: puts in what is to be other than it was.
  /// - Throws: as `add`; what `change` throws.
  public func set(
    _ name: FirewallName, _ change: (inout RegisteredFirewall) throws -> Void
  ) throws {
    var firewall = try writer.firewall(name)
    let before = firewall.allowances
    try change(&firewall)
    try check(firewall.allowances.filter { !before.contains($0) })
    try writer.setFirewall(firewall)
  }

  /// A service that was misspelled would only be noticed when a file is written. Of a deployment
  /// without a revision yet, nothing can be told.
  private func check(_ allowances: [FirewallAllowance]) throws {
    for allowance in allowances {
      guard let service = allowance.service,
        let revision = try writer.revision(of: allowance.deployment, at: writer.act.time)
      else { continue }
      if try !writer.snapshot(of: revision).endpoints.contains(where: { $0.service == service }) {
        throw FirewallPolicyError.empty(allowance)
      }
    }
  }
}
