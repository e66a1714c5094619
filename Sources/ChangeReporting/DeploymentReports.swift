import EndpointModel
import InventoryModel

extension DeploymentSettings {
  /// The settings in words for a person.
  public func text(in zone: TimeZoneRules) -> String {
    var out = "\(deployment)\n"
    out +=
      "  "
      + (declaration?.text(in: zone)
        ?? "where the document states no ports or protocol, nothing is declared")
      + "\n"
    out += policy.approverDiffers ? "  another user approves than the one who synced\n" : ""
    out += policy.wideNeedsTwo ? "  a wide block needs two users to approve it\n" : ""
    out += sharesPorts ? "  customers may have the same ports\n" : ""
    out += hasPublicList ? "  a server gives its lists to anybody\n" : ""
    if let archivedAt {
      out += "  out of use since \(archivedAt.forPeople(in: zone))"
      out += (mergedInto.map { "; \($0) has taken over" } ?? "") + "\n"
    }
    return out
  }
}

extension Declaration {
  /// "where no ports or protocol are stated, tcp 443 is meant (declared 2026-01-31 … by anna: …)"
  public func text(in zone: TimeZoneRules) -> String {
    NoticePhrases(.english).declaration(self, in: zone)
  }
}

extension JSONText {
  /// What `gatebook deployment show` prints.
  public init(_ settings: DeploymentSettings, keepsDocuments: Bool) {
    self = .object([
      "deployment": .string(settings.deployment.description),
      "declared": JSONText(settings.declaration),
      "approverDiffers": .bool(settings.policy.approverDiffers),
      "wideNeedsTwo": .bool(settings.policy.wideNeedsTwo),
      "sharesPorts": .bool(settings.sharesPorts),
      "keepsDocuments": .bool(keepsDocuments),
      "publicList": .bool(settings.hasPublicList),
      "archivedAt": JSONText(settings.archivedAt?.description),
      "mergedInto": JSONText(settings.mergedInto?.description),
    ])
  }

  /// What is meant if a document states no ports or protocol; null if nothing is declared.
  init(_ declaration: Declaration?) {
    guard let declaration else {
      self = .null
      return
    }
    self = .object([
      "ports": JSONText(declaration.ports?.description),
      "protocol": JSONText(declaration.transport?.rawValue),
      "by": JSONText(declaration.record.by?.text),
      "at": .string(declaration.record.time.description),
      "note": JSONText(declaration.record.note?.text),
    ])
  }
}
