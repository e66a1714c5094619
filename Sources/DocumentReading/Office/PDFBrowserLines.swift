/// What a browser prints around a page: the day, the time and the title at its top, the address and
/// the number of the page at its bottom.
///
/// ```
/// 11/28/26, 12:52 PM                 Harbour radio
/// https://harbour.example/ports.html           1/2
/// ```
enum PDFBrowserLines {
  /// Takes such lines out, if they are on every page: the text of the last one tells that they are
  /// a browser's.
  ///
  /// - Returns: those of the first page; none if no browser printed this.
  static func takeOut(of pages: inout [[PDFLine]]) -> [PDFLine] {
    let count = pages.count
    let isPrinted = pages.enumerated().allSatisfy { i, lines in
      guard lines.count > 1, let bottom = lines.last else { return false }
      return isTop(lines[0]) && isBottom(bottom, number: "\(i + 1)/\(count)")
        && lines[1].top > lines[0].bottom && lines[lines.count - 2].bottom < bottom.top
    }
    guard isPrinted, let first = pages.first else { return [] }
    for i in pages.indices {
      pages[i].removeFirst()
      pages[i].removeLast()
    }
    return [first[0], first[first.count - 1]]
  }

  private static func isBottom(_ line: PDFLine, number: String) -> Bool {
    guard line.words.count > 1, line.words[line.words.count - 1].text == number else {
      return false
    }
    return line.words[0].text.contains(":/")
  }

  /// Whether it begins with a day and a time of day, in whatever order of their parts.
  private static func isTop(_ line: PDFLine) -> Bool {
    let words = line.words.prefix(5).map(\.text)
    guard let day = words.first, day.first?.isNumber ?? false else { return false }
    return words.contains { word in
      let parts = word.split(separator: ":")
      return parts.count == 2 && parts.allSatisfy { $0.count <= 2 && $0.allSatisfy(\.isNumber) }
    }
  }
}
