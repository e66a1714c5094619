import EndpointModel

@testable import DocumentReading

/// Data as one line that tests can compare: `{a: [1, "b"], c: null}`, texts in quotation marks.
enum DataLines {
  static func of(_ text: String, _ format: DocumentFormat) throws -> String {
    let text = try TextDecoding.text(of: Document(bytes: Array(text.utf8), source: "x")).0
    return try of(format.data(of: text)!)
  }

  static func of(_ node: DataNode) -> String {
    switch node.content {
    case .object(let members):
      "{" + members.map { $0.key + ": " + of($0.node) }.joined(separator: ", ") + "}"
    case .list(let nodes): "[" + nodes.map(of).joined(separator: ", ") + "]"
    case .text(let text): "\"" + text.replacing("\n", with: "⏎") + "\""
    case .number(let text): text
    case .truth(let value): value ? "true" : "false"
    case .null: "null"
    }
  }
}
