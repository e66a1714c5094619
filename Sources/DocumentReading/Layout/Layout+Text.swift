import EndpointModel

/// The text form of a layout, as it is written: one line for each thing that is told. What is told
/// of a table or list is indented below its name.
extension Layout {
  /// The first line of each layout. A later form would have another number.
  static let firstLine = "gatebook layout 1"

  /// The text, which can be parsed again.
  public var text: String {
    var out = Self.firstLine + "\n"
    var part: String?
    for correction in corrections {
      if let own = correction.part {
        if own != part { out += "table \(own.quoted)\n" }
        out += "  "
      }
      part = correction.part
      out += correction.body + "\n"
    }
    if let reliance { out += reliance.text }
    return out
  }
}

extension Layout.Correction {
  /// The correction in one line, with the table or list that it is of: `table "Ports" column 3 =
  /// ports`.
  public var text: String { (part.map { "table \($0.quoted) " } ?? "") + body }

  /// Without the table or list.
  fileprivate var body: String {
    switch self {
    case .only(let name): "only \(name.quoted)"
    case .ignore(let name): "ignore \(name.quoted)"
    case .take(let name): "take \(name.quoted)"
    case .skip(let words): "skip \(words.quoted)"
    case .row(let words, let meaning): "row \(words.quoted) \(meaning.text)"
    case .column(let column, let role, _): "column \(column.text) = \(role.rawValue)"
    case .addressesOnly: "addresses only"
    case .split(let column, _): "split \(column.text)"
    case .service(let name, _): "service \(name.quoted)"
    case .group(let name, _): "group \(name.quoted)"
    case .defaults(let terms, _): "default \(terms.text)"
    }
  }
}

extension Layout.ColumnName {
  /// `3`, or `"Remarks"`.
  public var text: String {
    switch self {
    case .number(let number): String(number)
    case .header(let words): words.quoted
    }
  }
}

extension Layout.Terms {
  /// `protocol=tcp ports=443`
  var text: String {
    [
      transport.map { "protocol=\($0)" }, ports.map { "ports=\($0)" },
      direction.map { "direction=\($0.rawValue)" },
    ].compactMap { $0 }.joined(separator: " ")
  }
}

extension Layout.Meaning {
  fileprivate var text: String {
    [service.map { "service \($0.quoted)" }, terms.isEmpty ? nil : terms.text]
      .compactMap { $0 }.joined(separator: " ")
  }
}

extension LayoutReliance {
  fileprivate var text: String {
    var out = ""
    for part in parts {
      out += "relies \(part.kind.rawValue) \(part.name.quoted) rows \(part.rows) "
      out += "read \(part.rowsRead)\n"
      for column in part.columns {
        out += "  column \(column.header.quoted) \(column.role.rawValue) "
        out += "\(column.cells.rawValue)\n"
      }
    }
    for (name, count) in names.sorted(by: { $0.key < $1.key }) {
      out += "relies name \(name.quoted) times \(count)\n"
    }
    return out + "relies left \(leftOver)\n"
  }
}

extension String {
  /// Between quotation marks; line ends and invisible characters have no place in a name.
  var quoted: String {
    let safe = withoutUnsafeCharacters.text.folded
    return "\"" + safe.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
