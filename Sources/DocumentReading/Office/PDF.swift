import EndpointModel

/// A PDF (ISO 32000-1) as text: its words by their places on the pages, since a PDF has neither
/// lines nor tables.
struct PDF {
  /// A page, or a column of one.
  private var pages: [[PDFLine]] = []
  /// The tables that are drawn on each of them, from top to bottom.
  private var drawn: [[Drawn]] = []
  private var places = DocumentPlaces()
  /// The part of `places` for each page.
  private var parts: [Int] = []
  /// How far to the right the columns of each page reach; nil for a page that has one.
  private var margins: [Double?] = []
  /// The part of `places` for each page, whatever its columns.
  private var pageNumbers: [Int] = []
  /// What was at the bottom of every page.
  private var furniture: [PDFLine] = []
  let sense: TableSense
  private let known: PDFKnownWords
  var blocks: [Block] = []
  /// The first lines of tables whose rows were told by the gaps between their lines.
  private var uncertain: [Int] = []
  private var doubts = PDFDoubts()
  /// The height of most letters, and of those that are larger, largest first.
  private var bodyHeight = 0.0
  private var headingHeights: [Double] = []
  /// How far to the right text may reach: as far from the page's edge as it begins on the left.
  private var margin = 0.0

  /// A table that is drawn, and where on its page it begins.
  private struct Drawn {
    let top: Double
    let table: PDFGridTable
  }

  /// How near to a page's edge no text ends that is whole, in points; a letter that is beyond the
  /// edge with a part of it is not in the text.
  private static let edge = 3.0

  static func text(_ bytes: [UInt8], _ sense: TableSense) throws(OfficeProblem) -> OfficeText {
    // A PDF ends with this mark (7.5.5); what is missing after a broken download is not noticed by
    // programs that mend what they can.
    guard bytes.suffix(2048).holds(Array("%%EOF".utf8)) else {
      throw .damaged("its end is missing")
    }
    let words = try PDFWords(bytes)
    if words.pages.allSatisfy(\.words.isEmpty) { throw .hasNoText }
    return text(words, sense)
  }

  static func text(_ words: PDFWords, _ sense: TableSense) -> OfficeText {
    var reader = PDF(words, sense)
    reader.read()
    var text = OfficeText(format: "pdf", blocks: reader.blocks, places: reader.places)
    if let title = words.title {
      let line = text.places.add(row: 0, in: text.places.addPart(.lines))
      text.blocks.insert(.metadata([SourceLine(number: line, text: "title: " + title)]), at: 0)
    }
    if let complaint = words.complaint {
      text.findings.append(
        Finding(
          .warning, "pdf-broken", line: nil, quote: complaint,
          message: "the PDF is broken in places; a part of it may be missing"))
    }
    if words.hasUnknownStrikes {
      text.findings.append(
        Finding(
          .warning, "strikes-unknown", line: nil, quote: nil,
          message: "the lines of the pages could not be drawn; text that is struck out was read as "
            + "if it were not"))
    }
    for line in reader.uncertain {
      text.findings.append(
        Finding(
          .warning, "table-by-places", line: line, quote: nil,
          message: "what is one row or column of this table was told by the places of its words; "
            + "compare it with the page"))
    }
    text.findings += reader.doubts.findings
    let silent = words.pages.indices.filter { words.pages[$0].words.isEmpty }.map { $0 + 1 }
    if !silent.isEmpty {
      let numbers = silent.prefix(8).map(String.init).joined(separator: ", ")
      text.findings.append(
        Finding(
          .warning, "page-without-text", line: nil, quote: nil,
          message: "no text is on page \(numbers)\(silent.count > 8 ? ", …" : ""); "
            + "a picture of text is not read"))
    }
    return text
  }

  private init(_ words: PDFWords, _ sense: TableSense) {
    self.sense = sense
    known = PDFKnownWords(words.pages.lazy.flatMap(\.words), sense)
    var whole: [[PDFLine]] = []
    for (i, page) in words.pages.enumerated() {
      let lines = PDFLine.lines(of: page, number: i + 1)
      whole.append(lines)
      parts.append(places.addPart(.page(i + 1)))
      for line in lines where line.right + max(Self.edge, line.lastLetter) > page.width {
        doubts.cutOff(line, number: number(line))
      }
      for line in lines where line.words.contains(where: page.isCut) {
        doubts.cutThrough(line, number: number(line))
      }
    }
    furniture = PDFFurniture.takeOut(of: &whole)
    pageNumbers = parts
    parts = []
    let height = Self.usualHeight(whole.joined())
    for (i, lines) in whole.enumerated() {
      let page = words.pages[i]
      let grids = PDFGrid.find(page)
      guard let columns = PDFTextColumns(lines, grids, width: page.width, height: height) else {
        add(lines, grids, of: page, i)
        margins.append(nil)
        continue
      }
      for (side, column) in columns.columns.enumerated() {
        add(column, grids.filter { ($0.left < columns.middle) == (side == 0) }, of: page, i)
        margins.append(columns.right)
      }
      if let first = pages[pages.count - 1].first {
        doubts.inColumns(first, number: number(first))
      }
    }
    let letters = Self.letters(pages.joined())
    let left = pages.joined().lazy.map(\.left).min() ?? 0
    let right = pages.joined().lazy.map(\.right).max() ?? 0
    margin = max(right, (words.pages.lazy.map(\.width).max() ?? 0) - left)
    bodyHeight = height
    let blanks = PDFBlanks(pages.joined(), height: bodyHeight)
    for page in pages.indices {
      for i in pages[page].indices {
        pages[page][i].columnGap = blanks.columnGap(pages[page][i])
        pages[page][i].narrowGap = blanks.narrowGap(pages[page][i])
      }
      PDFColumnStarts.add(to: &pages[page])
    }
    headingHeights = letters.keys.filter { $0 > bodyHeight * 1.12 }.sorted(by: >)
  }

