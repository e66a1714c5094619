import EndpointModel

/// A text of Word (WordprocessingML, ECMA-376 part 1, 17).
final class DOCX: XMLHandler {
  private var flow = FlowBlocks()
  private let styles: DOCXStyles
  /// The paragraphs that are open: a text box stands inside one.
  private var open: [Paragraph] = []
  private var run = Run()
  private var isInRunProperties = false
  private var isInParagraphProperties = false
  private var isInText = false
  private var apart = PassedOver(DOCX.apartNames)
  private var isHeaderRow = false
  private var isRowKept = true
  /// How the cells that are open stand, outermost first.
  private var spans: [FlowBlocks.Span] = []
  private var pending: [UInt8] = []

  private struct Paragraph {
    var text = ""
    var style: String?
    var level: Int?
    var listLevel: Int?
    var isListed = false
    var isUnlisted = false
  }

  private struct Run {
    var isStruck: Bool?
    var isHidden: Bool?
    var isRaised = false
    var style: String?
  }

  static func blocks(_ archive: Archive) throws(OfficeProblem) -> FlowBlocks {
    let package = try PackageLinks(of: "", in: archive)
    let name = package.target("officeDocument") ?? "word/document.xml"
    let links = try PackageLinks(of: name, in: archive)
    let styles = DOCXStyles()
    if let part = links.target("styles") {
      try XMLStream.read(try archive.part(part), of: part, to: styles)
    }
    let reader = DOCX(styles)
    if let title = try DocumentProperties.title(package.target("core-properties"), archive) {
      reader.flow.addMetadata("title: " + title)
    }
    try XMLStream.read(try archive.part(name), of: name, to: reader)
    reader.flow.endLines()
    for kind in ["footnotes", "endnotes"] {
      guard let part = links.target(kind), let bytes = try archive.file(part) else { continue }
      try XMLStream.read(bytes, of: part, to: reader)
    }
    reader.flow.endLines()
    reader.flow.unread += try unread(links, archive)
    return reader.flow
  }

  /// Comments, and what stands at the top and bottom of the pages.
  private static func unread(
    _ links: PackageLinks, _ archive: Archive
  ) throws(OfficeProblem) -> [Finding] {
    var findings: [Finding] = []
    let comments = UnreadText.ofWord(["w:comment"])
    let pages = UnreadText.ofWord(["w:hdr", "w:ftr"])
    for link in links.links.values.sorted(by: { $0.target < $1.target }) {
      let isComments = link.kind == "comments"
      guard isComments || ["header", "footer"].contains(link.kind),
        let bytes = try archive.file(link.target)
      else { continue }
      try XMLStream.read(bytes, of: link.target, to: isComments ? comments : pages)
    }
    findings += comments.ofComments + pages.ofPages
    if links.links.values.contains(where: { $0.kind == "aFChunk" }) {
      findings.append(
        Finding(
          .warning, "part-not-read", line: nil, quote: nil,
          message: "a document of another format that is set into this one was not read"))
    }
    return findings
  }

  private init(_ styles: DOCXStyles) { self.styles = styles }

