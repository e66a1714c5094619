import EndpointModel

/// A line of text by the columns that it fills on a terminal: East Asian characters are two columns
/// wide, combining marks zero (Unicode Standard Annex 11).
struct DisplayText {
  private let characters: [Character]
  /// The column where each character begins; nil if that is its index in the line.
  private let starts: [Int]?
  /// How many columns the line fills.
  let width: Int

  /// - Parameter areWide: false to count each character as one column.
  init(_ text: String, areWide: Bool = true) {
    characters = Array(text)
    if !areWide || text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x09 }) {
      starts = nil
      width = characters.count
      return
    }
    var starts: [Int] = []
    starts.reserveCapacity(characters.count)
    var column = 0
    for character in characters {
      starts.append(column)
      // Tab stops are at every eighth column.
      column += character == "\t" ? 8 - column % 8 : character.displayWidth
    }
    self.starts = starts
    width = column
  }

  /// The character that begins in a column; nil if none does.
  subscript(_ column: Int) -> Character? {
    let place = place(of: column)
    guard place < characters.count, (starts?[place] ?? place) == column else { return nil }
    return characters[place]
  }

  /// The text in a range of columns; a character that is half outside belongs to where it begins.
  func text(_ columns: Range<Int>) -> String {
    let start = place(of: columns.lowerBound)
    let end = max(start, place(of: columns.upperBound))
    return String(characters[start..<end])
  }

  /// The columns where a character occurs.
  func columns(of wanted: Character) -> [Int] {
    characters.indices.filter { characters[$0] == wanted }.map { starts?[$0] ?? $0 }
  }

  /// The columns of runs of text, separated by two or more blanks or a tab.
  var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for (i, character) in characters.enumerated() where !character.isBlank {
      let start = starts?[i] ?? i
      let end = start + (starts == nil ? 1 : character.displayWidth)
      if let last = runs.last, start - last.upperBound < 2, !isTab(before: i) {
        runs[runs.count - 1] = last.lowerBound..<end
      } else {
        runs.append(start..<end)
      }
    }
    return runs
  }

  private func isTab(before place: Int) -> Bool { place > 0 && characters[place - 1] == "\t" }

  /// The index of the first character that begins in a column or after it.
  private func place(of column: Int) -> Int {
    guard let starts else { return min(max(column, 0), characters.count) }
    return starts.partitionIndex { $0 >= column }
  }
}

extension Character {
  /// How many columns the character fills on a terminal.
  var displayWidth: Int {
    if isASCII { return 1 }
    return unicodeScalars.lazy.map(\.displayWidth).max() ?? 0
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch value {
    case 0...0x2FF: 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      default: 1
      }
    }
  }
}
