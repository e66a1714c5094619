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
  }
}
