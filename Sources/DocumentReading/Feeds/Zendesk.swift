import EndpointModel

/// Zendesk's addresses: `{ips: {ingress: {all, specific}, egress: {all, specific}}}` (Zendesk API
/// reference, "Public IPs"). Directions are Zendesk's: by its description it connects to its
/// customers from the egress addresses, and they connect to the ingress addresses.
enum Zendesk: Feed {
  static let name = "zendesk-ips"

  private static let directions: [(field: String, direction: Direction)] = [
    ("ingress", .outbound), ("egress", .inbound),
  ]

  static func recognizes(_ root: JSONValue) -> Bool {
    let ips = root["ips"] ?? root
    return directions.allSatisfy { ips[$0.field]?["all"]?.kind == .array }
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Zendesk public IPs"
    let ips = root["ips"] ?? root
    for (field, direction) in directions {
      for (list, addresses) in ips[field]?.members ?? [] {
        for address in addresses.elements {
          content.add(
            address, service: field, group: list.safeKey,
            direction: direction)
        }
      }
    }
    return content
  }
}
