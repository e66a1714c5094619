/// The blocks of a document as a tree, according to its headings and lists.
struct Outline {
  /// What is under one heading.
  final class Section {
    let heading: [SourceLine]
    let level: Int
    var elements: [Element] = []
    /// With a layout, what it tells of each element.
    var places: [LayoutFitting.Place] = []
    var sections: [Section] = []

    init(heading: [SourceLine], level: Int) {
      self.heading = heading
      self.level = level
    }
  }

  enum Element {
    case paragraph([SourceLine])
    case list([Item])
    case table(Table)
    case code([SourceLine])
  }

  /// A list item with the items inside it.
  final class Item {
    let lines: [SourceLine]
    let depth: Int
    var children: [Item] = []
    /// What a layout tells of it.
    var meaning: [Layout.Meaning]?

    init(lines: [SourceLine], depth: Int) {
      self.lines = lines
      self.depth = depth
    }

    /// Whether a layout tells something of an item inside it.
    var isToldInside: Bool { children.contains { $0.meaning != nil || $0.isToldInside } }
  }

  let root: Section

  init(_ blocks: [Block]) {
    root = Section(heading: [], level: 0)
    var open = [root]
    var items: [Item] = []
    var tops: [Item] = []
    func endList() {
      if !tops.isEmpty { open.last!.elements.append(.list(tops)) }
      tops = []
      items = []
    }
    for block in blocks {
      switch block {
      case .item(let lines, let depth):
        // "- <br>" is an item without text.
        if lines.text.isEmpty { continue }
        let item = Item(lines: lines, depth: depth)
        while let last = items.last, last.depth >= depth { items.removeLast() }
        if let parent = items.last { parent.children.append(item) } else { tops.append(item) }
        items.append(item)
      case .heading(let lines, let level):
        if lines.text.isEmpty { continue }
        endList()
        while open.count > 1, open.last!.level >= level { open.removeLast() }
        let section = Section(heading: lines, level: level)
        open.last!.sections.append(section)
        open.append(section)
      case .paragraph(let lines):
        if lines.text.isEmpty { continue }
        endList()
        open.last!.elements.append(.paragraph(lines))
      case .table(let table):
        endList()
        open.last!.elements.append(.table(table))
      case .code(let lines):
        endList()
        open.last!.elements.append(.code(lines))
      case .metadata: break
      }
    }
    endList()
    root.joinSpreadFields()
    root.joinSpreadLists()
  }
}

extension Outline.Section {
  /// Makes a list of paragraphs that each tell a port, below one that announces ports: pages as text
  /// often have a blank line between the items.
  fileprivate func joinSpreadLists() {
    for section in sections { section.joinSpreadLists() }
    var joined: [Outline.Element] = []
    var rest = elements[...]
    while let element = rest.popFirst() {
      joined.append(element)
      guard element.lastLines.announcePorts else { continue }
      var items: [[SourceLine]] = []
      while let lines = rest.dropFirst(items.count).first?.paragraphOfPorts { items.append(lines) }
      guard items.count >= 2 else { continue }
      joined.append(.list(items.map { Outline.Item(lines: $0, depth: 0) }))
      rest = rest.dropFirst(items.count)
    }
    elements = joined
  }
}

extension Outline.Section {
  /// Makes one paragraph of fields whose labels stand on lines of their own, "Port:", and their values
  /// below, with blank lines between them.
  fileprivate func joinSpreadFields() {
    for section in sections { section.joinSpreadFields() }
    var joined: [Outline.Element] = []
    var rest = elements[...]
    while let element = rest.first {
      if let (fields, count) = rest.spreadFields {
        joined.append(.paragraph(fields))
        rest = rest.dropFirst(count)
      } else if let (items, fields) = rest.fieldsBelowItem {
        if !items.isEmpty { joined.append(.list(items)) }
        joined.append(.paragraph(fields))
        rest = rest.dropFirst(2)
      } else {
        joined.append(element)
        rest = rest.dropFirst()
      }
    }
    elements = joined
  }
}

