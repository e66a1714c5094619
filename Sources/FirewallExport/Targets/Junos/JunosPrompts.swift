extension String {
  /// A configuration of Junos without what the terminal shows around it: prompts with the command that
  /// showed it, `[edit]`, `{primary:node0}`. Such lines become empty, so that numbers of lines stay.
  var withoutJunosPrompts: String {
    guard contains("@") || contains("[edit]") || contains("{") else { return self }
    var lines: [String] = []
    var isChanged = false
    for (_, line) in numberedLines {
      let isPrompt = line.isJunosPrompt
      isChanged = isChanged || isPrompt
      lines.append(isPrompt ? "" : line)
    }
    return isChanged ? lines.joined(separator: "\n") : self
  }

  private var isJunosPrompt: Bool {
    if self == "[edit]" { return true }
    if hasPrefix("{"), hasSuffix("}") {
      // The part that a device has in a cluster.
      let role = dropFirst().dropLast()
      return role.contains(":") && role.allSatisfy { $0.isLetter || $0.isNumber || $0 == ":" }
    }
    guard let first = words.first, let at = first.firstIndex(of: "@"), at != first.startIndex else {
      return false
    }
    // Commands that change something are refused before.
    return first.hasSuffix(">") || first.hasSuffix("#")
  }
}
