import EndpointModel

/// A MISP warning list: `{name, description, version, type: "cidr", list, matching_attributes}`
/// (MISP, "misp-warninglists").
enum MISPWarningList: Feed {
  static let name = "misp-warninglist"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["list"]?.kind == .array && root["type"] != nil && root["name"] != nil
      && (root["matching_attributes"] != nil || root["version"] != nil)
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = root["name"]?.safeText
    content.feedVersion = root["version"]?.literal ?? root["version"]?.safeText
    content.addAll(root["list"], named: "list", service: content.title, group: nil)
    return content
  }
}
