import EndpointModel

/// A document's text: UTF-8 bytes without a byte order mark, and its lines.
struct SourceText: Sendable {
  /// The longest line, in bytes, that is read of a text or CSV document.
  static let lineByteLimit = 1 << 20

  let source: String
  /// The encoding of the document's bytes, by its IANA name.
  let encoding: String
  let utf8: [UInt8]

  var endsWithNewLine: Bool { utf8.last == UInt8(ascii: "\n") || utf8.last == UInt8(ascii: "\r") }

  /// The lines without their line ends (LF, CR LF or CR) and without control and invisible
  /// characters; each line that had some gives a finding.
  ///
  /// - Parameter areLong: whether a line may be as long as the document, as in HTML.
  func lines(areLong: Bool = false) throws(ReadingError) -> (
    lines: [SourceLine], findings: [Finding]
  ) {
    var lines: [SourceLine] = []
    var findings: [Finding] = []
    var end = 0
    while let line = nextLine(from: end) {
      let number = lines.count + 1
      guard areLong || line.text.count <= Self.lineByteLimit else {
        throw .lineTooLong(source: source, line: number, byteCount: line.text.count)
      }
      lines.append(SourceLine(number: number, text: clean(line.text, number, &findings)))
      end = line.end
    }
    return (lines, findings)
  }

  /// The whole text, cleaned as in `lines`, with each line ending in LF.
  func withoutUnsafeCharacters() -> (utf8: [UInt8], findings: [Finding]) {
    if utf8.allSatisfy({ $0.isSafe || $0 == UInt8(ascii: "\n") }) { return (utf8, []) }
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count)
    var findings: [Finding] = []
    var number = 0
    var end = 0
    while let line = nextLine(from: end) {
      number += 1
      if utf8[line.text].allSatisfy(\.isSafe) {
        out += utf8[line.text]
      } else {
        out += clean(line.text, number, &findings).utf8
      }
      out.append(UInt8(ascii: "\n"))
      end = line.end
    }
    return (out, findings)
  }

  private func clean(_ bytes: Range<Int>, _ number: Int, _ findings: inout [Finding]) -> String {
    let clean = String(decoding: utf8[bytes], as: UTF8.self).withoutUnsafeCharacters
    if clean.removed {
      findings.append(
        Finding(
          .warning, "control-characters", line: number, quote: clean.text,
          message: "control or invisible characters were taken out"))
    }
    return clean.text
  }

  /// The byte offsets where the given lines begin, by line number from 1.
  func starts(ofLines numbers: [Int]) -> [Int: Int] {
    var starts: [Int: Int] = [:]
    starts.reserveCapacity(numbers.count)
    var number = 1
    var start = 0
    for wanted in numbers.sorted() {
      while number < wanted, let line = nextLine(from: start) {
        number += 1
        start = line.end
      }
      if number == wanted { starts[number] = start }
    }
    return starts
  }

  /// The line in a range of bytes, without control and invisible characters.
  func line(_ place: Range<Int>) -> String {
    String(decoding: utf8[place], as: UTF8.self).withoutUnsafeCharacters.text
  }

  /// The range of the line that begins at an offset, and where the next line begins; nil at the end
  /// of the text.
  ///
  /// - Parameter limit: how many bytes the line may have; nil for a longer line, which is not
  ///   scanned any further.
  func nextLine(from start: Int, within limit: Int = .max) -> (text: Range<Int>, end: Int)? {
    if start >= utf8.count { return nil }
    let i = lineEnd(
      from: start, before: limit < utf8.count - start ? start + limit + 1 : utf8.count)
    if i - start > limit { return nil }
    if i == utf8.count { return (start..<i, i) }
    let isPair =
      utf8[i] == UInt8(ascii: "\r") && i + 1 < utf8.count && utf8[i + 1] == UInt8(ascii: "\n")
    return (start..<i, i + (isPair ? 2 : 1))
  }

  /// The offset of the next LF or CR, or `stop`; searches eight bytes at a time.
  private func lineEnd(from start: Int, before stop: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    /// A word with the highest bit of the first such byte set, and perhaps of bytes after it.
    func places(of byte: UInt8, in word: UInt64) -> UInt64 {
      let differing = word ^ (ones &* UInt64(byte))
      return (differing &- ones) & ~differing & (ones << 7)
    }
    return utf8.withUnsafeBytes { bytes in
      var i = start
      while i + 8 <= stop {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        let found =
          places(of: UInt8(ascii: "\n"), in: word) | places(of: UInt8(ascii: "\r"), in: word)
        if found != 0 { return i + found.trailingZeroBitCount / 8 }
        i += 8
      }
      while i < stop, !bytes[i].isLineEnd { i += 1 }
      return i
    }
  }
}

/// One line of a document, or a part of one.
struct SourceLine: Hashable, Sendable {
  /// From 1.
  let number: Int
  let text: String