extension ArraySlice<Outline.Element> {
  /// The fields that the first paragraphs make up, and how many paragraphs these are; nil if they do
  /// not tell at least an address and ports, or if something is left over of them.
  fileprivate var spreadFields: (fields: [SourceLine], count: Int)? {
    guard case .paragraph(let lines)? = first, lines.first?.isLabelOfField ?? false else {
      return nil
    }
    var fields: [SourceLine] = []
    var label: SourceLine?
    var told = ConceptSet()
    // The paragraphs whose labels all have their values, and the fields of these.
    var whole = (paragraphs: 0, fields: 0)
    walk: for (place, element) in prefix(Self.mostSpreadFields).enumerated() {
      guard case .paragraph(let lines) = element, lines.count <= 2 else { break }
      for line in lines {
        if let name = label {
          // "EU:" above "Host:" names what follows.
          if line.isLabelOfField { break walk }
          guard line.isValueOfField else { return nil }
          fields.append(SourceLine(number: line.number, text: "\(name.text.trimmed) \(line.text)"))
          told.formUnion(TextFacts([name]).concepts)
          label = nil
        } else if line.isLabelOfField {
          label = line
        } else if line.isValueOfField {
          return nil
        } else {
          break walk
        }
      }
      if label == nil { whole = (place + 1, fields.count) }
    }
    guard whole.paragraphs > 1, told.contains(.port),
      told.containsAny(of: .address, .host, .network)
    else { return nil }
    return (Array(fields.prefix(whole.fields)), whole.paragraphs)
  }

  /// No record has more.
  private static let mostSpreadFields = 40
}

extension ArraySlice<Outline.Element> {
  /// "1. Host: a.example" and right below it, not indented, "Port: 8443": the items before it, and the
  /// fields of both; nil for anything else.
  fileprivate var fieldsBelowItem: (items: [Outline.Item], fields: [SourceLine])? {
    guard case .list(let items)? = first, let item = items.last, item.children.isEmpty,
      case .paragraph(let lines)? = dropFirst().first, let end = item.lines.last?.number,
      lines.first?.number == end + 1, item.lines.count == 1
    else { return nil }
    let all = item.lines + lines
    let fields = all.compactMap(Record.field)
    guard fields.count == all.count, !fields.contains(where: { $0.lines.allSatisfy(\.isBlank) }),
      fields.dropFirst().contains(where: {
        TextFacts($0.label, line: 1).concepts.contains(.port)
      })
    else { return nil }
    return (Array(items.dropLast()), all)
  }
}

extension SourceLine {
  /// "Port:", without a value.
  fileprivate var isLabelOfField: Bool {
    guard text.trimmed.hasSuffix(":"), text.utf8.count <= 42,
      Record.field(self)?.lines.allSatisfy(\.isBlank) ?? false
    else { return false }
    // "Former host:", "Ports to close:"
    let facts = TextFacts([self])
    return !facts.isTakenBack
      && !facts.concepts.containsAny(of: .retired, .deny, .not, .source, .own, .example)
      && !facts.tokens.contains {
        SentenceWords.before.contains($0.lower) || SentenceWords.removals.contains($0.lower)
          || SentenceWords.sides.contains($0.lower) || $0.lower == "close"
      }
  }

  /// "10000 - 20000", "192.0.2.1", "UDP": a value of a few words.
  fileprivate var isValueOfField: Bool {
    guard text.utf8.count <= 120, !text.trimmed.hasSuffix(":") else { return false }
    let facts = TextFacts([self])
    return facts.leftoverWords.count <= 4
      && (facts.holdsAddress || text.contains(where: \.isNumber) || facts.namesTransport
        || !facts.addresses.problems.isEmpty)
  }
}

extension Outline.Element {
  /// Whether each item of a list states ports, and none an address.
  var isListOfPorts: Bool {
    guard case .list(let items) = self else { return false }
    return items.allSatisfy { item in
      guard item.children.isEmpty else { return false }
      let facts = TextFacts(item.lines)
      return facts.saysPorts && !facts.holdsAddress && facts.addresses.problems.isEmpty
    }
  }

