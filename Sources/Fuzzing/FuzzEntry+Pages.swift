import EndpointModel

@testable import DocumentReading

extension FuzzEntry {
  /// Pages of a PDF, as words and lines at places, one a line: `w 40 80 190 90 192.0.2.1` (left, top,
  /// right, bottom), `h 40 200 95` (a level line from, to, from the top), `v 70 90 40` (an upright
  /// one), `d 40 80` (a dot), `p` (the next page).
  ///
  /// Nothing of a page is lost: each of its words is in what is read of it.
  static let pages = FuzzEntry(name: "pages", length: 1024) { bytes in
    let pages = pages(String(decoding: bytes, as: UTF8.self))
    guard pages.contains(where: { !$0.words.isEmpty }) else { return }
    let text = PDF.text(PDFWords(pages: pages), .byFacts)
    // What is the same at the top or bottom of several pages is kept once.
    guard pages.count == 1 else { return }
    var read = text.blocks.map(\.allText).joined()
    read.unicodeScalars.removeAll { $0.properties.isWhitespace || $0.value >= 0xE000 }
    for word in pages[0].words where word.text.utf8.count > 3 {
      let letters = String(word.text.unicodeScalars.filter { $0.value < 0xE000 })
      hold(read.contains(letters), "\(word) is lost")
    }
  }

  private static func pages(_ text: String) -> [PDFPage] {
    let side = 600.0
    var pages = [PDFPage(width: side, height: side)]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let numbers = parts.dropFirst().prefix(4).compactMap { Double($0) }.filter {
        $0 >= 0 && $0 <= side
      }
      let last = pages.count - 1
      switch parts.first {
      case "p" where pages.count < 4: pages.append(PDFPage(width: side, height: side))
      case "w" where parts.count == 6 && numbers.count == 4:
        let (left, top) = (numbers[0], numbers[1])
        let word = String(parts[5]).withoutUnsafeCharacters.text
        guard numbers[2] > left, numbers[3] > top, !word.isEmpty else { continue }
        pages[last].words.append(
          PDFWord(
            text: word, left: left, right: numbers[2], top: top, bottom: numbers[3]))
      case "h" where numbers.count > 2 && numbers[0] < numbers[1]:
        pages[last].drawing.level.append(
          PDFDrawing.Line(start: numbers[0], end: numbers[1], place: numbers[2]))
      case "v" where numbers.count > 2 && numbers[0] < numbers[1]:
        pages[last].drawing.upright.append(
          PDFDrawing.Line(start: numbers[0], end: numbers[1], place: numbers[2]))
      case "d" where numbers.count > 1:
        pages[last].drawing.dots.append(
          PDFDrawing.Dot(left: numbers[0], right: numbers[0] + 3, middle: numbers[1]))
      default: continue
      }
    }
    return pages
  }
}

extension Block {
  fileprivate var allText: String {
    switch self {
    case .heading(let lines, _), .paragraph(let lines), .item(let lines, _), .code(let lines),
      .metadata(let lines):
      lines.map(\.text).joined(separator: " ")
    case .table(let table):
      table.rows.map(\.text).joined(separator: " ") + table.caption.map(\.text).joined()
    }
  }
}