  /// Adds a page, or a column of one, with the tables that are drawn on it.
  private mutating func add(_ lines: [PDFLine], _ grids: [PDFGrid], of page: PDFPage, _ i: Int) {
    parts.append(pageNumbers[i])
    let number = parts.count
    drawn.append(
      grids.map { grid in
        let words = page.words.filter(grid.holds)
        let table = PDFGridTable(grid, words, page: number) { word in
          let next = lines.partitionIndex { $0.top > word.middle }
          return lines.isEmpty ? 0 : lines[max(0, next - 1)].number
        }
        return Drawn(top: grid.top, table: table)
      })
    pages.append(
      lines.compactMap { line in
        line.without { word in grids.contains { $0.holds(word) } }?.onPage(number)
      })
  }

  /// How many letters are of each height.
  private static func letters(_ lines: some Sequence<PDFLine>) -> [Double: Int] {
    lines.reduce(into: [:]) { letters, line in
      letters[(line.height * 2).rounded() / 2, default: 0] += line.text.utf8.count
    }
  }

  private static func usualHeight(_ lines: some Sequence<PDFLine>) -> Double {
    letters(lines).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
  }

  // MARK: Blocks

  private mutating func read() {
    var table: PDFTable?
    var grid: PDFGridTable?
    var text: [PDFLine] = []
    for (lines, drawn) in zip(pages, drawn) {
      var next = 0
      for part in drawn {
        let end = lines.partitionIndex { $0.top >= part.top }
        read(lines[..<max(next, end)], from: next, &table, &grid, &text)
        next = max(next, end)
        // Only what stands between two pages parts a table from its rest.
        if text.isEmpty, table == nil, grid?.append(part.table) ?? false { continue }
        endTable(&table)
        endGrid(&grid)
        endText(&text)
        grid = part.table
      }
      read(lines[...], from: next, &table, &grid, &text)
    }
    endGrid(&grid)
    endTable(&table)
    endText(&text)
    for line in furniture {
      // Their pages are counted without columns.
      let page = pageNumbers[line.page - 1]
      blocks.append(
        .metadata([SourceLine(number: places.add(row: line.number, in: page), text: line.text)]))
    }
  }

  /// Reads lines of a page that are in no table that is drawn.
  private mutating func read(
    _ lines: ArraySlice<PDFLine>, from start: Int, _ table: inout PDFTable?,
    _ grid: inout PDFGridTable?, _ text: inout [PDFLine]
  ) {
    let page = Array(lines)
    var next = start
    while next < page.count {
      endGrid(&grid)
      guard !isMarked(page[next]), let found = PDFTable.find(page, at: next) else {
        endTable(&table)
        text.append(page[next])
        next += 1
        continue
      }
      next = found.end
      var part = found.table
      while let above = text.last, part.takes(above) { text.removeLast() }
      if text.isEmpty, table?.append(part) ?? false { continue }
      endTable(&table)
      endText(&text)
      table = part
    }
  }

  mutating func number(_ line: PDFLine) -> Int {
    places.add(row: line.number, in: parts[line.page - 1])
  }

  private mutating func endTable(_ table: inout PDFTable?) {
    guard let found = table else { return }
    table = nil
    let numbers = found.lines.map { number($0) }
    let (rows, isCertain) = found.rows(numbers, known)
    blocks.append(.table(Table(rows: rows)))
    if !isCertain { uncertain.append(numbers[0]) }
  }

  private mutating func endGrid(_ grid: inout PDFGridTable?) {
    guard let found = grid else { return }
    grid = nil
    // Texts of several cells stand on one line.
    var numbers: [PDFGridTable.Line: Int] = [:]
    for line in Set(found.lines).sorted(by: { ($0.page, $0.number) < ($1.page, $1.number) }) {
      numbers[line] = places.add(row: line.number, in: parts[line.page - 1])
    }
    let (table, isCertain) = found.table(found.lines.compactMap { numbers[$0] }, known)
    blocks.append(.table(table))
    if !isCertain, let first = numbers.values.min() { uncertain.append(first) }
  }

  // MARK: Text

