import EndpointModel

/// Puts a layout to the outline of a page.
extension LayoutFitting {
  /// What is told of one element of a section.
  struct Place {
    let part: Int
    /// What is told of it by its words, if it is a sentence.
    var meaning: [Layout.Meaning]?
  }

  /// Takes out of the outline what does not count, and notes for each element which part it is.
  func lay(_ root: Outline.Section) {
    name(root, around: [], sections: [])
    settleNames()
    if tellsRows { tellRows(root) }
    let (only, ignored) = choices()
    if only != nil || !ignored.isEmpty { choose(root, only, ignored) }
  }

  // MARK: Names

  private func name(_ section: Outline.Section, around: [String], sections: [Int]) {
    var (around, sections) = (around, sections)
    let heading = section.heading.text.folded.withoutColon
    if !heading.isEmpty {
      around.append(heading)
      sections.append(headings.count)
      headings.append(heading)
    }
    /// The last short line that is like a heading, and the line right above.
    var label: String?
    var labelPlace: Int?
    var above: String?
    for element in section.elements {
      let inside = around + [label].compactMap { $0 }
      let below = sections + [labelPlace].compactMap { $0 }
      var part: Part
      switch element {
      case .paragraph(let lines):
        // Lines of addresses are a list without marks.
        let sample = lines.prefix(Self.sampleSize)
        let bare = sample.count { $0.isBareAddresses }
        let isList = bare > 1 && 2 * bare >= sample.count
        let first = lines.first.flatMap { $0.isBareAddresses ? nil : Self.name(in: $0.text) }
        part = Part(
          kind: isList ? .list : .sentence,
          names: isList ? names([first, above, label, around.last]) : [], around: inside,
          lines: lines.span, rows: lines.count)
        above = lines.last.flatMap { Self.name(in: $0.text) }
        if let last = lines.last, TextFacts([last]).isLabel {
          label = last.text.folded.withoutColon
          labelPlace = headings.count
          headings.append(label!)
        }
      case .table(let table):
        let caption = table.caption.text.folded
        part = Part(
          kind: .table, names: names([caption, above, label, around.last]), around: inside,
          lines: table.span, rows: table.rows.count)
      case .list(let items):
        part = Part(
          kind: .list, names: names([above, label, around.last]), around: inside,
          lines: items.span, rows: items.leafCount)
      case .code(let lines):
        part = Part(
          kind: .listing, names: names([above, label, around.last]), around: inside,
          lines: lines.span, rows: lines.count { !$0.isBlank })
      }
      part.sections = below
      if part.isNamed { above = nil }
      section.places.append(Place(part: add(part)))
    }
    for inner in section.sections { name(inner, around: around, sections: sections) }
  }

  private func names(_ names: [String?]) -> [String] {
    names.compactMap { $0?.withoutColon.foldedOrNil }
  }

  /// How many lines are looked at to find out whether they are a list.
  private static let sampleSize = 50

  /// No line above a table that is longer is its name.
  private static let longestName = 160

  /// The last sentence of a line, if it may be the name of what follows it.
  private static func name(in line: String) -> String? {
    guard let last = line.sentences.last.map({ String($0).folded }), !last.isEmpty,
      last.count <= longestName, last.hasSuffix(":") || !".!?。".contains(last.last!)
    else { return nil }
    return last.withoutColon
  }

  // MARK: Rows by their words

  private func tellRows(_ section: Outline.Section) {
    var elements: [Outline.Element] = []
    var places: [Place] = []
    for (element, place) in zip(section.elements, section.places) {
      for (piece, meaning) in told(element) {
        elements.append(piece)
        places.append(Place(part: place.part, meaning: meaning))
      }
    }
    section.elements = elements
    section.places = places
    for inner in section.sections { tellRows(inner) }
  }

  private func told(_ element: Outline.Element) -> [(Outline.Element, [Layout.Meaning]?)] {
    switch element {
    case .paragraph(let lines): return sentences(lines)
    case .list(let items):
      let rest = told(items)
      return rest.isEmpty ? [] : [(.list(rest), nil)]
    case .table(var table):
      tell(&table)
      return [(.table(table), nil)]
    case .code(let lines): return [(.code(lines.filter { !skips($0.text) }), nil)]
    }
  }

