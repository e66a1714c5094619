import EndpointModel

/// Pieces of HTML pages that stand alone: no script, nothing loaded from elsewhere.
enum HTMLText {
  /// A whole page.
  ///
  /// - Parameter body: markup.
  static func page(title: String, _ body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title.asHTML)</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }

  static func element(_ name: String, _ text: String, attributes: String = "") -> String {
    "<\(name)\(attributes)>\(text.asHTML)</\(name)>"
  }

  /// A table; its cells are escaped. On a narrow screen it scrolls by itself.
  static func table(_ names: [String], _ rows: [[String?]]) -> String {
    var out = "<div class=\"wide\"><table>\n<thead><tr>"
    out += names.map { element("th", $0, attributes: " scope=\"col\"") }.joined()
    out += "</tr></thead>\n<tbody>\n"
    for row in rows {
      out += "<tr>" + row.map { element("td", $0 ?? "") }.joined() + "</tr>\n"
    }
    return out + "</tbody>\n</table></div>\n"
  }

  private static let style = """
    :root { color-scheme: light dark; --line: #d0d7de; --soft: #f5f7f9; --faint: #57606a;
      --opens: #116329; --closes: #a40e26; --warns: #7d4e00; }
    @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #1c2128;
      --faint: #9198a1; --opens: #57ab5a; --closes: #f47067; --warns: #d4a72c; } }
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 58rem;
      padding: 1rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem; }
    h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; padding-left: .6rem;
      border-left: .3rem solid var(--line); break-after: avoid; }
    h3 { font-size: 1rem; font-weight: 600; margin: .9rem 0 .2rem; break-after: avoid; }
    h2.opens { border-color: var(--opens); } h2.closes { border-color: var(--closes); }
    h2.warns { border-color: var(--warns); }
    p { margin: .4rem 0; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem;
      background: var(--soft); border: 1px solid var(--line); border-radius: .4rem;
      margin: .8rem 0; padding: .7rem .9rem; }
    dt { color: var(--faint); } dd { margin: 0; }
    ul { list-style: none; margin: .2rem 0; padding: 0; }
    ul.compact { display: grid; gap: 0 1.2rem;
      grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); }
    ul.broad { grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); }
    li { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem; }
    ul.lines li { margin: .15rem 0; }
    li.opens::before { content: "+ "; color: var(--opens); }
    li.closes::before { content: "- "; color: var(--closes); }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .875rem; min-width: 100%; }
    th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem .25rem 0;
      text-align: left; vertical-align: top; overflow-wrap: normal; }
    th { color: var(--faint); font-weight: 600; }
    article + article { border-top: 2px solid var(--line); margin-top: 2.5rem; padding-top: 1.5rem; }
    @media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; }
      dd { margin-bottom: .4rem; } }
    @media print { body { max-width: none; padding: 0; font-size: 10pt; } dl { background: none; }
      li, tr { break-inside: avoid; } }
    """
}

extension String {
  /// The text as HTML and XML show it: no markup, and controls made visible.
  var asHTML: String {
    var out = ""
    out.reserveCapacity(utf8.count)
    for scalar in withVisibleControls.unicodeScalars {
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
