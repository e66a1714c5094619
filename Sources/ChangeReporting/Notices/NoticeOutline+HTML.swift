extension NoticeOutline {
  /// A page that stands alone.
  static func page(title: String, _ outlines: [NoticeOutline]) -> String {
    HTMLText.page(
      title: title, outlines.map { "<article>\n\($0.html)</article>\n" }.joined())
  }

  /// Markup without a page around it, as feeds carry it.
  var html: String {
    var out = HTMLText.element("h1", title) + "\n" + HTMLText.element("p", summary) + "\n<dl>\n"
    for fact in facts {
      out += HTMLText.element("dt", fact.name) + HTMLText.element("dd", fact.value) + "\n"
    }
    out += "</dl>\n"
    for section in sections {
      out += HTMLText.element(
        "h2", section.heading, attributes: " class=\"\(section.tone.rawValue)\"")
      out += "\n"
      if let lead = section.lead { out += HTMLText.element("p", lead) + "\n" }
      for group in section.groups { out += Self.html(group) }
    }
    return out
  }

  private static func html(_ group: Group) -> String {
    let count = group.items.count
    let heading =
      group.heading
      + (group.isCompact && count > 3 ? ": \(count.of("address", plural: "addresses"))" : "")
    var out = heading.isEmpty ? "" : HTMLText.element("h3", heading) + "\n"
    let isBroad = group.items.contains { $0.count > 20 }
    out += "<ul class=\"\(group.isCompact ? "compact" + (isBroad ? " broad" : "") : "lines")\">\n"
    for item in group.items {
      out += HTMLText.element("li", item, attributes: " class=\"\(group.tone.rawValue)\"") + "\n"
    }
    return out + "</ul>\n"
  }
}
