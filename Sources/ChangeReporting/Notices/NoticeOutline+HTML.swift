import InventoryModel

extension NoticeOutline {
  /// A self-contained page.
  static func page(
    title: String, language: NoticeLanguage, _ outlines: [NoticeOutline],
    in frame: FilledFrame? = nil
  ) -> Markup<HTML> {
    let articles: Markup<HTML> = outlines.map { "<article>\n\($0.html)</article>\n" }.joined()
    return HTML.page(
      title: title, language: language.rawValue, frame.map { $0.html(around: articles) } ?? articles
    )
  }

  /// Markup without a page around it, for feeds.
  var html: Markup<HTML> {
    var out: Markup<HTML> = "<h1>\(title)</h1>\n<p>\(summary)</p>\n<dl>\n"
    for fact in facts { out += "<dt>\(fact.name)</dt><dd>\(fact.value)</dd>\n" }
    out += "</dl>\n"
    for section in sections {
      out += "<h2 class=\"\(section.tone.rawValue)\">\(section.heading)</h2>\n"
      if let lead = section.lead { out += "<p>\(lead)</p>\n" }
      for group in section.groups { out += Self.html(group) }
    }
    return out
  }

  private static func html(_ group: Group) -> Markup<HTML> {
    let count = group.items.count
    let heading = group.heading + (count > 3 ? group.count.map { ": \($0)" } ?? "" : "")
    var out: Markup<HTML> = heading.isEmpty ? "" : "<h3>\(heading)</h3>\n"
    let isBroad = group.items.contains { $0.count > 20 }
    let style = group.isCompact ? "compact" + (isBroad ? " broad" : "") : "lines"
    out += "<ul class=\"\(style)\">\n"
    for item in group.items { out += "<li class=\"\(group.tone.rawValue)\">\(item)</li>\n" }
    return out + "</ul>\n"
  }
}