  /// What was deleted (17.13.5), what older programs show instead (part 3, 7.7), instructions of
  /// fields, and what is drawn.
  private static let apartNames: Set<String> = [
    "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:delInstrText",
    "w:pPrChange", "w:rPrChange", "w:tcPrChange", "w:trPrChange", "w:tblPrChange",
    "w:sectPrChange", "w:sectPr", "w:sdtPr", "w:rt",
  ]

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    // A mark of a deleted row or paragraph stands among properties.
    if !apart.isInside, name == "w:del" || name == "w:moveFrom", isInProperties {
      if spans.isEmpty, open.isEmpty { isRowKept = false }
      return
    }
    if apart.starts(name) { return }
    switch name {
    case "w:p": open.append(Paragraph())
    case "w:pPr": isInParagraphProperties = true
    case "w:rPr": isInRunProperties = true
    case "w:r": run = Run()
    // A formula has its words, too.
    case "w:t", "m:t": isInText = true
    case "w:tab" where !isInParagraphProperties: append("\t")
    case "w:br", "w:cr": append("\n")
    case "w:noBreakHyphen": append("-")
    case "w:tbl": flow.beginTable()
    case "w:tr":
      (isHeaderRow, isRowKept) = (false, true)
      flow.beginRow(isHeader: false)
    case "w:trPr": isInTableProperties = true
    case "w:tblHeader": isHeaderRow = attributes.isOnUnlessSaid
    case "w:tc": spans.append(FlowBlocks.Span())
    case "w:gridSpan" where !spans.isEmpty:
      spans[spans.count - 1].columns = attributes.number("val") ?? 1
    case "w:vMerge" where !spans.isEmpty:
      spans[spans.count - 1].isContinued = attributes["val"] != "restart"
    default: readProperty(name, attributes)
    }
  }

  private var isInTableProperties = false
  private var isInProperties: Bool {
    isInTableProperties || isInParagraphProperties || isInRunProperties
  }

  private func readProperty(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if isInRunProperties {
      switch name {
      case "w:strike", "w:dstrike": run.isStruck = attributes.isOnUnlessSaid
      case "w:vanish": run.isHidden = attributes.isOnUnlessSaid
      case "w:vertAlign": run.isRaised = attributes["val"] == "superscript"
      // By half points.
      case "w:position": run.isRaised = (attributes.number("val") ?? 0) > 0
      case "w:rStyle": run.style = attributes["val"]
      default: break
      }
    } else if isInParagraphProperties, !open.isEmpty {
      let last = open.count - 1
      switch name {
      case "w:pStyle": open[last].style = attributes["val"]
      case "w:outlineLvl": open[last].level = attributes.number("val").map { $0 + 1 }
      case "w:ilvl": open[last].listLevel = attributes.number("val")
      case "w:numId":
        open[last].isListed = attributes["val"] != "0"
        open[last].isUnlisted = !open[last].isListed
      default: break
      }
    } else if isInTableProperties, name == "w:hidden" {
      isRowKept = !attributes.isOnUnlessSaid
    }
  }

  func end(_ name: XMLStream.Name) {
    if apart.ends() { return }
    switch name {
    case "w:t", "m:t":
      isInText = false
      append(String(decoding: pending, as: UTF8.self).withSafeLines.onOneLine)
      pending = []
    case "w:pPr": isInParagraphProperties = false
    case "w:rPr":
      isInRunProperties = false
      // The properties of a paragraph's mark are not those of a run.
      if isInParagraphProperties { run = Run() }
    case "w:r": run = Run()
    case "w:p": endParagraph()
    case "w:trPr": isInTableProperties = false
    case "w:tc": if let span = spans.popLast() { flow.endCell(span) }
    case "w:tr":
      flow.markHeader(isHeaderRow)
      flow.endRow(isKept: isRowKept)
    case "w:tbl": flow.endTable()
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInText, !apart.isInside { pending.append(contentsOf: bytes) }
  }

  /// Adds a run's text to the innermost paragraph.
  private func append(_ words: String) {
    guard !open.isEmpty else { return }
    let ofRun = styles.style(run.style)
    let ofParagraph = styles.style(open[open.count - 1].style)
    if run.isHidden ?? ofRun.isHidden ?? ofParagraph.isHidden ?? false {
      return flow.addHidden(words)
    }
    // A footnote sign after a word is not part of it.
    if run.isRaised || ofRun.isRaised, Markup.isFootnoteSign(words),
      !open[open.count - 1].text.isEmpty
    {
      return
    }
    let isStruck = run.isStruck ?? ofRun.isStruck ?? ofParagraph.isStruck ?? false
    open[open.count - 1].text += isStruck ? Struck.around(words) : words
  }

  private func endParagraph() {
    guard let paragraph = open.popLast() else { return }
    let style = styles.style(paragraph.style)
    let kind: FlowBlocks.Kind
    if let level = paragraph.level ?? style.level, level <= 9 {
      kind = .heading(level: level)
    } else if paragraph.isListed || style.isListed && !paragraph.isUnlisted {
      kind = .item(depth: (paragraph.listLevel ?? style.listLevel ?? 0) + 1)
    } else {
      kind = style.isCode ? .code : .plain
    }
    flow.add(paragraph.text, kind)
  }
}

extension XMLStream.Attributes {
  /// Whether a property that is on by its presence is on (ECMA-376 part 1, 17.17.4).
  var isOnUnlessSaid: Bool {
    self["val"].map { !["0", "false", "off", "none"].contains($0) } ?? true
  }
}

/// The styles that paragraphs and runs name (ECMA-376 part 1, 17.7).
final class DOCXStyles: XMLHandler {
  struct Style {
    var level: Int?
    var isListed = false
    var listLevel: Int?
    var isStruck: Bool?
    var isHidden: Bool?
    var isCode = false
    var isRaised = false
    fileprivate var parent: String?
  }

  private var styles: [String: Style] = [:]
  private var current: String?

  /// A style with what it inherits.
  func style(_ id: String?) -> Style {
    var found = Style()
    var next = id
    for _ in 0..<20 {
      guard let id = next, let style = styles[id] else { break }
      found.level = found.level ?? style.level
      found.isListed = found.isListed || style.isListed
      found.listLevel = found.listLevel ?? style.listLevel
      found.isStruck = found.isStruck ?? style.isStruck
      found.isHidden = found.isHidden ?? style.isHidden
      found.isCode = found.isCode || style.isCode
      found.isRaised = found.isRaised || style.isRaised
      next = style.parent
    }
    return found
  }

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if name == "w:style", let id = attributes["styleId"] {
      current = id
      styles[id] = Style()
      return
    }
    guard let current else { return }
    switch name {
    case "w:name":
      let words = (attributes["val"] ?? "").lowercased()
      // The names are the same in every language of Word.
      if words == "title" { styles[current]!.level = 1 }
      if words.hasPrefix("heading "), let level = Int(words.dropFirst(8)) {
        styles[current]!.level = level
      }
      let codes = ["preformatted", "source code", "html code", "plain text", "macro"]
      styles[current]!.isCode = codes.contains { words.contains($0) }
      // Terms and their definitions, as LibreOffice calls them.
      if words == "list heading" || words == "list contents" {
        styles[current]!.isListed = true
        styles[current]!.listLevel = words == "list heading" ? 0 : 1
      }
    case "w:vertAlign": styles[current]!.isRaised = attributes["val"] == "superscript"
    case "w:basedOn": styles[current]!.parent = attributes["val"]
    case "w:outlineLvl":
      if let level = attributes.number("val"), level < 9 { styles[current]!.level = level + 1 }
    case "w:numId": styles[current]!.isListed = attributes["val"] != "0"
    case "w:ilvl": styles[current]!.listLevel = attributes.number("val")
    case "w:strike", "w:dstrike": styles[current]!.isStruck = attributes.isOnUnlessSaid
    case "w:vanish": styles[current]!.isHidden = attributes.isOnUnlessSaid
    default: break
    }
  }

  func end(_ name: XMLStream.Name) { if name == "w:style" { current = nil } }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
