import EndpointModel

/// A layout put to one document: which parts the document has, what is told of each, and what
/// found nothing to apply to.
///
/// It is shared by all that reads the document, and belongs to that one reading.
final class LayoutFitting {
  let layout: Layout
  /// In document order.
  private(set) var parts: [Part] = []
  /// The names of headings, in document order.
  var headings: [String] = []
  /// Of data, the part of each key.
  var partOfKey: [String: Int] = [:]
  /// The part that is being read.
  var current: Int?
  /// What is told of the row, item or sentence that is being read.
  var meaning: [Layout.Meaning]?
  /// For each part, the places of its tables among all.
  var explained: [Int: [Int]] = [:]
  private var fitted: Set<Int> = []
  /// The corrections that decide about a column of some table.
  private var leading: Set<Int> = []
  /// Of data, the keys under which something is read; nil where all parts are.
  private var used: Set<Int>?
  /// The parts that each correction is about.
  private var meant: [Int: Set<Int>] = [:]
  /// The texts of rows, items and sentences.
  private var seen: [String] = []
  /// What the columns of each part are called, for a correction that finds none.
  private var columns: [Int: [String]] = [:]

  /// A table, list, listing or paragraph, or the values of a key.
  struct Part {
    let kind: TableUnderstanding.Kind
    /// Its own name first, then others by which it can be called.
    let names: [String]
    /// The names of all that it is inside of, outermost first.
    let around: [String]
    /// Of a page, the headings that it is below, by their places in `headings`.
    var sections: [Int] = []
    let lines: ClosedRange<Int>
    /// How many items or lines it has; tables count their rows when they are read.
    var rows: Int
    /// Its name with a number, if others have the same.
    var shown = ""
    var told = Told()
    var isTaken = false
    /// Why nothing of it counts.
    var leftOut: String?
    var isNamed: Bool { kind != .sentence }
  }

  /// What a layout tells of a part.
  struct Told {
    var service: String?
    var group: String?
    var defaults = Layout.Terms()
    var columns: [ToldColumns.One] = []
    var splits: [ToldColumns.Split] = []
  }

  init(_ layout: Layout) { self.layout = layout }

  func add(_ part: Part) -> Int {
    parts.append(part)
    return parts.count - 1
  }

  func add(rows: Int, to part: Int) { parts[part].rows += rows }

  func leaveOut(_ part: Int, because reason: String) { parts[part].leftOut = reason }

  /// Notes that a correction applied to something.
  func fit(_ correction: Int) { fitted.insert(correction) }

  func fit(_ corrections: some Sequence<Int>) { fitted.formUnion(corrections) }

  /// Notes which corrections found a column in a table, and which of them decide about one.
  func fit(_ table: TableReading) {
    fit(table.fitted)
    leading.formUnion(table.leading)
  }

  /// How the corrections fitted the document, once it is read.
  var fit: LayoutFit {
    var fit = LayoutFit()
    fit.misses = misses
    fit.names = namesOfSeveral
    fit.replaced = layout.corrections.indices.filter { place in
      guard case .column = layout.corrections[place] else { return false }
      return fitted.contains(place) && !leading.contains(place)
    }
    return fit
  }

  func note(columns headers: [String]) {
    guard let current else { return }
    columns[current, default: []] += headers.filter { !$0.isEmpty }
  }

  // MARK: What is told

  /// Where the reading is, to come back to it.
  var place: Place? {
    get { current.map { Place(part: $0, meaning: meaning) } }
    set {
      current = newValue?.part
      meaning = newValue?.meaning
    }
  }

  var told: Told? { current.map { parts[$0].told } }

  var isTaken: Bool { current.map { parts[$0].isTaken } ?? false }

