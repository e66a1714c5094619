import ChildProcesses

/// A word of a page and the box around it, in points (1/72 inch) from the top left.
struct PDFWord: Equatable {
  var text: String
  let left: Double
  var right: Double
  let top: Double
  let bottom: Double
  var isStruck = false

  /// Whether it is a sign of a symbol font, which has them from U+F000 on.
  var isSymbol: Bool {
    text.unicodeScalars.count == 1
      && text.unicodeScalars.allSatisfy { (0xF020...0xF0FF).contains($0.value) }
  }

  /// Whether it is a mark of a list that is nothing else.
  var isBullet: Bool {
    let scalars = text.unicodeScalars
    return isSymbol || scalars.count == 1 && "•◦▪▫‣⁃∙●○■□".unicodeScalars.contains(scalars.first!)
  }

  /// Whether it has letters of Chinese, Japanese or Korean.
  var isIdeographic: Bool {
    text.unicodeScalars.contains { $0.value >= 0x2E80 && $0.value < 0xE000 }
  }

  /// How wide each of its letters is, which is their size, if all of them are of Chinese or
  /// Japanese and so are equally wide.
  var em: Double? {
    let scalars = text.unicodeScalars
    guard
      scalars.allSatisfy({
        (0x3001...0x30FF).contains($0.value) || (0x3400...0x9FFF).contains($0.value)
          || (0xFF01...0xFF60).contains($0.value)
      })
    else { return nil }
    return (right - left) / Double(max(1, scalars.count))
  }

  func moved(by distance: Double) -> PDFWord {
    PDFWord(
      text: text, left: left + distance, right: right + distance, top: top, bottom: bottom,
      isStruck: isStruck)
  }

  var height: Double { bottom - top }
  var middle: Double { (top + bottom) / 2 }
}

struct PDFPage {
  let width: Double
  let height: Double
  var words: [PDFWord] = []
  /// The lines that are drawn on it, but for those that strike words out.
  var drawing = PDFDrawing.Page()
  /// How much higher boxes around letters are than these are large, in this document.
  var letterRatio = 1.16
}

extension PDFPage {
  /// Whether the end of what is shown goes through a word's last letter.
  func isCut(_ word: PDFWord) -> Bool { drawing.cuts.contains { $0.cuts(word) } }

  /// Adds the marks of items that are drawn, as words before the first word of their line.
  fileprivate mutating func addMarks() {
    if drawing.dots.isEmpty { return }
    let ordered = words.sorted { $0.middle < $1.middle }
    for dot in drawing.dots {
      var next = ordered.partitionIndex { $0.middle >= dot.middle - 4 }
      var first: PDFWord?
      while next < ordered.count, ordered[next].middle <= dot.middle + 4 {
        let word = ordered[next]
        next += 1
        guard abs(word.middle - dot.middle) < 0.2 * word.height else { continue }
        if word.left < first?.left ?? .infinity { first = word }
      }
      guard let first, first.left > dot.right, first.left - dot.right < 1.5 * first.height else {
        continue
      }
      words.append(
        PDFWord(
          text: "•", left: dot.left, right: dot.right, top: first.top, bottom: first.bottom))
    }
  }
}

/// What `pdftotext -bbox-layout` finds in a PDF.
struct PDFWords {
  private(set) var pages: [PDFPage] = []
  private(set) var title: String?
  /// What the program complains about, first line only; nil if the PDF is sound.
  private(set) var complaint: String?
  /// Whether it could not be seen which words are struck out.
  private(set) var hasUnknownStrikes = false

  /// In seconds: two thousand pages take about ten.
  private static let timeLimit = 60
  private static let outputLimit = 256 << 20

  /// Words and lines that are known.
  init(pages: [PDFPage]) {
    self.pages = pages
    addLetterRatio()
    addStrikes()
  }

  init(_ bytes: [UInt8]) throws(OfficeProblem) {
    do throws(ChildProcess.Failure) {
      let output = try Poppler.run(
        "pdftotext", ["-bbox-layout", "-enc", "UTF-8", "-", "-"], on: bytes,
        seconds: Self.timeLimit, byteLimit: Self.outputLimit)
      complaint = Self.complaint(output.errors)
      read(output.output)
    } catch {
      throw Self.problem(error)
    }
    addLetterRatio()
    addDrawing(PDFDrawing(bytes))
  }

  /// Adds what is drawn on the pages, and marks the words that a line goes through.
  private mutating func addDrawing(_ drawing: PDFDrawing?) {
    // A page without anything drawn is a page nevertheless.
    guard let drawing, drawing.pages.count == pages.count else {
      hasUnknownStrikes = pages.contains { !$0.words.isEmpty }
      return
    }
    for i in pages.indices { pages[i].drawing = drawing.pages[i] }
    addStrikes()
  }

