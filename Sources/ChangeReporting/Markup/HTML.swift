import EndpointModel

/// Parts of self-contained HTML pages: no scripts, nothing loaded from elsewhere.
enum HTML: MarkupLanguage {
  static func escaped(_ text: String) -> String { XML.escaped(text) }

  /// A whole page.
  ///
  /// - Parameter language: of its words, by the code of BCP 47.
  static func page(
    title: String, language: String = "en", _ body: Markup<HTML>
  ) -> Markup<HTML> {
    """
    <!DOCTYPE html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }

  /// - Parameter style: the element's class.
  static func element(
    _ name: StaticString, _ text: String, isOf style: String? = nil
  ) -> Markup<HTML> {
    let name = Markup<HTML>(stringLiteral: "\(name)")
    let attribute: Markup<HTML> = style.map { " class=\"\($0)\"" } ?? ""
    return "<\(name)\(attribute)>\(text)</\(name)>"
  }

  /// A table, which scrolls by itself on a narrow screen.
  static func table(_ names: [String], _ rows: [[String?]]) -> Markup<HTML> {
    let head: Markup<HTML> = names.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let body: Markup<HTML> = rows.map { row in
      "<tr>\(row.map { element("td", $0 ?? "") }.joined())</tr>\n"
    }.joined()
    return """
      <div class="wide"><table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)</tbody>
      </table></div>

      """
  }

  private static let style: Markup<HTML> = """
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