  /// What is told of the columns and rows of the table that is being read.
  var toldColumns: ToldColumns? {
    var columns: [ToldColumns.One] = []
    var splits = told?.splits ?? []
    for (place, correction) in layout.corrections.enumerated() {
      switch correction {
      case .column(.header(let header), let role, nil):
        columns.append(ToldColumns.One(column: .header(header), role: role, correction: place))
      case .split(.header(let header), nil):
        splits.append(ToldColumns.Split(column: .header(header), correction: place))
      default: break
      }
    }
    // What is told of one table is more than what is told of all.
    columns += told?.columns ?? []
    return columns.isEmpty && splits.isEmpty && !isTaken
      ? nil : ToldColumns(all: columns, splits: splits, isTaken: isTaken)
  }

  /// What is told of a row, item or sentence by its words.
  func meaning(of text: String) -> [Layout.Meaning]? {
    var found: [Layout.Meaning]?
    for (place, correction) in layout.corrections.enumerated() {
      guard case .row(let words, let meaning) = correction, text.holds(words) else { continue }
      fit(place)
      found = (found ?? []) + [meaning]
    }
    return found
  }

  /// The correction by which a row, item or sentence does not count.
  func skips(_ text: String) -> Bool {
    if seen.count < Self.mostSeen, let words = text.foldedOrNil { seen.append(words) }
    var isSkipped = false
    for (place, correction) in layout.corrections.enumerated() {
      guard case .skip(let words) = correction, text.holds(words) else { continue }
      fit(place)
      isSkipped = true
    }
    return isSkipped
  }

  /// How many rows, items and sentences are remembered for a correction that finds none.
  private static let mostSeen = 5000

  /// Whether rows, items or sentences are told anything by their words.
  lazy var tellsRows = layout.corrections.contains {
    switch $0 {
    case .skip, .row: true
    default: false
    }
  }

  // MARK: Names

  /// Numbers the parts of one name, and gives each what is told of it.
  ///
  /// - Parameter areAllUsed: false if only those that are entered count.
  func settleNames(areAllUsed: Bool = true) {
    used = areAllUsed ? nil : []
    var count: [String: Int] = [:]
    for place in parts.indices where parts[place].isNamed {
      let name = parts[place].names.first ?? ""
      count[name.asName, default: 0] += 1
      let number = count[name.asName]!
      parts[place].shown = number == 1 && !name.isEmpty ? name : "\(name)#\(number)"
    }
    for place in parts.indices where !parts[place].isNamed {
      parts[place].shown = parts[place].names.first ?? parts[place].around.last ?? ""
    }
    for (place, correction) in layout.corrections.enumerated() { tell(correction, place) }
  }

  private func tell(_ correction: Layout.Correction, _ place: Int) {
    switch correction {
    case .service(let name, nil):
      fit(place)
      for part in parts.indices { parts[part].told.service = parts[part].told.service ?? name }
    case .service(let name, let part?):
      for part in own(place, part) { parts[part].told.service = name }
    case .group(let name, nil):
      fit(place)
      for part in parts.indices { parts[part].told.group = parts[part].told.group ?? name }
    case .group(let name, let part?): for part in own(place, part) { parts[part].told.group = name }
    case .defaults(_, nil), .addressesOnly: fit(place)
    case .defaults(let terms, let part?):
      for part in own(place, part) { parts[part].told.defaults = terms }
    case .column(let column, let role, let part):
      if part == nil, case .header = column { return }
      // Whether the table has such a column is known when it is read.
      for part in part.map({ named($0) }) ?? onlyTable {
        parts[part].told.columns.append(
          ToldColumns.One(column: column, role: role, correction: place))
      }
    case .split(let column, let part):
      if part == nil, case .header = column { return }
      for part in part.map({ named($0) }) ?? onlyTable {
        parts[part].told.splits.append(ToldColumns.Split(column: column, correction: place))
      }
    case .take(let name): for part in own(place, name) { parts[part].isTaken = true }
    case .only, .ignore, .skip, .row: break
    }
  }

  private func own(_ correction: Int, _ name: String) -> [Int] {
    let found = named(name)
    if !found.isEmpty, used == nil { fit(correction) }
    meant[correction] = Set(found)
    return found
  }