  /// Tells by words beside those of Chinese or Japanese how high boxes around letters of one size
  /// are.
  private mutating func addLetterRatio() {
    var ratios: [Double] = []
    for page in pages {
      for (word, next) in zip(page.words, page.words.dropFirst()) {
        let pair = word.em == nil ? (word, next) : (next, word)
        guard let em = pair.1.em, em > 0, !pair.0.isIdeographic,
          abs(word.middle - next.middle) < 0.2 * em
        else { continue }
        let ratio = pair.0.height / em
        if (1.0...1.4).contains(ratio) { ratios.append(ratio) }
      }
    }
    guard !ratios.isEmpty else { return }
    let ratio = ratios.sorted()[ratios.count / 2]
    for i in pages.indices { pages[i].letterRatio = ratio }
  }

  private mutating func addStrikes() {
    for i in pages.indices {
      var lines = pages[i].drawing.level
      PDFStrikes.strike(&pages[i].words, by: &lines)
      pages[i].drawing.level = lines
      pages[i].addMarks()
    }
  }

  private static func problem(_ failure: ChildProcess.Failure) -> OfficeProblem {
    switch failure {
    case .notStarted: return .needsProgram("pdftotext", package: "poppler-utils")
    case .timedOut, .tooLarge: return .takesTooMuch
    case .failed(let status, let errors):
      let words = errors.lowercased()
      if words.contains("password") || words.contains("encrypt") || words.contains("not allowed") {
        return .encrypted
      }
      // A signal: memory or time ran out, or the program crashed.
      if status & 0x7F != 0 || words.contains("memory") { return .takesTooMuch }
      return .damaged(errors.withSafeLines.abridged(to: 120))
    }
  }

  /// Errors are of consequence, warnings are not.
  private static func complaint(_ errors: [UInt8]) -> String? {
    String(decoding: errors, as: UTF8.self).split(separator: "\n")
      .first { $0.contains("Error") }
      .map { String($0).withoutUnsafeCharacters.text.abridged(to: 120) }
  }

  // MARK: Output

  /// Reads lines of one element each. The program does not escape control characters, so that its
  /// output is not always XML.
  private mutating func read(_ output: [UInt8]) {
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let line = line.drop { $0 == 0x20 }
      if line.starts(with: Self.wordMark) {
        if let word = Self.word(line), !pages.isEmpty { pages[pages.count - 1].words.append(word) }
      } else if line.starts(with: Self.pageMark) {
        let numbers = Self.numbers(line)
        if numbers.count >= 2 { pages.append(PDFPage(width: numbers[0], height: numbers[1])) }
      } else if title == nil, line.starts(with: Self.titleMark) {
        title = Self.text(line[(line.startIndex + 7)...]).foldedOrNil
      }
    }
  }

  private static let wordMark = Array("<word ".utf8)
  private static let pageMark = Array("<page ".utf8)
  private static let titleMark = Array("<title>".utf8)

  /// `<word xMin="56.8" yMin="40.1" xMax="177.9" yMax="71.3">Zellmark</word>`
  private static func word(_ line: ArraySlice<UInt8>) -> PDFWord? {
    let numbers = numbers(line)
    guard numbers.count == 4, let end = line.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let text = text(line[(end + 1)...])
    guard !text.allSatisfy(\.isBlank), numbers.allSatisfy({ abs($0) < 1e5 }) else { return nil }
    return PDFWord(
      text: text, left: numbers[0], right: numbers[2], top: numbers[1], bottom: numbers[3])
  }

  /// The values of the attributes of the line's first element.
  private static func numbers(_ line: ArraySlice<UInt8>) -> [Double] {
    var numbers: [Double] = []
    var rest = line.prefix { $0 != UInt8(ascii: ">") }
    while numbers.count < 4, let start = rest.firstIndex(of: UInt8(ascii: "\"")) {
      rest = rest[(start + 1)...]
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { break }
      numbers.append(decimal(rest[..<end]))
      rest = rest[(end + 1)...]
    }
    return numbers
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> Double {
    var value = 0.0
    var scale = 0.0
    for byte in digits {
      if byte == UInt8(ascii: ".") {
        scale = 1
      } else if byte.isDigit {
        value = value * 10 + Double(byte - UInt8(ascii: "0"))
        scale *= 10
      }
    }
    let magnitude = scale > 0 ? value / scale : value
    return digits.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }

  /// The text up to the next tag.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let words = String(decoding: bytes.prefix { $0 != UInt8(ascii: "<") }, as: UTF8.self)
    var text = words
    if words.contains("&") {
      for (reference, character) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
      ] {
        text = text.replacing(reference, with: character)
      }
    }
    return text.withoutUnsafeCharacters.text
  }
}

extension [PDFWord] {
  /// The words with a blank between them, those that are struck out between marks.
  var markedText: String {
    guard contains(where: \.isStruck) else { return map(\.text).joined(separator: " ") }
    var pieces: [(text: String, isStruck: Bool)] = []
    for word in self {
      if let last = pieces.last, last.isStruck == word.isStruck {
        pieces[pieces.count - 1].text += " " + word.text
      } else {
        pieces.append((word.text, word.isStruck))
      }
    }
    return pieces.map { $0.isStruck ? Struck.around($0.text) : $0.text }.joined(separator: " ")
  }
}
