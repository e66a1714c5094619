import EndpointModel

/// Azure's service tags: `{changeNumber, cloud, values: [{name, id, properties:
/// {region, systemService, addressPrefixes}}]}` (Microsoft download "Azure IP
/// Ranges and Service Tags").
enum AzureServiceTags: Feed {
  static let name = "azure-service-tags"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["cloud"] != nil && root["values"]?.kind == .array && root["changeNumber"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = root["cloud"]?.safeText.map { "Azure service tags, cloud \($0)" }
    content.feedVersion = root["changeNumber"]?.literal ?? root["changeNumber"]?.safeText
    for value in root["values"]?.elements ?? [] {
      let properties = value["properties"]
      content.addAll(
        properties?["addressPrefixes"], named: "addressPrefixes", service: value["name"]?.safeText,
        group: properties?["region"]?.safeText)
    }
    return content
  }
}
