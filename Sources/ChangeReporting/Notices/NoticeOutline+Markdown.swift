extension NoticeOutline {
  /// For a ticket, a chat or a repository.
  ///
  /// - Parameter level: of its title.
  func markdown(level: Int = 1) -> String {
    func heading(_ text: String, _ depth: Int) -> String {
      String(repeating: "#", count: level + depth) + " " + text.asMarkdown + "\n\n"
    }
    var out = heading(title, 0) + summary.asMarkdown + "\n\n"
    for fact in facts { out += "- **\(fact.name.asMarkdown):** \(fact.value.asMarkdown)\n" }
    for section in sections {
      out += "\n" + heading(section.heading, 1)
      if let lead = section.lead { out += lead.asMarkdown + "\n\n" }
      for group in section.groups {
        if !group.heading.isEmpty { out += "- \(group.heading.asMarkdown)\n" }
        let indent = group.heading.isEmpty ? "" : "  "
        out += group.items.map { "\(indent)- \($0.asMarkdown)\n" }.joined()
      }
    }
    return out
  }
}
