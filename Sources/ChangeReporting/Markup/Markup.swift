/// A markup language, and how plain text is escaped in it.
protocol MarkupLanguage: Sendable {
  static func escaped(_ text: String) -> String
}

/// Text in a markup language. Interpolated text is escaped unless it is markup of the same
/// language; plain text cannot be joined with it in any other way.
///
/// ```swift
/// let name = "<b>"
/// let item: Markup<HTML> = "<li>\(name)</li>"  // <li>&lt;b&gt;</li>
/// ```
struct Markup<Language: MarkupLanguage>: Sendable, Equatable {
  private(set) var text: String

  static func + (a: Markup, b: Markup) -> Markup {
    var out = a
    out += b
    return out
  }

  static func += (a: inout Markup, b: Markup) { a.text += b.text }
}

extension Markup: ExpressibleByStringInterpolation {
  init(stringLiteral markup: String) { text = markup }

  init(stringInterpolation parts: Parts) { text = parts.text }

  struct Parts: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ markup: String) { text += markup }

    mutating func appendInterpolation(_ text: String) { self.text += Language.escaped(text) }

    mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    mutating func appendInterpolation(_ number: Int) { text += "\(number)" }
  }

  typealias StringInterpolation = Parts
}

extension Sequence {
  func joined<Language>(_ separator: Markup<Language> = "") -> Markup<Language>
  where Element == Markup<Language> {
    var out: Markup<Language> = ""
    for (i, part) in enumerated() {
      if i > 0 { out += separator }
      out += part
    }
    return out
  }
}
