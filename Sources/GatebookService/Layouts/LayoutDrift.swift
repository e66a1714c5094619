import DocumentReading
import EndpointModel

/// What of a document no longer fits the layout by which it was read.
///
/// A layout relies on what the document was like when a person confirmed it. More rows are no
/// drift, and neither is a table that nothing is told of and that only got another heading.
public struct LayoutDrift: Sendable {
  /// What differs, each in one line for people; empty if the document fits.
  public private(set) var words: [String] = []
  private let layout: Layout
  private let reading: Reading

  /// A layout stops to fit if the share of the rows that are read is lower by more than this.
  private static let mostLost = 0.1

  public init(_ layout: Layout, _ reading: Reading) {
    self.layout = layout
    self.reading = reading
    for miss in reading.layoutMisses {
      words.append("there is no \(miss.wanted) any more (\(miss.correction))")
    }
    guard let reliance = layout.reliance else { return }
    let now = Dictionary(grouping: reading.tables.filter { $0.kind != .sentence }) {
      $0.name.lowercased()
    }
    let all = reliance.parts.reduce(0) { $0 + $1.rowsRead }
    for part in reliance.parts {
      if let found = now[part.name.lowercased()] {
        compare(part, found)
      } else if layout.tells(of: part.name) {
        // The corrections that name it say so already, unless they mean several.
        if reading.layoutMisses.isEmpty { words.append("\(part.called) is gone") }
      } else if !isRenamed(part, reliance), 10 * part.rowsRead >= all {
        let rows = part.rowsRead == 1 ? "1 row was" : "\(part.rowsRead) rows were"
        words.append("\(part.called), of which \(rows) read, is gone")
      }
    }
    compareNames(reliance)
    if reliance.leftOver == 0, reading.leftOver > 0 {
      words.append(
        reading.leftOver == 1
          ? "a fact belongs to nothing or was not understood; none did"
          : "\(reading.leftOver) facts belong to nothing or were not understood; none did")
    }
  }

  /// Of two sections of one name a correction takes both, or the first: a person has seen one only.
  private mutating func compareNames(_ reliance: LayoutReliance) {
    for (name, count) in reading.layoutFit.names.sorted(by: { $0.key < $1.key }) {
      let before = reliance.names[name] ?? 1
      if count <= before { continue }
      let shown = name.abridged(to: 60).withVisibleControls
      words.append(
        "\(count) headings, tables or lists are called \"\(shown)\" now; "
          + (before == 1 ? "one was" : "\(before) were"))
    }
  }

  /// Whether a table stands under another name, where nothing is told of it: it is read as before.
  private func isRenamed(_ part: LayoutReliance.Part, _ reliance: LayoutReliance) -> Bool {
    let relied = Set(reliance.parts.map { $0.name.lowercased() })
    return reading.tables.contains { found in
      !relied.contains(found.name.lowercased()) && found.kind == part.kind && found.rowsRead > 0
        && found.columns.map(\.header) == part.columns.map(\.header)
    }
  }

  private mutating func compare(_ part: LayoutReliance.Part, _ found: [TableUnderstanding]) {
    let rows = found.reduce(0) { $0 + $1.rows }
    let rowsRead = found.reduce(0) { $0 + $1.rowsRead }
    if found[0].kind != part.kind {
      words.append("\(part.called) is a \(found[0].kind.rawValue) now")
      return
    }
    if rowsRead == 0 || found.allSatisfy({ $0.leftOut != nil }) {
      words.append("nothing of \(part.called) is read; \(part.rowsRead) of \(part.rows) rows were")
      return
    }
    compareColumns(part, found[0].columns)
    let before = Double(part.rowsRead) / Double(max(part.rows, 1))
    let after = Double(rowsRead) / Double(max(rows, 1))
    if before - after > Self.mostLost {
      words.append(
        "of \(part.called) \(rowsRead) of \(rows) rows are read; "
          + "\(part.rowsRead) of \(part.rows) were")
    }
  }

  private mutating func compareColumns(
    _ part: LayoutReliance.Part, _ found: [TableUnderstanding.Column]
  ) {
    let old = part.columns.map { $0.header.lowercased() }
    let new = found.map { $0.header.lowercased() }
    // Of items and objects, a label or key may be missing where it says nothing.
    let isTable = part.kind == .table
    let unused: Set = [ColumnRole.note, .ignored, .status]
    let gone = old.indices.filter { place in
      !new.contains(old[place]) && (isTable || !unused.contains(part.columns[place].role))
    }
    let come = new.indices.filter { place in
      let role = ColumnRole(rawValue: found[place].role) ?? .ignored
      return !old.contains(new[place]) && (isTable || !unused.contains(role))
    }
    if gone.count == come.count, gone == come || !isTable {
      for (a, b) in zip(gone, come) {
        words.append(
          "\(part.columns[a].called) of \(part.called) is called \"\(found[b].header)\" now")
      }
    } else {
      for place in gone { words.append("\(part.columns[place].called) of \(part.called) is gone") }
      for place in come {
        words.append("\(part.called) has a column \"\(found[place].header)\" more")
      }
    }
    if isTable, old.count != new.count, gone.isEmpty, come.isEmpty {
      words.append("\(part.called) has \(new.count) columns; it had \(old.count)")
    }
    let shared = old.filter(new.contains)
    if isTable, gone.isEmpty, come.isEmpty, shared != new.filter(old.contains) {
      words.append("the columns of \(part.called) stand in another order")
    }
    for (place, header) in old.enumerated() {
      guard
        let other = header.isEmpty ? (place < new.count ? place : nil) : new.firstIndex(of: header)
      else { continue }
      compare(part.columns[place], found[other], part)
    }
  }

  private mutating func compare(
    _ old: LayoutReliance.Column, _ new: TableUnderstanding.Column, _ part: LayoutReliance.Part
  ) {
    if old.role.rawValue != new.role {
      words.append(
        "\(old.called) of \(part.called) is read as \(new.role); it was \(old.role.rawValue)")
    } else if old.role != .note, old.role != .ignored, let before = old.cells.family,
      let after = new.cells.family, before != after
    {
      words.append(
        "the cells of \(old.called) of \(part.called) are \(after.rawValue) now; "
          + "they were \(before.rawValue)")
    }
  }
}

extension TableUnderstanding.Column.Cells {
  /// Numbers may become ports by a word more; nil for cells of many kinds.
  fileprivate var family: Self? {
    switch self {
    case .mixed, .blank: nil
    case .numbers, .ports: .ports
    default: self
    }
  }
}

extension LayoutReliance.Part {
  /// `the table "Media servers"`
  fileprivate var called: String {
    "the \(kind.rawValue) \"\(name.abridged(to: 60).withVisibleControls)\""
  }
}

extension LayoutReliance.Column {
  fileprivate var called: String {
    header.isEmpty ? "a column" : "the column \"\(header.abridged(to: 40).withVisibleControls)\""
  }
}
