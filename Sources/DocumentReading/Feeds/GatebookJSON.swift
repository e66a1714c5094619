import EndpointModel

/// What Gatebook itself writes: an object with an array `endpoints` whose elements have the fields
/// of an endpoint, as in the output of `read`, `show` and exports. Every value is taken literally
/// and must be canonical.
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
    for finding in root["findings"]?.elements ?? [] { carry(finding, into: &content) }
    for element in root["endpoints"]?.elements ?? [] {
      guard ["address", "ports", "protocol"].allSatisfy({ element[$0] != nil }) else {
        content.findings.add(
          .error, "endpoint-not-understood", line: element.line, quote: nil,
          "an element without address, ports and protocol was left out")
        continue
      }
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

  /// Keeps the findings: what was left out of the exported document is missing here, too.
  private static func carry(_ finding: JSONValue, into content: inout FeedContent) {
    guard let severity = finding["severity"]?.string.flatMap(Finding.Severity.init),
      let code = finding["code"]?.safeText, let message = finding["message"]?.safeText
    else { return }
    content.findings.add(
      severity, code, line: finding["line"]?.integer, quote: finding["quote"]?.safeText, message)
  }
}
