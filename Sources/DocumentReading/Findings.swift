import EndpointModel

/// Collects findings while a document is interpreted.
struct Findings {
  private(set) var all: [Finding] = []

  mutating func add(_ finding: Finding) { all.append(finding) }

  /// Reports what looks like an address and is none.
  ///
  /// - Parameter quote: the text around it; by default what it is itself.
  mutating func add(_ problem: AddressFacts.Problem, quote: String? = nil) {
    add(
      problem.code == Self.placeholder ? .warning : .error, problem.code, line: problem.line,
      quote: quote ?? problem.text, problem.message)
  }

  /// The code of what only shows where an address stands.
  static let placeholder = "address-placeholder"

  /// Warns of what only shows where an address is to be filled in.
  mutating func add(placeholder: String, line: Int?, _ quote: String) {
    add(
      .warning, Self.placeholder, line: line, quote: quote.abridged(to: 200),
      "\"\(placeholder)\" only shows where an address of one's own stands; it was left out")
  }

  /// Drops the findings about ports and protocols from a place on.
  mutating func dropTerms(from start: Int) {
    let kept = all[start...].filter {
      !$0.code.hasPrefix("port") && !$0.code.hasPrefix("protocol")
    }
    all.replaceSubrange(start..., with: kept)
  }

  mutating func add(
    _ severity: Finding.Severity, _ code: String, _ line: SourceLine?, _ message: String
  ) {
    add(severity, code, line: line?.number, quote: line?.text.folded, message)
  }

  mutating func add(
    _ severity: Finding.Severity, _ code: String, line: Int?, quote: String?, _ message: String
  ) {
    all.append(Finding(severity, code, line: line, quote: quote, message: message))
  }
}
