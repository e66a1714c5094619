import LibXML

/// Builds a page from what libxml2's parser reports, which accepts whatever browsers accept.
struct HTMLPageBuilder {
  private typealias Name = UnsafePointer<xmlChar>

  /// Why and where a page was given up.
  typealias Fault = (rule: String, line: Int, column: Int)

  private var page = HTMLPage()
  private var fault: Fault?

  /// The open elements, outermost first, with the node indices of those that are kept.
  private var open: [(element: Element, node: Int, isStruck: Bool)] = []
  /// How many elements are open around the hidden one; nil if none is hidden.
  private var hiddenFrom: Int?
  private var isInTitle = false
  /// How many open elements strike out, and whether the current text has the mark that begins
  /// struck-out text.
  private var openStruck = 0
  private var isStruckOpen = false
  /// Where the current superscript begins, and how many elements are around it.
  private var superscript: (start: Int, depth: Int)?
  private var openPreformatted = 0
  private var openCells = 0
  /// Where the current text begins in the page's characters, and on which line.
  private var text: (start: Int, line: Int)?
  /// Comments inside the current text.
  private var comments: [(line: Int, text: [UInt8])] = []
  /// By address: the parser uses one for each name.
  private var elements: [Name: Element] = [:]
  private let parser: htmlParserCtxtPtr

  /// Pages nest no deeper, and the parser's time per end tag grows with the depth.
  private static let depthLimit = 512

  /// The parser's time per tag grows with the square of its number of attributes.
  private static let attributeLimit = 500

  /// About how many bytes of different names the parser accepts: names of elements, attributes and
  /// character references.
  private static let nameByteLimit = 80_000

