extension DataNode {
  /// - Parameter lineOffset: how many lines precede the value's text.
  init(_ value: JSONValue, lineOffset: Int = 0) {
    line = value.line + lineOffset
    content =
      switch value.kind {
      case .object:
        .object(
          value.members.map {
            ($0.key.withSafeLines, DataNode($0.value, lineOffset: lineOffset))
          })
      case .array: .list(value.elements.map { DataNode($0, lineOffset: lineOffset) })
      case .string, .escapedString: .text((value.string ?? "").withSafeLines)
      case .number: .number(value.literal ?? "")
      case .bool: .truth(value.literal == "true")
      case .null: .null
      }
  }
}
