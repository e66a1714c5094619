/// DocBook (5.2, OASIS) and DITA (1.3, OASIS): XML for manuals. Both are read as the HTML page that
/// their stylesheets make of them: each element becomes the one of HTML that means the same, and
/// every line keeps its number.
struct ManualXML {
  /// The page in HTML.
  static func html(_ utf8: [UInt8]) -> [UInt8] {
    var reader = ManualXML(utf8)
    reader.read()
    return reader.out
  }

  /// Whether a text that begins so is a manual: its document type, namespace, or a table of the
  /// model that both share (OASIS CALS) says so.
  static func begins(_ head: String) -> Bool {
    ["docbook.org/ns/docbook", "DTD DocBook", "DTD DITA", "<tgroup"].contains { head.contains($0) }
  }

  private let bytes: [UInt8]
  private var out: [UInt8] = []
  /// The names of the open elements, outermost first, and what ends each in HTML.
  private var open: [(name: String, end: String)] = []
  private var sectionDepth = 0
  /// How many heads of tables are open.
  private var headDepth = 0
  /// Of the current table, the names of its columns in order.
  private var columns: [String] = []

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    out.reserveCapacity(bytes.count + 1024)
  }

  private static let sections: Set<String> = [
    "book", "part", "chapter", "article", "appendix", "preface", "section", "sect1", "sect2",
    "sect3", "sect4", "sect5", "simplesect", "refsection", "topic", "concept", "task", "reference",
  ]
  private static let heads: Set<String> = ["thead", "sthead"]
  private static let tables: Set<String> = ["table", "informaltable", "simpletable"]

  private static let tags: [String: String] = {
    var tags = [
      "row": "tr", "strow": "tr", "sthead": "tr", "entry": "td", "stentry": "td", "thead": "thead",
      "tbody": "tbody", "tfoot": "tfoot", "listitem": "li", "li": "li", "member": "li",
      "step": "li", "variablelist": "dl", "dl": "dl", "term": "dt", "dt": "dt", "dd": "dd",
      "superscript": "sup", "sup": "sup", "link": "a",
    ]
    func add(_ names: [String], _ tag: String) { for name in names { tags[name] = tag } }
    add(Array(tables), "table")
    add(["para", "simpara", "formalpara", "p", "shortdesc", "cmd", "subtitle"], "p")
    add(["itemizedlist", "simplelist", "ul", "sl"], "ul")
    add(["orderedlist", "procedure", "steps", "ol"], "ol")
    add(["programlisting", "screen", "literallayout", "codeblock", "msgblock"], "pre")
    add(["indexterm", "remark", "draft-comment", "keyword"], "template")
    return tags
  }()

  private mutating func read() {
    var i = 0
    while i < bytes.count {
      guard let mark = bytes[i...].firstIndex(of: UInt8(ascii: "<")) else { break }
      out += bytes[i..<mark]
      i = readMark(mark)
    }
    out += bytes[min(i, bytes.count)...]
  }

  /// Reads what begins with a bracket; the place after it.
  private mutating func readMark(_ start: Int) -> Int {
    if stands("<!--", start) { return skip(to: "-->", start, keeps: true) }
    if stands("<![CDATA[", start) {
      let end = find("]]>", start) ?? bytes.count
      for byte in bytes[start + 9..<max(end, start + 9)] {
        switch byte {
        case UInt8(ascii: "<"): out += "&lt;".utf8
        case UInt8(ascii: "&"): out += "&amp;".utf8
        default: out.append(byte)
        }
      }
      return min(end + 3, bytes.count)
    }
    if stands("<?", start) { return skip(to: "?>", start, keeps: false) }
    if stands("<!", start) { return skipDeclaration(start) }
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else {
      out += bytes[start...]
      return bytes.count
    }
    let tag = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    if tag.hasPrefix("/") { close(tag.dropFirst().trimmed) } else { begin(tag) }
    out += bytes[start...end].filter { $0 == UInt8(ascii: "\n") }
    return end + 1
  }

  private mutating func begin(_ tag: String) {
    let isEmpty = tag.hasSuffix("/")
    let name =
      tag.prefix { !$0.isWhitespace && $0 != "/" }.split(separator: ":").last
      .map(String.init) ?? ""
    let attributes = Attributes(tag.dropFirst(name.count))
    if name == "colspec" { columns.append(attributes["colname"] ?? "") }
    if isEmpty { return }
    if name == "tgroup" { columns = [] }
    if Self.sections.contains(name) { sectionDepth += 1 }
    if Self.heads.contains(name) { headDepth += 1 }
    let html = element(name)
    open.append((name, html))
    out += "<\(html)\(html == "td" || html == "th" ? spans(attributes) : "")>".utf8
  }

  private mutating func close(_ full: String) {
    let name = full.split(separator: ":").last.map(String.init) ?? full
    guard let place = open.lastIndex(where: { $0.name == name }) else { return }
    for element in open[place...].reversed() {
      out += "</\(element.end)>".utf8
      if Self.sections.contains(element.name) { sectionDepth -= 1 }
      if Self.heads.contains(element.name) { headDepth -= 1 }
    }
    open.removeSubrange(place...)
  }

  /// The element of HTML that means the same here.
  private func element(_ name: String) -> String {
    let around = open.last(where: { $0.name != "info" })?.name ?? ""
    switch name {
    case "title":
      if Self.tables.contains(around) { return "caption" }
      return Self.sections.contains(around) ? "h\(min(max(sectionDepth, 1), 6))" : "p"
    case "entry", "stentry":
      return headDepth > 0 ? "th" : "td"
    case "listitem" where around == "varlistentry": return "dd"
    default: return Self.tags[name] ?? (Self.sections.contains(name) ? "section" : "span")
    }
  }

  /// `morerows` and `namest` to `nameend` as HTML says them.
  private func spans(_ attributes: Attributes) -> String {
    var text = ""
    if let more = attributes["morerows"].flatMap({ UInt16($0) }), more < 10_000 {
      text += " rowspan=\"\(more + 1)\""
    }
    if let first = attributes["namest"].flatMap({ columns.firstIndex(of: $0) }),
      let last = attributes["nameend"].flatMap({ columns.firstIndex(of: $0) }), last > first
    {
      text += " colspan=\"\(last - first + 1)\""
    }
    return text
  }

  // MARK: What is no element

  private mutating func skip(to end: String, _ start: Int, keeps: Bool) -> Int {
    let stop = find(end, start).map { $0 + end.utf8.count } ?? bytes.count
    let skipped = bytes[start..<stop]
    out += keeps ? Array(skipped) : skipped.filter { $0 == UInt8(ascii: "\n") }
    return stop
  }

  /// A document type may hold declarations of its own in square brackets.
  private mutating func skipDeclaration(_ start: Int) -> Int {
    var depth = 0
    var i = start
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\n"): out.append(bytes[i])
      case UInt8(ascii: ">") where depth <= 0: return i + 1
      default: break
      }
      i += 1
    }
    return i
  }

  private func stands(_ mark: String, _ place: Int) -> Bool {
    bytes.holds(Array(mark.utf8), at: place)
  }

  private func find(_ mark: String, _ start: Int) -> Int? {
    bytes.find(Array(mark.utf8), from: start)
  }
}

extension ManualXML {
  /// The attributes of a tag.
  fileprivate struct Attributes {
    private let text: Substring

    init(_ text: Substring) { self.text = text }

    subscript(_ name: String) -> String? {
      guard let found = text.firstRange(of: " \(name)=") else { return nil }
      let rest = text[found.upperBound...]
      guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
      return String(rest.dropFirst().prefix { $0 != quote })
    }
  }
}