  /// - Parameter utf8: at most `Int32.max` bytes.
  static func read(_ utf8: [UInt8]) -> (page: HTMLPage, fault: Fault?)? {
    let utf8 = withTableAroundRows(withoutWordBreaks(utf8))
    guard let count = Int32(exactly: utf8.count), count > 0 else { return nil }
    let parser = utf8.withUnsafeBytes { bytes in
      htmlCreateMemoryParserCtxt(bytes.assumingMemoryBound(to: CChar.self).baseAddress, count)
    }
    guard let parser else { return nil }
    defer { htmlFreeParserCtxt(parser) }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
      | HTML_PARSE_IGNORE_ENC.rawValue
    htmlCtxtUseOptions(parser, Int32(options))
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8)
    xmlDictSetLimit(parser.pointee.dict, nameByteLimit)
    parser.pointee.sax.pointee = reports()
    var builder = HTMLPageBuilder(parser: parser)
    withUnsafeMutablePointer(to: &builder) {
      parser.pointee.userData = UnsafeMutableRawPointer($0)
      htmlParseDocument(parser)
    }
    builder.finish()
    return (builder.page, builder.fault)
  }

  private mutating func finish() {
    endText()
    while !open.isEmpty { end() }
  }

  /// Handles a name that the parser refused: it is not a name, or there are too many.
  private mutating func refuseName(ofElement isElement: Bool) {
    guard xmlDictGetUsage(parser.pointee.dict) > Self.nameByteLimit else { return }
    note("it has too many different names of elements and attributes")
    if isElement {
      // If its input were removed, the parser would look for the end of the tag forever.
      parser.pointee.instate = XML_PARSER_EOF
      parser.pointee.disableSAX = 1
    } else {
      xmlStopParser(parser)
    }
  }

  private mutating func giveUp(_ rule: String) {
    note(rule)
    xmlStopParser(parser)
  }

  private mutating func note(_ rule: String) {
    if fault == nil { fault = (rule, line, Int(parser.pointee.input.pointee.col)) }
  }

  private init(parser: htmlParserCtxtPtr) { self.parser = parser }

  /// The functions that the parser calls.
  private static func reports() -> htmlSAXHandler {
    func builder(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<HTMLPageBuilder> {
      context!.assumingMemoryBound(to: HTMLPageBuilder.self)
    }
    var reports = htmlSAXHandler()
    reports.startElement = { context, name, attributes in
      if let name { builder(context).pointee.start(name, attributes) }
    }
    reports.endElement = { context, _ in builder(context).pointee.end() }
    reports.characters = { context, bytes, count in
      builder(context).pointee.append(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    reports.comment = { context, text in
      builder(context).pointee.comment(
        UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
    }
    reports.initialized = UInt32(XML_SAX2_MAGIC)
    reports.serror = { context, error in
      guard let error, error.pointee.code == Int32(XML_ERR_NAME_REQUIRED.rawValue) else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? ""
      builder(context).pointee.refuseName(ofElement: message.hasPrefix("htmlParseStartTag"))
    }
    return reports
  }

  // MARK: Elements

  private enum Element: Equatable {
    /// Content that a page does not show.
    case hidden, head
    case lineBreak
    case block, preformatted
    case kept(HTMLPage.Kind)
    case inline, struck, superscript
    /// An element that HTML does not have.
    case unknown
  }

  private static let known: [String: Element] = {
    var known: [String: Element] = [
      "head": .head, "br": .lineBreak, "hr": .lineBreak, "pre": .preformatted,
      "table": .kept(.table), "caption": .kept(.caption), "tr": .kept(.row),
      "td": .kept(.cell(isHeader: false)), "th": .kept(.cell(isHeader: true)),
      "thead": .kept(.rows(isHead: true)), "sup": .superscript,
    ]
    func add(_ names: [String], _ element: Element) { for name in names { known[name] = element } }
    add(["script", "style", "noscript", "template", "svg", "nav", "footer"], .hidden)
    add(
      [
        "p", "div", "section", "article", "main", "blockquote", "header", "aside", "form", "figure",
        "figcaption", "hgroup", "dialog", "details", "summary", "address",
      ], .block)
    // Elements that the parser does not know.
    add(
      [
        "mark", "time", "bdi", "data", "output", "picture", "source", "video", "audio", "track",
        "ruby", "rt", "rp", "meter", "progress", "slot", "wbr",
      ], .inline)
    add(["del", "s", "strike"], .struck)
    add(["li", "dt"], .kept(.item))
    add(["dd"], .kept(.definition))
    add(["ul", "ol", "dl"], .kept(.list))
    add(["tbody", "tfoot"], .kept(.rows(isHead: false)))
    for level in 1...6 { known["h\(level)"] = .kept(.heading(level: UInt8(level))) }
    return known
  }()

  private mutating func element(_ name: Name) -> Element {
    if let element = elements[name] { return element }
    let element =
      Self.known[String(cString: name)] ?? (htmlTagLookup(name) == nil ? .unknown : .inline)
    elements[name] = element
    return element
  }

  private mutating func start(
    _ name: Name, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    let attributes = HTMLAttributes(attributes)
    if attributes.count > Self.attributeLimit {
      giveUp("an element has more than \(Self.attributeLimit) attributes")
    }
    var element = element(name)
    // Rows that were copied without the table around them.
    if case .kept(.rows) = element, !open.contains(where: { $0.element == .kept(.table) }) {
      element = .kept(.table)
    }
    var node = page.nodes.count
    var isStruck = element == .struck
    if hiddenFrom != nil {
      isInTitle =
        page.title.isEmpty && open.last?.element == .head && String(cString: name) == "title"
    } else {
      let manner =
        attributes.isEmpty
        ? (isHidden: false, isStruck: false)
        : attributes.manner
      isStruck = isStruck || manner.isStruck
      if manner.isHidden, !Self.isPage(name) {
        if element != .inline, element != .superscript { endText() }
        hiddenFrom = open.count
      } else {
        if isStruck { openStruck += 1 }
        node = begin(element, name, attributes)
      }
    }
    // A hidden element strikes nothing out.
    open.append((element, node, isStruck && hiddenFrom == nil))
    if open.count > Self.depthLimit {
      giveUp("its elements are nested more than \(Self.depthLimit) deep")
    }
  }

  /// `html` and `body`: pages hide themselves until their scripts have run.
  private static func isPage(_ name: Name) -> Bool {
    ["html", "body"].contains(String(cString: name))
  }

  /// Begins a visible element and returns the index of its node.
  private mutating func begin(_ element: Element, _ name: Name, _ attributes: HTMLAttributes)
    -> Int
  {
    var node = page.nodes.count
    switch element {
    case .hidden, .head:
      endText()
      hiddenFrom = open.count
    case .lineBreak: endText()
    case .block: addBoundary()
    case .preformatted:
      if openCells == 0 {
        endText()
        node = page.nodes.count
        add(.code, line: line)
      } else {
        addBoundary()
      }
      openPreformatted += 1
    case .kept(let kind):
      endText()
      node = page.nodes.count
      add(kind, line: line)
      if kind.isCell {
        openCells += 1
        let span = attributes.span
        if span.rows > 1 || span.columns > 1 { page.spans[node] = span }
      }
    case .superscript:
      if let text, superscript == nil,
        blankCount(text.start..<page.characters.count) < page.characters.count - text.start
      {
        superscript = (page.characters.count, open.count)
      }
    case .inline, .struck: break
    case .unknown:
      if attributes.isEmpty { appendPlaceholder(String(cString: name)) }
    }
    return node
  }

  private mutating func end() {
    guard let (element, node, isStruck) = open.popLast() else { return }
    if let from = hiddenFrom {
      isInTitle = false
      if open.count == from { hiddenFrom = nil }
      return
    }
    if isStruck {
      openStruck -= 1
      if openStruck == 0 { endStruck() }
    }
    switch element {
    case .block: addBoundary()
    case .preformatted:
      if openCells == 0 {
        endText()
        page.nodes[node].end = UInt32(page.nodes.count)
      } else {
        addBoundary()
      }
      openPreformatted -= 1
    case .kept(let kind):
      endText()
      if kind.isCell { openCells -= 1 }
      page.nodes[node].end = UInt32(page.nodes.count)
    case .superscript: endSuperscript()
    case .hidden, .head, .lineBreak, .inline, .struck, .unknown: break
    }
  }

  // MARK: Texts

  private var line: Int { max(1, Int(parser.pointee.input.pointee.line)) }

  private mutating func add(_ kind: HTMLPage.Kind, line: Int, text: Range<Int> = 0..<0) {
    page.nodes.append(
      HTMLPage.Node(
        kind: kind, line: UInt32(line),
        text: UInt32(text.lowerBound)..<UInt32(text.upperBound),
        end: UInt32(page.nodes.count + 1)))
  }

  private mutating func addBoundary() {
    endText()
    if page.nodes.last?.kind != .boundary { add(.boundary, line: line) }
  }

  /// The parser is past a text when it reports it; if the text is long, just before its last
  /// character.
  private func firstLine(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let lineFeed = UInt8(ascii: "\n")
    let isBefore = text.last == lineFeed && parser.pointee.input.pointee.cur?.pointee == lineFeed
    return max(1, line - text.count { $0 == lineFeed } + (isBefore ? 1 : 0))
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if hiddenFrom != nil {
      if isInTitle { page.title += bytes }
      return
    }
    if let (start, _) = text {
      // Tags and comments inside a text may have line ends, too.
      if blankCount(start..<page.characters.count) == page.characters.count - start {
        page.characters.removeLast(page.characters.count - start)
        text = nil
      } else if isByLines, page.characters.last == UInt8(ascii: "\n") {
        endText()
      }
    }
    // A page must not set the marks of struck-out text itself, by a character reference.
    if Self.isStruckMark(bytes) { return }
    if text == nil { text = (page.characters.count, firstLine(of: bytes)) }
    if openStruck > 0, !isStruckOpen, !bytes.allSatisfy(\.isASCIIBlank) {
      page.characters += Struck.begin.utf8
      isStruckOpen = true
    }
    page.characters += bytes
  }

  private static func isStruckMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 3 && bytes[0] == 0xEE
      && (bytes.elementsEqual(Struck.begin.utf8) || bytes.elementsEqual(Struck.end.utf8))
  }

  private mutating func endStruck() {
    if isStruckOpen { page.characters += Struck.end.utf8 }
    isStruckOpen = false
  }

  /// A footnote sign after a word is not part of it.
  private mutating func endSuperscript() {
    guard let (start, depth) = superscript, depth == open.count else { return }
    superscript = nil
    guard let text, text.start < start, start <= page.characters.count,
      Markup.isFootnoteSign(String(decoding: page.characters[start...], as: UTF8.self))
    else { return }
    page.characters.removeLast(page.characters.count - start)
  }

  /// Whether each line is a text of its own.
  private var isByLines: Bool { openPreformatted > 0 && openCells == 0 }

  /// `<tenant>` in a page that forgot to escape it.
  private mutating func appendPlaceholder(_ name: String) {
    if name.contains(":") || name.contains("-") { return }
    if text == nil { text = (page.characters.count, line) }
    page.characters += "<\(name)>".utf8
  }

  private mutating func comment(_ bytes: UnsafeBufferPointer<UInt8>) {
    // A comment outside the page says nothing about it.
    if hiddenFrom != nil || open.isEmpty { return }
    comments.append((firstLine(of: bytes), Array(bytes)))
  }

  /// Ends the current text, if any. Comments do not split a text; they come after it.
  private mutating func endText() {
    endStruck()
    superscript = nil
    if let (start, line) = text {
      text = nil
      addText(start..<page.characters.count, line: line)
    }
    for (line, bytes) in comments {
      let start = page.characters.count
      page.characters += bytes
      add(.comment, line: line, text: start..<page.characters.count)
    }
    comments = []
  }

  /// Adds a text without leading blanks; a preformatted one line by line.
  private mutating func addText(_ range: Range<Int>, line: Int) {
    var line = line
    var start = range.lowerBound
    while start < range.upperBound {
      let blanks = blankCount(start..<range.upperBound)
      if blanks > 0 {
        line += lineEnds(start..<start + blanks)
        start += blanks
        continue
      }
      var end = range.upperBound
      if isByLines {
        end = page.characters[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
      }
      add(.text, line: line, text: start..<end)
      start = end
    }
  }

  /// How many bytes of blanks the range begins with; `&nbsp;` is one.
  private func blankCount(_ range: Range<Int>) -> Int {
    page.characters.withUnsafeBufferPointer { bytes in
      var i = range.lowerBound
      while i < range.upperBound {
        if bytes[i].isASCIIBlank {
          i += 1
        } else if bytes[i] == 0xC2, i + 1 < range.upperBound, bytes[i + 1] == 0xA0 {
          i += 2
        } else {
          break
        }
      }
      return i - range.lowerBound
    }
  }

  private func lineEnds(_ range: Range<Int>) -> Int {
    page.characters.withUnsafeBufferPointer { bytes in
      bytes[range].count { $0 == UInt8(ascii: "\n") }
    }
  }
}
