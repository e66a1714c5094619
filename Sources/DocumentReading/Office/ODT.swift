/// A text of OpenDocument (OpenDocument 1.3 part 3, 5 to 9).
final class ODT: XMLHandler {
  private var flow = FlowBlocks()
  private let styles: ODFStyles
  private var words: ODFText
  private var isInText = false
  private var kind = FlowBlocks.Kind.plain
  private var listDepth = 0
  private var isInHeaderRows = false
  private var span = FlowBlocks.Span()
  private var apart = PassedOver(ODT.apartNames)
  /// Within text boxes, whose paragraphs stand inside another one, and what that one has so far.
  private var boxes: [(words: ODFText, isInText: Bool, kind: FlowBlocks.Kind)] = []
  private var frameDepth = 0
  private var notes: [String] = []
  private var isInNote = false

  static func blocks(_ archive: Archive) throws(OfficeProblem) -> FlowBlocks {
    let content = try archive.part("content.xml")
    let reader = ODT(try ODFStyles(archive, content: content))
    if let title = try DocumentProperties.title("meta.xml", archive) {
      reader.flow.addMetadata("title: " + title)
    }
    try XMLStream.read(content, of: "content.xml", to: reader)
    reader.flow.endLines()
    for note in reader.notes { reader.flow.add(note, .plain) }
    reader.flow.endLines()
    let comments = UnreadText(in: ["office:annotation"], words: ["text:p"])
    try XMLStream.read(content, of: "content.xml", to: comments)
    reader.flow.unread += comments.ofComments
    if let styles = try archive.file("styles.xml") {
      let pages = UnreadText(in: ["style:header", "style:footer"], words: ["text:p"])
      try XMLStream.read(styles, of: "styles.xml", to: pages)
      reader.flow.unread += pages.ofPages
    }
    return reader.flow
  }

  private init(_ styles: ODFStyles) {
    self.styles = styles
    words = ODFText(styles)
  }

  /// What holds paragraphs of its own although it stands in a paragraph.
  private static let boxNames: Set<String> = ["draw:text-box", "text:note-body"]
  /// What is passed over as a whole.
  private static let apartNames = ODFText.apart.subtracting([
    "draw:frame", "draw:custom-shape", "draw:g", "text:note",
  ]).union(["text:note-citation", "office:meta", "text:hidden-paragraph"])

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if apart.starts(name) { return }
    switch name {
    case "text:p", "text:h": startText(name, attributes)
    case "text:list": listDepth += 1
    case _ where Self.boxNames.contains(name):
      boxes.append((words, isInText, kind))
      isInText = false
      if name == "text:note-body" { isInNote = true }
    case "table:table": flow.beginTable()
    case "table:table-header-rows": isInHeaderRows = true
    case "table:table-row": flow.beginRow(isHeader: isInHeaderRows)
    case "table:table-cell":
      span = FlowBlocks.Span(
        columns: attributes.number("number-columns-spanned") ?? 1,
        rows: attributes.number("number-rows-spanned") ?? 1)
    default: if isInText { words.start(name, attributes) }
    }
  }

  private func startText(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    let style = styles.style(attributes["style-name"])
    isInText = true
    words.begin(style: attributes["style-name"])
    if name == "text:h" {
      kind = .heading(level: attributes.number("outline-level") ?? style.outlineLevel ?? 1)
    } else if attributes["style-name"] == "Title" {
      kind = .heading(level: 1)
    } else if let depth = style.depth {
      kind = .item(depth: listDepth + depth)
    } else if listDepth > 0 {
      kind = .item(depth: listDepth)
    } else {
      kind = style.isCode ? .code : .plain
    }
  }

  func end(_ name: XMLStream.Name) {
    if apart.ends() { return }
    switch name {
    case "text:p", "text:h":
      guard isInText else { return }
      isInText = false
      let text = words.finish()
      if let hidden = words.hidden {
        flow.addHidden(hidden)
        // A paragraph that is hidden as a whole is none.
        if text.isEmpty { return }
      }
      if isInNote { notes.append(text) } else { flow.add(text, kind) }
    case "text:list": listDepth -= 1
    case _ where Self.boxNames.contains(name):
      if let around = boxes.popLast() { (words, isInText, kind) = around }
      if name == "text:note-body" { isInNote = false }
    case "table:table": flow.endTable()
    case "table:table-header-rows": isInHeaderRows = false
    case "table:table-row": flow.endRow()
    case "table:table-cell": flow.endCell(span)
    default: if isInText { words.end(name) }
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInText, !apart.isInside { words.append(bytes) }
  }
}
