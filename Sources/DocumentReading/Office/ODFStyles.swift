/// How texts and tables of OpenDocument look (OpenDocument 1.3 part 3, 16 and 20), as far as it
/// changes what they say.
final class ODFStyles: XMLHandler {
  struct Style {
    var isStruck: Bool?
    var isBold: Bool?
    /// Text that is not displayed, or a table that is not.
    var isHidden: Bool?
    var parent: String?
    /// The level of a heading that paragraphs of this style are.
    var outlineLevel: Int?
    var isCode = false
    var isRaised: Bool?
    /// In points; nil if it is not said.
    var size: Double?
    /// The depth of an item that paragraphs of this style are.
    var depth: Int?
  }

  private var styles: [String: Style] = [:]
  /// Styles with what they inherit: each is asked for with each cell or paragraph.
  private var whole: [String: Style] = [:]
  private var current: String?
  private(set) var isDone = false
  private var isRead = false

  /// Reads the styles of a document, those of its content last.
  ///
  /// - Parameter content: the bytes of its `content.xml`.
  init(_ archive: Archive, content: [UInt8]) throws(OfficeProblem) {
    if let bytes = try archive.file("styles.xml") {
      try XMLStream.read(bytes, of: "styles.xml", to: self)
    }
    isDone = false
    try XMLStream.read(content, of: "content.xml", to: self)
    isRead = true
  }

  /// A style with what it inherits; styles inherit from a few others only.
  func style(_ name: String?) -> Style {
    guard let name else { return Style() }
    if let known = whole[name] { return known }
    let found = inherited(name)
    // While styles are still read, more may come.
    if isRead { whole[name] = found }
    return found
  }

  private func inherited(_ name: String) -> Style {
    var found = Style()
    var next: String? = name
    for _ in 0..<20 {
      guard let name = next, let style = styles[name] else { break }
      found.isStruck = found.isStruck ?? style.isStruck
      found.isBold = found.isBold ?? style.isBold
      found.isHidden = found.isHidden ?? style.isHidden
      found.outlineLevel = found.outlineLevel ?? style.outlineLevel
      found.isCode = found.isCode || style.isCode
      found.isRaised = found.isRaised ?? style.isRaised
      found.size = found.size ?? style.size
      found.depth = found.depth ?? style.depth
      next = style.parent
    }
    return found
  }

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    switch name {
    case "style:style":
      guard let id = attributes["name"] else { return }
      current = id
      var style = Style(parent: attributes["parent-style-name"])
      style.outlineLevel = attributes.number("default-outline-level")
      style.isCode = id.hasPrefix("Preformatted")
      // Terms and their definitions, as LibreOffice calls them.
      style.depth = ["List_20_Heading": 1, "List_20_Contents": 2][id]
      styles[id] = style
    case "style:text-properties":
      guard let current else { return }
      if let line = attributes["text-line-through-style"] ?? attributes["text-line-through-type"] {
        styles[current]!.isStruck = line != "none"
      }
      if let weight = attributes["font-weight"] {
        styles[current]!.isBold = weight == "bold" || Int(weight).map { $0 >= 600 } ?? false
      }
      if let display = attributes["display"] { styles[current]!.isHidden = display == "none" }
      if let position = attributes["text-position"] {
        let percent = position.prefix { $0 != "%" }
        styles[current]!.isRaised =
          position.hasPrefix("super") || Double(percent).map { $0 > 0 } ?? false
      }
      if let size = attributes["font-size"], size.hasSuffix("pt") {
        styles[current]!.size = Double(size.dropLast(2))
      }
    case "style:table-properties":
      guard let current, let display = attributes["display"] else { return }
      styles[current]!.isHidden = display == "false"
    // The styles stand before the content.
    case "office:body": isDone = true
    default: break
    }
  }

  func end(_ name: XMLStream.Name) { if name == "style:style" { current = nil } }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Collects the text of a paragraph of OpenDocument (part 3, 6): blanks count once, more of them
/// are elements.
struct ODFText {
  private let styles: ODFStyles
  private(set) var text = ""
  /// The first words of the paragraph that are hidden.
  private(set) var hidden: String?
  private var run: [UInt8] = []
  /// For each open element of the paragraph, whether it strikes out, hides or raises.
  private var open: [(isStruck: Bool, isHidden: Bool, isRaised: Bool)] = []

  /// What stands in a paragraph and is no part of its text: comments, pictures, notes.
  static let apart: Set<String> = [
    "office:annotation", "office:annotation-end", "text:note", "text:ruby-text",
    "text:tracked-changes", "text:hidden-text", "draw:frame", "draw:custom-shape", "draw:g",
    "table:shapes", "office:forms", "text:sequence-decls",
  ]

  init(_ styles: ODFStyles) { self.styles = styles }

  mutating func begin(style: String?) {
    text = ""
    hidden = nil
    run.removeAll(keepingCapacity: true)
    let style = styles.style(style)
    open.removeAll(keepingCapacity: true)
    open.append((style.isStruck ?? false, style.isHidden ?? false, false))
  }

  mutating func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    guard let around = open.last else { return }
    var state = around
    switch name {
    case "text:s":
      run += Array(repeating: 0x20, count: min(attributes.number("c") ?? 1, 200))
    case "text:tab": run.append(0x09)
    case "text:line-break":
      endRun()
      text += "\n"
    case "text:span":
      endRun()
      let style = styles.style(attributes["style-name"])
      state.isStruck = style.isStruck ?? around.isStruck
      state.isHidden = style.isHidden ?? around.isHidden
      state.isRaised = style.isRaised ?? around.isRaised
    default: break
    }
    open.append(state)
  }

  mutating func end(_ name: XMLStream.Name) {
    if name == "text:span" { endRun() }
    if open.count > 1 { open.removeLast() }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { run.append(contentsOf: bytes) }

  /// Ends the paragraph.
  mutating func finish() -> String {
    endRun()
    open.removeAll(keepingCapacity: true)
    return text
  }

  private mutating func endRun() {
    defer { run.removeAll(keepingCapacity: true) }
    guard let state = open.last, !run.isEmpty else { return }
    let words = String(decoding: run, as: UTF8.self).withSafeLines.onOneLine
    if state.isHidden {
      hidden = hidden ?? words.foldedOrNil
      return
    }
    // A footnote sign after a word is not part of it.
    if state.isRaised, !text.isEmpty, Markup.isFootnoteSign(words) { return }
    text += state.isStruck ? Struck.around(words) : words
  }
}
