import ChangeReporting
import InventoryModel

/// The tags that tell which firewall's policy a cloud has, and from which revisions.
enum CloudTags {
  static let revision = "gatebook-revision"
  static let firewall = "gatebook-firewall"
  static let origin = "gatebook-from"
  /// A tag's value may have 256 characters at AWS and at Azure.
  private static let limit = 256

  /// Ascending by name.
  static func of(_ plan: FirewallPlan) -> [(name: String, value: String)] {
    let origins = plan.origins.joined(separator: " ").asComment(limit: limit)
    return [(firewall, plan.firewall.text)] + (origins.isEmpty ? [] : [(origin, origins)])
      + [(revision, String(plan.number))]
  }

  /// As AWS writes them.
  static func ofAWS(_ plan: FirewallPlan) -> JSONText {
    .array(
      of(plan).map { .object(["Key": .string($0.name), "Value": .string($0.value)]) })
  }

  /// The number that AWS's list of tags tells.
  static func number(ofAWS tags: ConfigurationJSON?) -> Int? {
    tags?.elements?.first { $0["Key"]?.text == revision }?["Value"]?.integer
  }
}
