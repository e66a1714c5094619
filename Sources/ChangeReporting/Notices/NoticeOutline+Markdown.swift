extension NoticeOutline {
  /// For a ticket, a chat or a repository.
  ///
  /// - Parameter level: the level of the title's heading.
  func markdown(level: Int = 1) -> Markup<Markdown> {
    func heading(_ text: String, _ depth: Int) -> Markup<Markdown> {
      "\(Markdown.heading(level + depth)) \(text)\n\n"
    }
    var out: Markup<Markdown> = "\(heading(title, 0))\(summary)\n\n"
    for fact in facts { out += "- **\(fact.name):** \(fact.value)\n" }
    for section in sections {
      out += "\n\(heading(section.heading, 1))"
      if let lead = section.lead { out += "\(lead)\n\n" }
      for group in section.groups {
        if !group.heading.isEmpty { out += "- \(group.heading)\n" }
        let indent: Markup<Markdown> = group.heading.isEmpty ? "" : "  "
        for item in group.items { out += "\(indent)- \(item)\n" }
      }
    }
    return out
  }
}