  var isBlank: Bool { text.allSatisfy(\.isBlank) }
}

extension Substring.UnicodeScalarView {
  /// Drops what follows an ESC: after `[`, the parameters and one letter; after `]`, everything up
  /// to BEL, ST or ESC \, if there is one. Anything else stays.
  fileprivate mutating func dropTerminalSequence() {
    if first == "[" {
      let after = dropFirst().drop { (" "..."?").contains($0) }
      let parameters = distance(from: startIndex, to: after.startIndex)
      guard parameters <= 16, let end = after.first, ("@"..."~").contains(end) else { return }
      self = after.dropFirst()
    } else if first == "]" {
      guard let end = firstIndex(where: { $0 == "\u{07}" || $0 == "\u{9C}" || $0 == "\u{1B}" })
      else { return }
      let isEscaped = self[end] == "\u{1B}"
      self = self[index(after: end)...]
      if isEscaped, first == "\\" { removeFirst() }
    }
  }
}

extension String {
  /// The text without control, bidirectional and invisible characters; terminal sequences (ECMA-48:
  /// `ESC [ … letter`, `ESC ] … BEL`) are removed as a whole. Tabs stay because they separate
  /// cells; no-break spaces become blanks, except before a digit.
  var withoutUnsafeCharacters: (text: String, removed: Bool) {
    withoutUnsafeCharacters(keepsStruckMarks: false)
  }

  /// - Parameter keepsStruckMarks: whether the marks of struck-out text were put in by a format.
  func withoutUnsafeCharacters(keepsStruckMarks: Bool) -> (text: String, removed: Bool) {
    if utf8.allSatisfy(\.isSafe) { return (self, false) }
    var out = ""
    var removed = false
    var rest = Substring(self).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\t": out.append("\t")
      case "\u{A0}", "\u{202F}", "\u{2007}":
        // The lexer distinguishes a blank that separates thousands from others.
        out.append(rest.first.map { ("0"..."9").contains($0) } ?? false ? "\u{A0}" : " ")
      case "\u{1B}":
        removed = true
        rest.dropTerminalSequence()
      case _ where scalar.isUnsafeToShow: removed = true
      case Struck.begin, Struck.end:
        if keepsStruckMarks { out.unicodeScalars.append(scalar) } else { removed = true }
      default: out.unicodeScalars.append(scalar)
      }
    }
    return (out, removed)
  }

  /// A text of several lines without control and invisible characters, except line ends.
  var withSafeLines: String {
    if utf8.allSatisfy({ $0.isSafe || $0 == UInt8(ascii: "\n") }) { return self }
    return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0).withoutUnsafeCharacters.text }.joined(separator: "\n")
  }

  /// The folded text, or nil if nothing is left.
  var foldedOrNil: String? {
    let text = folded
    return text.isEmpty ? nil : text
  }
}

extension StringProtocol {
  /// The text without leading and trailing white space, and with each run of white space as a
  /// single blank.
  var folded: String {
    switch shape {
    case .folded: String(self)
    case .ascii:
      withUTF8Bytes { bytes in
        let words = bytes.split(whereSeparator: \.isASCIIBlank)
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
      }
    case .other: split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// How to fold the text; most texts are folded already.
  private var shape: TextShape { withUTF8Bytes(TextShape.init) }
}

extension String {
  /// Decodes UTF-8 and folds the text.
  init(folding bytes: UnsafeBufferPointer<UInt8>) {
    var words = bytes[...]
    while words.first?.isASCIIBlank ?? false { words.removeFirst() }
    while words.last?.isASCIIBlank ?? false { words.removeLast() }
    let shape = TextShape(UnsafeBufferPointer(rebasing: words))
    let text = String(decoding: words, as: UTF8.self)
    self = shape == .folded ? text : text.folded
  }
}

private enum TextShape {
  case folded, ascii, other

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var wasBlank = true
    var isFolded = true
    for byte in bytes {
      if byte >= 0x80 {
        self = .other
        return
      }
      if byte.isASCIIBlank, byte != 0x20 || wasBlank { isFolded = false }
      wasBlank = byte.isASCIIBlank
    }
    self = isFolded && (!wasBlank || bytes.isEmpty) ? .folded : .ascii
  }
}

extension Character {
  /// White space, with a fast path for ASCII.
  var isBlank: Bool { asciiValue.map(\.isASCIIBlank) ?? isWhitespace }
}

extension UInt8 {
  var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

  /// An ASCII character that any document may hold, other than a line end.
  var isSafe: Bool { self >= 0x20 && self < 0x7F || self == 0x09 }

  /// ASCII white space, as `Character.isWhitespace` defines it.
  var isASCIIBlank: Bool { self == 0x20 || self >= 0x09 && self <= 0x0D }

  /// An ASCII letter, or part of a character beyond ASCII.
  var maybeLetter: Bool {
    self >= 0x80 || (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
  }

  /// An ASCII decimal digit.
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
