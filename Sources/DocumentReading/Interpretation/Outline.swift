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

extension Outline.Element {
  /// The lines of a paragraph, or of the last item of a list.
  fileprivate var lastLines: [SourceLine] {
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
