/// Data that tells its columns once and its rows as lists, `{"columns": ["host", "port"], "rows": [["a.example",
/// 443]]}`, and ports that lead to others.
extension DataNode {
  /// The data with an object for each such row, and without what forwarded ports lead to.
  var withRowsOfColumns: DataNode {
    // Most data has neither, and stays as it is.
    hasRowsAsLists ? rowsOfColumns : self
  }

  private var hasRowsAsLists: Bool {
    switch content {
    case .list(let elements):
      if elements.count > 1 || elements.first?.isListOfScalars ?? false,
        elements.last?.isListOfScalars ?? false
      {
        return true
      }
      return elements.contains(where: \.hasRowsAsLists)
    case .object(let members):
      return members.contains { key, node in
        key.utf8.count == 7 && key.hasPrefix("to") && key.hasSuffix("port") || node.hasRowsAsLists
      }
    default: return false
    }
  }

  private var isListOfScalars: Bool {
    if case .list(let elements) = content { elements.first?.scalar != nil } else { false }
  }

  private var rowsOfColumns: DataNode {
    switch content {
    case .list(let elements):
      if let header = elements.first?.columnNames,
        let rows = Self.rows(Array(elements.dropFirst()), of: header)
      {
        return DataNode(line: line, content: .list(rows))
      }
      return DataNode(line: line, content: .list(elements.map(\.rowsOfColumns)))
    case .object(let members):
      let names = members.lazy.filter { Self.columnKeys.contains($0.key.lowercased()) }
        .compactMap(\.node.columnNames).first
      return DataNode(
        line: line,
        content: .object(
          members.withoutForwarding.map { key, node in
            if let names, case .list(let elements) = node.content,
              !Self.columnKeys.contains(key.lowercased()), let rows = Self.rows(elements, of: names)
            {
              return (key, DataNode(line: node.line, content: .list(rows)))
            }
            return (key, node.rowsOfColumns)
          }))
    default: return self
    }
  }

  private static let columnKeys: Set = ["columns", "headers", "header", "fields", "cols"]

  /// The names of a list that names columns, one of them of addresses; nil for any other.
  private var columnNames: [String]? {
    guard case .list(let elements) = content, (2...40).contains(elements.count) else { return nil }
    let names = elements.compactMap { element -> String? in
      guard case .text(let text) = element.content, text.utf8.count <= 40 else { return nil }
      return text
    }
    guard names.count == elements.count, Set(names).count == names.count,
      names.contains(where: \.asKey.saysAddress),
      !names.contains(where: { $0.utf8.contains(where: \.isDigit) })
    else { return nil }
    return names
  }

  /// Objects of rows as wide as the names; nil if others are among them.
  private static func rows(_ elements: [DataNode], of names: [String]) -> [DataNode]? {
    guard !elements.isEmpty else { return nil }
    var rows: [DataNode] = []
    for element in elements {
      guard case .list(let cells) = element.content, cells.count == names.count else { return nil }
      rows.append(
        DataNode(
          line: element.line,
          content: .object(zip(names, cells).map { (key: $0, node: $1) })))
    }
    return rows
  }
}

extension [(key: String, node: DataNode)] {
  /// `port="8080" to-port="80" to-addr="10.0.0.5"`: without where the port leads.
  fileprivate var withoutForwarding: Self {
    func words(_ key: String) -> String { key.asKey.words.lowercased() }
    let inner: Set = ["to port", "to addr", "to address"]
    guard contains(where: { words($0.key) == "port" }),
      contains(where: { words($0.key) == "to port" })
    else { return self }
    return filter { !inner.contains(words($0.key)) }
  }
}