  /// Whether a line is an item of a list: the gap after its mark parts no columns.
  func isMarked(_ line: PDFLine) -> Bool {
    line.words.count > 1 && Self.isBullet(line.words[0])
  }

  private static func isBullet(_ word: PDFWord) -> Bool {
    let scalars = word.text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return false }
    return word.isSymbol || "•◦▪▫‣⁃∙·●○■□–-*o".unicodeScalars.contains(scalar)
  }

  /// Lines without tables: headings by the size of their letters, lists, paragraphs.
  private mutating func endText(_ text: inout [PDFLine]) {
    if text.isEmpty { return }
    var plain: [SourceLine] = []
    var last: PDFLine?
    let left = text.lazy.map(\.left).min() ?? 0
    var outline = 0..<0
    for (i, line) in text.enumerated() {
      if outline.contains(i) { continue }
      if let found = self.outline(text, at: i) {
        blocks += PlainText.blocks(plain, isBeginning: false, sense)
        plain = []
        addOutline(text[found])
        (outline, last) = (found, text[found.upperBound - 1])
        continue
      }
      let gap = last.map { line.page == $0.page ? line.top - $0.bottom : 0 } ?? 0
      let level = headingHeights.firstIndex { abs($0 - line.height) < 0.3 }
      if let level, line.words.count <= 14, !".;,".contains(line.text.last ?? ".") {
        blocks += PlainText.blocks(plain, isBeginning: false, sense)
        plain = []
        // Heights of one size differ by roundings.
        let isAlike = last.map { abs($0.height - line.height) < 0.3 } ?? false
        let goesOn = isAlike && gap < 0.4 * line.height
        addHeading(line, level: level + 1, goesOn: goesOn)
      } else if let above = last, let open = plain.last, !open.isBlank,
        wraps(line, after: above, gap),
        // Fields below each other are no sentence.
        !(line.text.beginsWithLabel && above.text.beginsWithLabel)
      {
        // A sentence goes on where its line had no room.
        if open.text.withoutStruckMarks.wordBreak(before: line.text) != nil {
          doubts.brokenWord(line, number: number(line))
        } else if line.text.beginsWithLabel {
          doubts.joinedField(line, number: number(line))
        }
        let next = SourceLine(number: open.number, text: line.markedText)
        plain[plain.count - 1] = open.goingOn(with: next, sense)
      } else {
        let number = number(line)
        tellDoubts(line, after: last, number)
        if gap > 0.3 * line.height || last.map({ $0.height > line.height * 1.12 }) ?? false
          || beginsRecord(text, i)
        {
          plain.append(SourceLine(number: number, text: ""))
        }
        var words = line.markedText
        if isMarked(line) {
          words = "- " + Array(line.words.dropFirst()).markedText
        }
        let indent = Int(((line.left - left) / (line.height * 0.5)).rounded())
        words = String(repeating: " ", count: max(0, min(indent, 40))) + words
        plain.append(SourceLine(number: number, text: words))
      }
      last = line
    }
    blocks += PlainText.blocks(plain, isBeginning: false, sense)
    text = []
  }

  /// Whether a line at the top of a page names the fields below it, and those at the end of the page
  /// before are of another record: the room between the two is not seen.
  private func beginsRecord(_ text: [PDFLine], _ i: Int) -> Bool {
    guard i > 0, i + 1 < text.count, text[i - 1].page != text[i].page else { return false }
    return text[i - 1].text.beginsWithLabel && !text[i].text.beginsWithLabel
      && text[i + 1].text.beginsWithLabel && !".,;".contains(text[i - 1].text.last ?? ".")
  }

  /// Tells what the place of a line leaves open that stands for itself.
  private mutating func tellDoubts(_ line: PDFLine, after above: PDFLine?, _ number: Int) {
    if isMarked(line) { return }
    if line.segments.count > 1 { doubts.columns(line, number: number) }
    guard let above, !isMarked(above) else { return }
    if above.page != line.page {
      if line.text.beginsWithLabel { doubts.overPages(line, number: number) }
      return
    }
    if line.left > above.left + 0.5 * line.height { doubts.setIn(line, number: number) }
    if above.text.wordBreak(before: line.text) != nil { doubts.brokenWord(line, number: number) }
  }

  private mutating func addHeading(_ line: PDFLine, level: Int, goesOn: Bool) {
    let words = SourceLine(number: number(line), text: line.markedText)
    if goesOn, case .heading(let before, level)? = blocks.last {
      blocks[blocks.count - 1] = .heading(before + [words], level: level)
    } else {
      blocks.append(.heading([words], level: level))
    }
  }

  /// Whether a line goes on with the one above, whose end is too near the margin for its first word.
  func wraps(_ line: PDFLine, after above: PDFLine, _ gap: Double) -> Bool {
    guard !isMarked(line), gap < 0.3 * line.height, abs(line.height - above.height) < 1,
      let first = line.words.first
    else { return false }
    let margin = margins[above.page - 1] ?? margin
    return above.right + 0.2 * line.height + (first.right - first.left) > margin
  }
}
