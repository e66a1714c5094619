import EndpointModel

/// Zscaler's data centers: `{CLOUD: {"continent : C": {"city : T": [{range, vpn, gre, hostname,
/// latitude, longitude}]}}}` (Zscaler, "Cloud Enforcement Node Ranges"; `config.zscaler.com`).
/// Blank fields are an empty text.
enum Zscaler: Feed {
  static let name = "zscaler-cenr"

  static func recognizes(_ root: JSONValue) -> Bool {
    root.members.first?.value.members.first?.key.hasPrefix("continent :") ?? false
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Zscaler cloud enforcement nodes"
    for (cloud, continents) in root.members {
      for (continent, cities) in continents.members {
        for (city, places) in cities.members {
          read(
            places, cloud: cloud.safeKey,
            place: "\(label(continent)), \(label(city))", into: &content)
        }
      }
    }
    return content
  }

  /// The name behind `city : `.
  private static func label(_ key: String) -> String {
    let key = key.safeKey ?? ""
    return key.split(separator: " : ", maxSplits: 1).last.map(String.init) ?? key
  }

  private static func read(
    _ places: JSONValue, cloud: String?, place: String, into content: inout FeedContent
  ) {
    // A city with several ranges repeats its tunnel ends at each.
    var seen: Set<String> = []
    for element in places.elements {
      for field in ["range", "vpn", "gre", "hostname"] {
        guard let value = element[field], let text = value.safeText,
          seen.insert("\(field) \(text)").inserted
        else { continue }
        content.add(
          value, service: cloud, group: place, note: field == "range" ? nil : field)
      }
    }
  }
}
