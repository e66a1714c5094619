extension DataNode {
  /// The data of a listing; nil if it is none. Remarks and a command around it belong to no data: "kubectl apply
  /// -f - <<EOF".
  init?(listing lines: [SourceLine]) {
    var rest = lines[...]
    while let line = rest.first,
      line.isBlank || line.isRemark || line.text.hasSuffix("<<EOF") || line.text.hasPrefix("//")
    {
      rest = rest.dropFirst()
    }
    while let line = rest.last, line.isBlank || line.text.trimmed == "EOF" {
      rest = rest.dropLast()
    }
    guard let first = rest.first, let mark = first.text.trimmed.first else { return nil }
    let inner = rest.filter { $0.text.trimmed != "..." }
    let text = SourceText(
      source: "", encoding: "utf-8",
      utf8: Array(inner.map(\.text).joined(separator: "\n").utf8))
    switch mark {
    case "{", "[":
      guard let root = try? JSONTree(text).root else { return nil }
      self = DataNode(root, lineOffset: first.number - 1)
    case "<":
      guard let root = try? XML.node(text.utf8, source: "") else { return nil }
      self = root.moved(by: first.number - 1)
    default:
      let texts = inner.map(\.text)
      if HCL.begins(texts) {
        guard let root = try? HCL.node(inner, source: "") else { return nil }
        self = root
      } else {
        guard YAML.isLikely(texts, isNamed: false), let root = try? YAML.node(inner, source: "")
        else { return nil }
        self = root
      }
    }
  }

  private func moved(by lines: Int) -> DataNode {
    let inner: Content =
      switch content {
      case .object(let members): .object(members.map { ($0.key, $0.node.moved(by: lines)) })
      case .list(let elements): .list(elements.map { $0.moved(by: lines) })
      default: content
      }
    return DataNode(line: line + lines, content: inner)
  }
}