  private func told(_ items: [Outline.Item]) -> [Outline.Item] {
    items.filter { item in
      if skips(item.lines.text) { return false }
      item.meaning = meaning(of: item.lines.text)
      item.children = told(item.children)
      return true
    }
  }

  /// A sentence of which something is told stands alone.
  private func sentences(_ lines: [SourceLine]) -> [(Outline.Element, [Layout.Meaning]?)] {
    var out: [(Outline.Element, [Layout.Meaning]?)] = []
    var plain: [SourceLine] = []
    func flush() {
      if !plain.isEmpty { out.append((.paragraph(plain), nil)) }
      plain = []
    }
    for line in lines {
      let parts = line.text.sentences.map(String.init)
      guard parts.contains(where: { skips($0) || meaning(of: $0) != nil }) else {
        plain.append(line)
        continue
      }
      for part in parts where !skips(part) {
        let piece = SourceLine(number: line.number, text: part)
        if let meaning = meaning(of: part) {
          flush()
          out.append((.paragraph([piece]), meaning))
        } else {
          plain.append(piece)
        }
      }
    }
    flush()
    return out
  }

  /// Takes out of a table the rows that do not count, and notes what is told of others.
  func tell(_ table: inout Table) {
    if !tellsRows { return }
    let headers = table.headerRowCount ?? 0
    table.rows = table.rows.enumerated().compactMap { place, row in
      if place < headers { return row }
      if skips(row.text) { return nil }
      var row = row
      row.meaning = meaning(of: row.text)
      return row
    }
  }

  // MARK: Only, ignore

  /// The parts that count, nil for all, and for each that does not the reason.
  private func choices() -> (only: Set<Int>?, ignored: [Int: String]) {
    var only: Set<Int>?
    var ignored: [Int: String] = [:]
    for (place, correction) in layout.corrections.enumerated() {
      switch correction {
      case .only(let name):
        let parts = under(name)
        if !parts.isEmpty { fit(place) }
        only = (only ?? []).union(parts)
      case .ignore(let name):
        let parts = under(name)
        if !parts.isEmpty { fit(place) }
        for part in parts { ignored[part] = "the layout says: \(correction.text)" }
      default: break
      }
    }
    return (only, ignored)
  }

  /// All that is under a name: under each heading of that name, else the parts that are called so.
  private func under(_ text: String) -> Set<Int> {
    let name = PartName(text)
    if name.occurrence == nil {
      let inside = parts.indices.filter { part in
        parts[part].around.contains { name.means($0.asName) }
      }
      if !inside.isEmpty { return Set(inside) }
    }
    return Set(named(text))
  }

  private func choose(_ section: Outline.Section, _ only: Set<Int>?, _ ignored: [Int: String]) {
    var elements: [Outline.Element] = []
    var places: [Place] = []
    for (index, place) in section.places.enumerated() {
      // The words right above what counts tell of it.
      let introduces =
        parts[place.part].kind == .sentence
        && section.places[index...].first { parts[$0.part].kind != .sentence }
          .map { only?.contains($0.part) ?? false } ?? false
      if let reason = ignored[place.part] {
        leaveOut(place.part, because: reason)
      } else if let only, !only.contains(place.part), !introduces {
        leaveOut(place.part, because: "the layout says what else counts only")
      } else {
        elements.append(section.elements[index])
        places.append(place)
      }
    }
    section.elements = elements
    section.places = places
    for inner in section.sections { choose(inner, only, ignored) }
  }
}

extension [SourceLine] {
  fileprivate var span: ClosedRange<Int> {
    let first = first?.number ?? 0
    return first...Swift.max(first, last?.number ?? 0)
  }
}

extension Table {
  fileprivate var span: ClosedRange<Int> {
    let first = rows.first?.line ?? caption.first?.number ?? 0
    let last = rows.last?.cells.lazy.flatMap(\.lines).map(\.number).max() ?? 0
    return first...max(first, last)
  }
}

extension [Outline.Item] {
  fileprivate var span: ClosedRange<Int> {
    let first = first?.lines.first?.number ?? 0
    var last = self.last
    while let inner = last?.children.last { last = inner }
    return first...Swift.max(first, last?.lines.last?.number ?? 0)
  }

  /// How many items have none inside them.
  fileprivate var leafCount: Int {
    reduce(0) { $0 + ($1.children.isEmpty ? 1 : $1.children.leafCount) }
  }
}
