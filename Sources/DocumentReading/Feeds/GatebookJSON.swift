import EndpointModel

/// What Gatebook itself writes: an object with an array `endpoints` whose
/// elements have the fields of an endpoint, as `read`, `show` and exports give
/// them. Every value is taken literally and must be canonical.
enum GatebookJSON: Feed {
  static let name = "gatebook-json"

  static func recognizes(_ root: JSONValue) -> Bool {
    guard let first = root["endpoints"]?.elements.first else {
      return root["endpoints"]?.kind == .array
    }
    return first["address"] != nil && first["ports"] != nil && first["protocol"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = (root["document"] ?? root)["title"]?.safeText
    for element in root["endpoints"]?.elements ?? [] {
      let fields = EndpointFields(line: element.line) { name throws(ValueError) in
        guard let value = element[name], !value.isNull else { return nil }
        guard let text = value.string ?? value.literal else {
          throw ValueError(expected: name, input: name, rule: "it is neither text nor number")
        }
        return text
      }
      fields.read(into: &content)
    }
    return content
  }
}
