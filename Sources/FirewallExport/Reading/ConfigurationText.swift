import EndpointModel

// Configurations are read by Unicode scalars: to Swift's characters a carriage return with a line
// feed, or a blank with a combining mark, is neither a line feed nor a blank.

extension String {
  /// Its lines with their numbers, from 1, without line feeds and carriage returns at their ends.
  var numberedLines: [(number: Int, text: String)] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      var line = $0.element
      if line.last == "\r" { line.removeLast() }
      return ($0.offset + 1, String(line))
    }
  }

  /// What blanks and tabulators separate.
  var words: [String] {
    unicodeScalars.split { $0 == " " || $0 == "\t" }.map { String($0) }
  }

  /// As a problem quotes it: short, and without what could act on a terminal.
  var quoted: String { "\"\(abridged(to: 80).withVisibleControls)\"" }
}

extension FirewallWriter {
  /// The number of the policy in the comment at a file's head; nil if there is none.
  static func number(inHeadOf text: String, mark: String) -> Int? {
    guard let line = text.unicodeScalars.split(separator: "\n").first.map({ String($0) }),
      line.hasPrefix(mark + " ")
    else { return nil }
    return FirewallPlan.number(inRemark: line.dropFirst(mark.count + 1))
  }
}
