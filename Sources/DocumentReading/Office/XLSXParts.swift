/// The parts of an office package that others point to (ECMA-376 part 2, 6.5): each part may have a
/// list of relationships, from identifiers to targets.
struct PackageLinks {
  struct Link {
    /// The last word of the relationship's type: `worksheet`, `styles`.
    let kind: String
    /// The name of the part in the archive.
    let target: String
  }

  private(set) var links: [String: Link] = [:]

  /// - Parameter part: the part whose links these are; empty for the package itself.
  init(of part: String, in archive: Archive) throws(OfficeProblem) {
    let folder = part.contains("/") ? String(part[...part.lastIndex(of: "/")!]) : ""
    let name = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
    guard let bytes = try archive.file(name) else { return }
    let reader = Reader(folder: folder)
    try XMLStream.read(bytes, of: name, to: reader)
    links = reader.links
  }

  /// The target of the first link of a kind.
  func target(_ kind: String) -> String? {
    links.values.filter { $0.kind == kind }.map(\.target).min()
  }

  private final class Reader: XMLHandler {
    let folder: String
    var links: [String: Link] = [:]

    init(folder: String) { self.folder = folder }

    func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
      guard let id = attributes["Id"], let type = attributes["Type"],
        let target = attributes["Target"], attributes["TargetMode"] != "External"
      else { return }
      let kind = type.split(separator: "/").last.map(String.init) ?? type
      links[id] = Link(kind: kind, target: Self.resolved(target, in: folder))
    }

    func end(_ name: XMLStream.Name) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private static func resolved(_ target: String, in folder: String) -> String {
      if target.hasPrefix("/") { return String(target.dropFirst()) }
      var steps = folder.split(separator: "/")
      for step in target.split(separator: "/") where step != "." {
        if step == ".." { _ = steps.popLast() } else { steps.append(step) }
      }
      return steps.joined(separator: "/")
    }
  }
}

/// A text in runs that may look different (ECMA-376 part 1, 18.4.4), while it is read.
struct XLSXRuns {
  private(set) var text = ""
  private var run: [UInt8] = []
  private var isStruck = false
  private var isRaised = false
  private var isInText = false
  private var isPhonetic = false

  mutating func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    switch name {
    case "x:r": (isStruck, isRaised) = (false, false)
    case "x:vertAlign": isRaised = attributes["val"] == "superscript"
    case "x:strike": isStruck = attributes["val"].map { $0 != "0" && $0 != "false" } ?? true
    // How a Japanese word is pronounced.
    case "x:rPh": isPhonetic = true
    case "x:t":
      isInText = !isPhonetic
      run = []
    default: break
    }
  }

  mutating func end(_ name: XMLStream.Name) {
    switch name {
    case "x:t" where isInText:
      isInText = false
      let words = String(decoding: run, as: UTF8.self).withoutEscapes.withSafeLines
      // A footnote sign after a word is not part of it.
      if isRaised, !text.isEmpty, Markup.isFootnoteSign(words) { return }
      text += isStruck ? Struck.around(words) : words
    case "x:r": (isStruck, isRaised) = (false, false)
    case "x:rPh": isPhonetic = false
    default: break
    }
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInText { run.append(contentsOf: bytes) }
  }
}

/// The strings that cells share (ECMA-376 part 1, 18.4.9).
final class XLSXStrings: XMLHandler {
  private(set) var strings: [String] = []
  private var runs = XLSXRuns()

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if name == "x:si" { runs = XLSXRuns() } else { runs.start(name, attributes) }
  }

  func end(_ name: XMLStream.Name) {
    if name == "x:si" { strings.append(runs.text) } else { runs.end(name) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) { runs.add(bytes) }
}

extension String {
  /// Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, 22.9.2.19).
  var withoutEscapes: String {
    guard utf8.contains(UInt8(ascii: "_")), contains("_x") else { return self }
    return replacing(Pattern.escape) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        ?? String(match.output.0)
    }
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let escape = /_x([0-9A-Fa-f]{4})_/
}

/// How cells look (ECMA-376 part 1, 18.8), as far as it changes what they say.
final class XLSXStyles: XMLHandler {
  struct Style {
    var format = NumberFormat.general
    var isBold = false
    var isStruck = false
    var size = 0.0
  }

  /// By the number that cells name.
  private(set) var styles: [Style] = []
  private var codes: [Int: NumberFormat] = [:]
  private var fonts: [Style] = []
  private var isInFonts = false
  private var isInCells = false

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    func isOn() -> Bool { attributes["val"].map { $0 != "0" && $0 != "false" } ?? true }
    switch name {
    case "x:numFmt":
      if let id = attributes.number("numFmtId"), let code = attributes["formatCode"] {
        codes[id] = NumberFormat(code: code)
      }
    case "x:fonts": isInFonts = true
    case "x:font" where isInFonts: fonts.append(Style())
    case "x:b" where isInFonts && !fonts.isEmpty: fonts[fonts.count - 1].isBold = isOn()
    case "x:strike" where isInFonts && !fonts.isEmpty: fonts[fonts.count - 1].isStruck = isOn()
    case "x:sz" where isInFonts && !fonts.isEmpty:
      fonts[fonts.count - 1].size = attributes["val"].flatMap { Double($0) } ?? 0
    case "x:cellXfs": isInCells = true
    case "x:xf" where isInCells:
      var style = Style()
      if let font = attributes.number("fontId"), fonts.indices.contains(font) {
        style = fonts[font]
      }
      let id = attributes.number("numFmtId") ?? 0
      style.format = codes[id] ?? NumberFormat(builtIn: id)
      styles.append(style)
    default: break
    }
  }

  func end(_ name: XMLStream.Name) {
    if name == "x:fonts" { isInFonts = false }
    if name == "x:cellXfs" { isInCells = false }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
