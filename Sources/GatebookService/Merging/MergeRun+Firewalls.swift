import EndpointModel
import InventoryModel
import InventoryStorage

extension MergeRun {
  /// Takes firewalls with what was written for them and what they were given.
  func takeFirewalls() throws {
    var named: [Named] = []
    for firewall in try theirs.firewalls() {
      let part = InventoryPart.firewall(firewall.name)
      let parted = firewall.allowances.map { renaming.here($0.deployment) }
        .first { blocked.contains($0) }
      if let parted, try !pair.standing(of: part).isEqual, audit.side(part) != .here {
        // Its policies name revisions that are others here.
        conflict(.firewall, firewall.name, "it allows \(parted), of which nothing is taken")
        continue
      }
      named.append(
        Named(
          part: part, kind: .firewall, name: firewall.name.text,
          what: "what it allows and was given"))
    }
    try merge(named)
  }
}
