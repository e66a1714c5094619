import EndpointModel

/// What the places of a PDF's words leave open about text outside of tables. Each is told, since
/// nothing else shows that a page may mean more than what was read of it.
struct PDFDoubts {
  private(set) var findings: [Finding] = []
  /// What is told once a page.
  private var told: Set<String> = []

  /// Lines that are set in from the one above: a list of names with what belongs to each, or
  /// nothing but the look of the page.
  mutating func setIn(_ line: PDFLine, number: Int) {
    tell(
      "list-by-places", line, number, once: true,
      "lines are set in below others; that they belong to these is not seen, "
        + "compare them with the page")
  }

  /// Words with gaps like those between columns, where no table was found.
  mutating func columns(_ line: PDFLine, number: Int) {
    tell(
      "columns-as-text", line, number, once: true,
      "the words stand in columns, but no table was found; they were read as text")
  }

  /// The first line of a page's second column.
  mutating func inColumns(_ line: PDFLine, number: Int) {
    tell(
      "text-in-columns", line, number, once: false,
      "the page was read as two columns of text, the left one first; compare it with the page")
  }

  /// A line that was put together with the one above within a word.
  mutating func brokenWord(_ line: PDFLine, number: Int) {
    tell(
      "word-broken", line, number, once: false,
      "a word may be broken at the end of the line above; compare it with the page")
  }

  /// A line that begins like a field and was taken for the rest of the one above.
  mutating func joinedField(_ line: PDFLine, number: Int) {
    tell(
      "line-joined", line, number, once: false,
      "the line was taken for the rest of the one above, which had no room for it")
  }

  /// A field at the top of a page, whose record may have begun on the page before.
  mutating func overPages(_ line: PDFLine, number: Int) {
    tell(
      "fields-over-pages", line, number, once: false,
      "the field was taken for one of those at the end of the page before")
  }

  /// A line whose last word reaches the edge of its page: letters beyond it are not in the text.
  mutating func cutOff(_ line: PDFLine, number: Int) {
    tell(
      "text-cut-off", line, number, once: false,
      "the text reaches the edge of the page; what may follow on it cannot be seen", .error)
  }

  /// A line with a word whose last letter is cut through.
  mutating func cutThrough(_ line: PDFLine, number: Int) {
    tell(
      "text-cut-off", line, number, once: false,
      "a letter is cut through where the part of the page ends that is shown; what may follow on it "
        + "cannot be seen", .error)
  }

  private mutating func tell(
    _ code: String, _ line: PDFLine, _ number: Int, once: Bool, _ message: String,
    _ severity: Finding.Severity = .warning
  ) {
    if once, !told.insert("\(code) \(line.page)").inserted { return }
    findings.append(
      Finding(severity, code, line: number, quote: line.text, message: message))
  }
}

extension String {
  /// Whether it begins like a field of a stanza: `Port number: 443`.
  var beginsWithLabel: Bool {
    guard let colon = firstIndex(of: ":"), colon != startIndex else { return false }
    let label = self[..<colon]
    let rest = self[index(after: colon)...]
    return (rest.first?.isBlank ?? true) && label.utf8.count <= 40
      && label.split(whereSeparator: \.isBlank).count <= 4 && !label.contains(".")
  }

  /// Whether it goes on with letters of Chinese or Japanese, which have no blanks between them.
  func endsInIdeograph(before next: String) -> Bool {
    guard let last = unicodeScalars.last, let first = next.unicodeScalars.first else {
      return false
    }
    return [last, first].allSatisfy {
      (0x3040...0x30FF).contains($0.value) || (0x3400...0x9FFF).contains($0.value)
    }
  }

  /// How a line goes on with the next one, if its last word may be broken.
  enum WordBreak {
    /// After a hyphen that is part of it: `*.proxy-` and `eu.example.net`.
    case afterHyphen
    /// Within an IPv4 address: `198.51.100.` and `[177-190]`.
    case withinAddress
    /// After a dot that may also end a sentence: `api.` and `example.net`.
    case afterDot

    /// Whether the first piece says it by itself.
    var isCertain: Bool { self != .afterDot }
  }

  /// Whether it ends within a number of a list that has no blanks, `443,80` and `80,9090`: a line
  /// can only end there where a word has no room at all.
  func isListBroken(before next: String) -> Bool {
    guard let last = split(whereSeparator: \.isBlank).last, last.contains(","),
      last.allSatisfy({ $0.isNumber || $0 == "," }), last.last != ",",
      let first = next.split(whereSeparator: \.isBlank).first,
      first.allSatisfy({ $0.isNumber || $0 == "," }), first.first != ","
    else { return false }
    let number =
      String(last.split(separator: ",").last ?? "") + (first.split(separator: ",").first ?? "")
    return Int(number).map { $0 <= 65535 } ?? false
  }

  /// Nil if the last word surely ends where the line does.
  func wordBreak(before next: String) -> WordBreak? {
    guard let last = split(whereSeparator: \.isBlank).last, last.utf8.count > 1,
      let first = next.split(whereSeparator: \.isBlank).first, let letter = first.first
    else { return nil }
    let isValue =
      first.dropLast().contains(".")
      || last.contains { $0 == "." || $0 == ":" || $0 == "*" || $0.isNumber }
    if last.last == "-", isValue, letter.isLetter || letter.isNumber { return .afterHyphen }
    if last.isBeginningOfIPv4, letter.isNumber || letter == "[" { return .withinAddress }
    let goesOn = first.dropLast().contains(".") && (letter.isLowercase || letter.isNumber)
    return last.last == "." && goesOn ? .afterDot : nil
  }
}

extension Substring {
  /// Whether it is one to three numbers of an IPv4 address, each with its dot.
  fileprivate var isBeginningOfIPv4: Bool {
    guard last == "." else { return false }
    let parts = dropLast().split(separator: ".", omittingEmptySubsequences: false)
    // A number with a dot may be that of a chapter.
    return (2...3).contains(parts.count)
      && parts.allSatisfy { $0.utf8.allSatisfy(\.isDigit) && UInt8($0) != nil }
  }
}