  /// Notes that something is read in the current part.
  func use() {
    guard let current, used?.insert(current).inserted ?? false else { return }
    for (correction, parts) in meant where parts.contains(current) { fit(correction) }
  }

  private func isUsed(_ part: Int) -> Bool { used?.contains(part) ?? true }

  /// The only table of the document; none if it has several.
  private var onlyTable: [Int] {
    let tables = parts.indices.filter { [.table, .object].contains(parts[$0].kind) }
    return tables.count == 1 ? Array(tables) : []
  }

  /// The parts that a name means: the one that is called so, else all that are under it.
  func named(_ text: String) -> [Int] {
    let name = PartName(text)
    func pick(_ found: [Int]) -> [Int] {
      guard let number = name.occurrence else { return found }
      return number <= found.count ? [found[number - 1]] : []
    }
    let named = parts.indices.filter { parts[$0].isNamed }
    if let whole = named.first(where: { name.isWhole(parts[$0].shown.asName) }) { return [whole] }
    let own = named.filter { name.means((parts[$0].names.first ?? "").asName) }
    if !own.isEmpty { return name.occurrence == nil ? [own[0]] : pick(own) }
    let others = named.filter { parts[$0].names.contains { name.means($0.asName) } }
    if !others.isEmpty { return pick(others) }
    return parts.indices.filter { parts[$0].around.contains { name.means($0.asName) } }
  }

  // MARK: What found nothing

  /// The corrections that found nothing to apply to.
  var misses: [LayoutMiss] {
    layout.corrections.indices.filter { !fitted.contains($0) }.map { place in
      let correction = layout.corrections[place]
      switch correction {
      case .only(let name), .ignore(let name), .take(let name):
        return miss(correction, "heading, table or list", name, headings)
      case .service(_, let part), .group(_, let part), .defaults(_, let part):
        return miss(correction, "table or list", part ?? "")
      case .addressesOnly:
        return miss(correction, "table or list", "")
      case .column(_, _, let part?) where named(part).isEmpty,
        .split(_, let part?) where named(part).isEmpty:
        return miss(correction, "table", part)
      case .column(let column, _, let part), .split(let column, let part):
        let tables = part.map { named($0) } ?? Array(parts.indices)
        var headers: [String] = []
        for header in tables.flatMap({ columns[$0] ?? [] }) where !headers.contains(header) {
          headers.append(header)
        }
        if part == nil, case .number = column, onlyTable.isEmpty {
          return LayoutMiss(
            correction: correction.text,
            wanted: "single table that column \(column.text) could be of",
            known: tableNames)
        }
        return LayoutMiss(
          correction: correction.text, wanted: "column \(column.text)",
          known: headers.map(\.asKnown))
      case .skip(let words), .row(let words, _):
        return LayoutMiss(
          correction: correction.text,
          wanted: "row, item or sentence with the words \(words.quoted)",
          known: PartName.near(words, among: seen, limit: 5).map(\.asKnown))
      }
    }
  }

  private var tableNames: [String] {
    parts.filter { $0.isNamed && [.table, .object].contains($0.kind) }.map(\.shown.asKnown)
  }

  private func miss(
    _ correction: Layout.Correction, _ what: String, _ name: String, _ more: [String] = []
  ) -> LayoutMiss {
    var names: [String] = []
    let used = parts.indices.filter { parts[$0].isNamed && isUsed($0) }.map { parts[$0].shown }
    for name in more + used where !names.contains(name) {
      names.append(name)
    }
    return LayoutMiss(
      correction: correction.text, wanted: "\(what) \(name.quoted)",
      known: PartName.near(name, among: names).map(\.asKnown))
  }
}

extension String {
  /// As it is shown to one who looks for it: in quotation marks, and not too long.
  fileprivate var asKnown: String { abridged(to: 60).quoted }

  /// Whether it contains some words, whatever their case and the marks and white space around.
  func holds(_ words: String) -> Bool { folded.lowercased().contains(words.asName) }
}
