import EndpointModel

/// JSON of no known vendor, by a general rule: arrays of addresses are endpoints,
/// the keys above them their group and service; of an object that holds an
/// address, the fields beside it are read by their names.
enum AnyJSON: Feed {
  static let name = "json"

  static func recognizes(_ root: JSONValue) -> Bool {
    root.kind == .object || root.kind == .array
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var walk = Walk()
    walk.content.title = (root["title"] ?? root["name"])?.safeText
    walk.content.feedVersion =
      ["version", "syncToken", "etag", "serial"].lazy
      .compactMap { root[$0].flatMap { $0.safeText ?? $0.literal } }.first
    walk.read(root, path: [])
    return walk.content
  }

  /// Keys whose values are no current endpoints.
  private static let past: Set<String> = [
    "changelog", "changes", "history", "removed", "deprecated", "previous", "excluded", "exclude",
    "matching_attributes", "example", "examples",
  ]

  private struct Walk {
    var content = FeedContent()

    mutating func read(_ value: JSONValue, path: [String]) {
      switch value.kind {
      case .object: readObject(value, path)
      case .array: readArray(value, path)
      default: break
      }
    }

    private mutating func readArray(_ array: JSONValue, _ path: [String]) {
      let elements = array.elements
      let texts = elements.filter { $0.string != nil }
      if !texts.isEmpty, texts.count(where: \.holdsAddress) * 2 > texts.count {
        let names = path.compactMap { $0.withoutUnsafeCharacters.text.foldedOrNil }
        for element in texts {
          content.add(
            element, service: names.dropLast().joined(separator: ", ").foldedOrNil,
            group: names.last)
        }
      }
      for element in elements { read(element, path: path) }
    }

    private mutating func readObject(_ object: JSONValue, _ path: [String]) {
      let members = object.members
      let fields = members.filter { $0.value.string != nil || $0.value.literal != nil }
      if fields.contains(where: { $0.value.holdsAddress }) {
        readRow(members, path)
        return
      }
      // A name beside a list names what the list is of.
      let name = ["name", "service", "region", "id", "title"].lazy
        .compactMap { object[$0]?.safeText }.first
      for (key, value) in members {
        guard !AnyJSON.past.contains(key.lowercased()) else {
          if value.kind == .array || value.kind == .object {
            content.findings.add(
              .note, "field-left-out", line: value.line, quote: key,
              "\(key) tells of no current endpoints")
          }
          continue
        }
        read(value, path: path + (path.isEmpty ? [] : name.map { [$0] } ?? []) + [key])
      }
    }

    /// An object as a table's row, its keys as the header.
    private mutating func readRow(
      _ members: [(key: String, value: JSONValue)], _ path: [String]
    ) {
      var cells: [(key: String, cell: Table.Cell)] = []
      for (key, value) in members {
        let texts =
          value.kind == .array ? value.elements.compactMap(\.text) : value.text.map { [$0] }
        guard let texts, !texts.isEmpty else { continue }
        let spaced = key.replacing("_", with: " ").separatedAtCapitals
        cells.append(
          (
            spaced,
            Table.Cell(
              lines: texts.map {
                SourceLine(number: value.line, text: $0.withoutUnsafeCharacters.text)
              })
          ))
      }
      let line = members.first?.value.line ?? 1
      let header = Table.Row(
        cells: cells.map { Table.Cell(lines: [SourceLine(number: line, text: $0.key)]) })
      let table = Table(rows: [header, Table.Row(cells: cells.map(\.cell))])
      var section = Section()
      section.heading = path.last?.withoutUnsafeCharacters.text.foldedOrNil
      content.endpoints += TableReader.read(
        table, prose: Prose([]), section: section, findings: &content.findings)
    }
  }
}

extension JSONValue {
  /// The text of a string or number.
  fileprivate var text: String? { string ?? (kind == .number ? literal : nil) }

  /// Whether it is a text that is an address.
  fileprivate var holdsAddress: Bool {
    guard let text = string?.trimmed, text.utf8.count <= 255,
      !text.contains(" ") || text.contains("-")
    else { return false }
    return !text.contains("://") && !AddressCell.addresses(in: text).isEmpty
  }
}

extension String {
  /// `tcpPorts` as `tcp Ports`.
  fileprivate var separatedAtCapitals: String {
    var out = ""
    for character in self {
      if character.isUppercase, out.last?.isLowercase ?? false { out.append(" ") }
      out.append(character)
    }
    return out
  }
}
