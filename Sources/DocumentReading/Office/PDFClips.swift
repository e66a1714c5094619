/// The right end of an area beyond which nothing of a text is shown, at letters that it cuts through:
/// a page that is printed is only as wide as its printable area.
struct PDFCut: Equatable {
  /// In points from the left.
  let right: Double
  /// In points from the top: of the letters, not of the whole area.
  let top: Double
  let bottom: Double

  /// How far letters have to reach beyond it, in points: a text may just fill its area.
  private static let least = 0.1

  /// Whether it goes through the last letter of a word; a word that goes on behind it is whole.
  func cuts(_ word: PDFWord) -> Bool {
    let letter = (word.right - word.left) / Double(max(1, word.text.unicodeScalars.count))
    let beyond = word.right - right
    return beyond > Self.least && beyond < 1.5 * letter && word.left < right
      && word.top < bottom && word.bottom > top && (top...bottom).contains(word.middle)
  }
}

/// Finds in what `pdftocairo -svg` draws where an area cuts through letters: the program names an area
/// only where it does. The area is given as far as letters are in it, in whole points but for the
/// ends that cut:
///
/// ```xml
/// <clipPath id="clip1">
///   <path d="M 536 88 L 567.67 88 L 567.67 95 L 536 95 Z M 536 88 "/>
/// …
/// <g clip-path="url(#clip1)" clip-rule="nonzero">
/// <g style="fill:rgb(0%,0%,0%);fill-opacity:1;">
///   <use xlink:href="#glyph2-20" x="536.06866" y="94.753794"/>
/// ```
struct PDFClips {
  private var areas: [[UInt8]: PDFCut] = [:]
  /// The area whose path comes next.
  private var defined: [UInt8]?
  /// The area that the next letter is in, if any.
  private var open: PDFCut?

  private static let definition = Array("<clipPath id=\"".utf8)
  private static let path = Array("<path ".utf8)
  private static let group = Array("<g ".utf8)
  private static let groupEnd = Array("</g>".utf8)
  private static let reference = Array("clip-path=\"url(#".utf8)
  private static let letter = Array("<use xlink:href=\"#glyph".utf8)

  /// Takes a line of the definitions.
  mutating func define(_ line: UnsafeBufferPointer<UInt8>) {
    let line = line.drop { $0 == 0x20 }
    if line.starts(with: Self.definition) {
      defined = line.dropFirst(Self.definition.count).prefix { $0 != UInt8(ascii: "\"") }.map { $0 }
    } else if let name = defined, line.starts(with: Self.path) {
      defined = nil
      areas[name] = Self.area(String(decoding: line, as: UTF8.self))
    }
  }

  /// Takes a line of what is drawn.
  ///
  /// - Returns: the end of the area that cuts the letter through; nil if the line is of no such one.
  mutating func cut(_ line: UnsafeBufferPointer<UInt8>) -> PDFCut? {
    if areas.isEmpty { return nil }
    if line.starts(with: Self.group) {
      if let name = Self.name(line) { open = areas[name] }
    } else if line.starts(with: Self.groupEnd) {
      open = nil
    } else if let cut = open, line.drop(while: { $0 == 0x20 }).starts(with: Self.letter) {
      open = nil
      return cut
    }
    return nil
  }

  /// The area that a group refers to.
  private static func name(_ line: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let rest = line.dropFirst(group.count)
    guard rest.starts(with: reference) else { return nil }
    return rest.dropFirst(reference.count).prefix { $0 != UInt8(ascii: ")") }.map { $0 }
  }

  /// Nil for an area that is no box, or whose right end does not cut.
  private static func area(_ path: String) -> PDFCut? {
    guard let start = path.firstRange(of: " d=\"")?.upperBound else { return nil }
    let numbers = path[start...].prefix { $0 != "\"" }.split(separator: " ")
      .filter { !"MLZ".contains($0) }.map { Double($0) }
    guard numbers.count >= 8, numbers.allSatisfy({ $0 != nil }) else { return nil }
    let values = numbers.prefix(8).compactMap { $0 }
    let (xs, ys) = (
      [values[0], values[2], values[4], values[6]], [values[1], values[3], values[5], values[7]]
    )
    let (left, right) = (xs.min()!, xs.max()!)
    let (top, bottom) = (ys.min()!, ys.max()!)
    let isBox =
      xs.allSatisfy { $0 == left || $0 == right } && ys.allSatisfy { $0 == top || $0 == bottom }
    guard isBox else { return nil }
    func isWhole(_ number: Double) -> Bool { number == number.rounded() }
    // Where another end has a fraction, it is that one which cuts.
    guard !isWhole(right) || [left, top, bottom].allSatisfy(isWhole) else { return nil }
    return PDFCut(right: right, top: top, bottom: bottom)
  }
}
