import EndpointModel

extension NoticeOutline {
  /// For a terminal, a mail or a file.
  func text(_ style: TextStyle) -> String {
    var out = style.toned(title, .bold) + "\n" + summary + "\n\n"
    let width = facts.map(\.name.count).max() ?? 0
    for fact in facts { out += "  \(fact.name.padded(to: width))  \(fact.value)\n" }
    for section in sections {
      out += "\n" + style.toned(section.heading, section.tone.inTerminal ?? .bold) + "\n"
      if let lead = section.lead { out += "  \(lead)\n" }
      for group in section.groups { out += text(group, style) }
    }
    return out
  }

  private func text(_ group: Group, _ style: TextStyle) -> String {
    if let count = group.count {
      var lines = TextLines(style)
      AddressList(sign: group.sign, tone: group.tone.inTerminal, group.items, count: count)
        .write(heading: group.heading, indent: 2, to: &lines)
      return lines.text
    }
    let heading = group.heading.isEmpty ? "" : "  \(group.heading)\n"
    let indent = group.heading.isEmpty ? "  " : "    "
    return heading + group.items.map { "\(indent)\($0)\n" }.joined()
  }
}

extension NoticeOutline.Tone {
  fileprivate var inTerminal: TextStyle.Tone? {
    switch self {
    case .plain: nil
    case .opens: .green
    case .closes: .red
    case .warns: .yellow
    }
  }
}
