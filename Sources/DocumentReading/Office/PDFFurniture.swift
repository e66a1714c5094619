/// What stands at the top or bottom of most pages: their number, the document's name.
enum PDFFurniture {
  /// How many lines at each end of a page may be such.
  private static let depth = 3

  /// Takes such lines out. At the top of the first page they stay: they may be a title, or the
  /// header of a table that begins there.
  ///
  /// - Returns: what was taken out at the bottom, once.
  static func takeOut(of pages: inout [[PDFLine]]) -> [PDFLine] {
    let printed = PDFBrowserLines.takeOut(of: &pages)
    if !printed.isEmpty { return printed }
    guard pages.count > 1 else { return [] }
    var marked = pages.map { _ in Set<Int>() }
    var kept: [PDFLine] = []
    for place in 0..<depth {
      for i in repeated(pages.map { $0.count > place ? $0[place] : nil }) where i > 0 {
        marked[i].insert(place)
      }
      let bottoms = repeated(pages.map { $0.count > place ? $0[$0.count - 1 - place] : nil })
      for i in bottoms { marked[i].insert(pages[i].count - 1 - place) }
      if let i = bottoms.first { kept.append(pages[i][pages[i].count - 1 - place]) }
    }
    for i in pages.indices {
      pages[i] = pages[i].enumerated().filter { !marked[i].contains($0.offset) }.map(\.element)
    }
    return kept
  }

  /// The pages whose lines are the same at the same place, but for the number of the page.
  private static func repeated(_ lines: [PDFLine?]) -> [Int] {
    // The first page may be a cover, the last may be short.
    guard let model = lines[lines.count / 2] else { return [] }
    let place = lines.count / 2
    let alike = lines.indices.filter { i in
      guard let line = lines[i], abs(line.top - model.top) < 3 else { return false }
      return isSame(line, i, model, place)
    }
    return alike.count >= 2 && alike.count * 2 > lines.count ? alike : []
  }

  private static func isSame(_ a: PDFLine, _ i: Int, _ b: PDFLine, _ j: Int) -> Bool {
    guard a.words.count == b.words.count else { return false }
    var differing = 0
    for (one, other) in zip(a.words, b.words) where one.text != other.text {
      guard let first = number(one.text), let second = number(other.text),
        first - second == i - j
      else { return false }
      differing += 1
    }
    return differing <= 1
  }

  /// `12`, `12/40`, `(12)`: the first number of a word of few letters.
  private static func number(_ word: String) -> Int? {
    guard word.utf8.count <= 12, !word.contains(".") else { return nil }
    return Int(word.drop { !$0.isNumber }.prefix(while: \.isNumber))
  }
}
