extension FirewallReading {
  /// The reading of a text, with the line that a problem names quoted behind it: who looks for it
  /// may have another text with other numbers of lines.
  ///
  /// - Parameter isNamed: whether rules have names, which their problems quote: then only problems
  ///   that quote nothing get their line.
  func quotingLines(of text: String, isNamed: Bool = false) -> FirewallReading {
    if !problems.contains(where: { Self.line(in: $0) != nil }) { return self }
    let lines = text.numberedLines
    // A line of a list may have thousands of problems, and as many words.
    var quotes: [Int: String] = [:]
    var out = self
    out.problems = problems.map { problem in
      guard let number = Self.line(in: problem), lines.indices.contains(number - 1),
        !isNamed || !problem.contains("\"")
      else { return problem }
      let quoted =
        quotes[number] ?? lines[number - 1].text.words.joined(separator: " ").quoted
      quotes[number] = quoted
      return problem.contains(quoted) ? problem : "\(problem): \(quoted)"
    }
    return out
  }

  /// The number in `line 12: …`, `line 12 of a group: …`.
  private static func line(in problem: String) -> Int? {
    problem.hasPrefix("line ") ? Int(problem.dropFirst(5).prefix { $0.isNumber }) : nil
  }
}
