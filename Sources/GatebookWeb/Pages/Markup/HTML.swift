import ChangeReporting

/// A piece of a page. Markup is made of elements only: any text that is put in is escaped, whether
/// it stands in the program or came from a document, so that nothing can reach a page unescaped.
///
/// ```swift
/// let name: String = "<b>"
/// Tag.p { "Known as "; Tag.code { name } }.text  // <p>Known as <code>&lt;b&gt;</code></p>
/// ```
struct HTML: Sendable, Equatable {
  private(set) var text: String

  /// Nothing.
  static let none = HTML(markup: "")

  fileprivate init(markup: String) { text = markup }

  /// Text, escaped. Control and invisible characters are shown.
  init(_ text: some StringProtocol) {
    self.text = XML.escaped(String(text))
  }

  static func += (a: inout HTML, b: HTML) { a.text += b.text }
}

/// An element's name, such as `Tag.p`; called with attributes and content, it makes the element.
struct Tag: Sendable {
  private let name: String
  /// Whether it has no content and no end (HTML, "void elements").
  private let isVoid: Bool

  init(_ name: StaticString, isVoid: Bool = false) {
    self.name = "\(name)"
    self.isVoid = isVoid
  }

  func callAsFunction(
    _ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML
  ) rethrows -> HTML {
    var out = "<" + name
    for attribute in attributes { out += attribute.text }
    out += ">"
    if !isVoid { out += try content().text + "</\(name)>" }
    return HTML(markup: out)
  }

  func callAsFunction(_ attributes: Attribute...) -> HTML {
    var out = "<" + name
    for attribute in attributes { out += attribute.text }
    return HTML(markup: out + (isVoid ? ">" : "></\(name)>"))
  }
}

extension HTML {
  /// Several pieces, one after another.
  init(@HTMLBuilder _ content: () throws -> HTML) rethrows { self = try content() }

  /// The bytes of a document with this as its root.
  var document: [UInt8] { Array("<!DOCTYPE html>\n\(text)\n".utf8) }
}
