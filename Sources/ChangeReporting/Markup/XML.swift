import EndpointModel

/// XML 1.0 and HTML: markup is escaped, and control characters are made visible.
package enum XML: MarkupLanguage {
  package static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.withVisibleControls.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      // Not characters of XML 1.0 (section 2.2).
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension Markup<XML> {
  /// HTML markup as the text of an element, for feeds.
  init(textOf html: Markup<HTML>) { self = "\(html.text)" }
}
