import EndpointModel

/// XML 1.0 and HTML: text without markup, and controls made visible.
enum XML: MarkupLanguage {
  static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.withVisibleControls.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      // No character of XML 1.0 (section 2.2).
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension Markup<XML> {
  /// Markup of HTML as the text of an element, as feeds carry it.
  init(textOf html: Markup<HTML>) { self = "\(html.text)" }
}