  /// "Those four ports need to be accessible from the client.", below their list.
  var asksForPortsAbove: Bool {
    guard case .paragraph(let lines) = self, let sentence = lines.text.sentences.first else {
      return false
    }
    let facts = TextFacts(String(sentence), line: lines[0].number)
    return facts.concepts.contains(.port) && facts.concepts.containsAny(of: .ask, .allow, .need)
      && facts.tokens.count <= 24 && !facts.saysPorts && !facts.holdsAddress
      && !facts.concepts.containsAny(of: .not, .deny, .following) && !facts.isConditional
      && !":：?".contains(facts.text.last ?? ":")
      && facts.tokens.prefix(4).contains { SentenceWords.pointers.contains($0.lower) }
  }

  var isList: Bool { if case .list = self { true } else { false } }
  var isTable: Bool { if case .table = self { true } else { false } }
  var isCode: Bool { if case .code = self { true } else { false } }

  /// Whether it is a list whose last item announces ports: "2. Open the following ports:".
  var endsInItemForPorts: Bool {
    guard case .list(let items) = self, var last = items.last else { return false }
    while let inner = last.children.last { last = inner }
    if last.lines.announcePorts { return true }
    // "Please open the following ports", without a colon.
    let facts = TextFacts(last.lines)
    return facts.asksForPortsBelow && facts.concepts.contains(.following)
  }

  var allLines: [SourceLine] {
    switch self {
    case .paragraph(let lines), .code(let lines): lines
    case .list(let items): items.flatMap(\.allLines)
    case .table(let table): table.lines
    }
  }

  /// The lines of a paragraph, or of the last item of a list.
  var lastLines: [SourceLine] {
    switch self {
    case .paragraph(let lines): lines
    case .list(let items): items.last.map { $0.children.isEmpty ? $0.lines : [] } ?? []
    case .table, .code: []
    }
  }

  /// The lines of a paragraph that tells ports in a few words, and no address.
  fileprivate var paragraphOfPorts: [SourceLine]? {
    guard case .paragraph(let lines) = self, lines.count <= 2 else { return nil }
    let text = lines.text
    guard text.utf8.count <= 200, !text.hasSuffix(":"), text.sentences.count == 1 else {
      return nil
    }
    let facts = TextFacts(lines)
    return facts.saysPorts && !facts.holdsAddress && facts.tokens.count <= 24 ? lines : nil
  }
}

extension [Outline.Item] {
  /// The last line of the innermost last item, if it ends in a colon and says what a table below it holds.
  var lineForTable: SourceLine? {
    guard let last else { return nil }
    guard last.children.isEmpty else { return last.children.lineForTable }
    guard let line = last.lines.last else { return nil }
    let facts = TextFacts([line])
    if !":：".contains(line.text.trimmed.last ?? ".") {
      // "* These are the TCP ports to open in your firewall"
      let isAlone =
        count == 1 && last.lines.count == 1 && facts.asksForPortsBelow && facts.tokens.count <= 16
      return isAlone ? SourceLine(number: line.number, text: line.text.trimmed + ":") : nil
    }
    let says =
      facts.introducesEndpoints || facts.namesPorts || facts.isTransport
      || facts.trafficTransport != nil
    return says && !facts.holdsAddress ? line : nil
  }

  /// The items without that line.
  func without(lastLine line: SourceLine) -> [Outline.Item] {
    guard let last else { return self }
    let rest = Outline.Item(
      lines: last.lines.filter { $0.number != line.number || $0.text != line.text },
      depth: last.depth)
    rest.children = last.children.without(lastLine: line)
    rest.meaning = last.meaning
    return dropLast() + (rest.lines.isEmpty && rest.children.isEmpty ? [] : [rest])
  }
}

extension [SourceLine] {
  /// "Ports to be opened:", at the end of a paragraph.
  fileprivate var announcePorts: Bool {
    guard let last, last.text.trimmed.hasSuffix(":"),
      let sentence = last.text.sentences.last.map(String.init)
    else { return false }
    let facts = TextFacts(sentence, line: last.number)
    return facts.asksForPortsBelow || facts.namesPorts
  }
}
