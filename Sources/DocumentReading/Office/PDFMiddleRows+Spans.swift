/// Texts that stand in the middle of several rows.
extension PDFMiddleRows {
  /// What a text over several rows costs, in a column that has such.
  static let over = 0.7
  /// How many lines a text over several rows may have.
  private static let longest = 6
  /// From where to where on the page a row is.
  struct Box {
    let top: Double
    let bottom: Double
  }

  /// The texts of a column, each for the rows in whose middle it stands; nil if they do not part
  /// the rows so.
  func spread(
    _ loose: [Fragment], _ column: Int, over rows: [[[Fragment]]], _ boxes: [Box]
  ) -> [(rows: Range<Int>, text: [Fragment])]? {
    var pieces = rows.map { $0[column] }.filter { !$0.isEmpty } + loose.map { [$0] }
    pieces.sort { $0[0].top < $1[0].top }
    // For each piece, by the row after the last one that has a text: how far the texts above are
    // from the middles of their rows.
    typealias Parting = (distance: Double, groups: [(rows: Range<Int>, text: [Fragment])])
    var ends: [[Int: Parting]] = Array(repeating: [:], count: pieces.count + 1)
    ends[0] = [0: (0, [])]
    for i in pieces.indices where !ends[i].isEmpty {
      var text: [Fragment] = []
      for j in i..<min(i + Self.longest, pieces.count) {
        // The lines of a text are near each other.
        if let last = text.last, !isOneText(last, pieces[j][0]) { break }
        text += pieces[j]
        let middle = cell(text).middle
        let near = 0.25 * text[0].height
        for (start, before) in ends[i] where start < rows.count {
          for end in start + 1...rows.count {
            let off = (boxes[start].top + boxes[end - 1].bottom) / 2 - middle
            if off > near { break }
            let distance = before.distance + abs(off)
            if off >= -near, distance < ends[j + 1][end]?.distance ?? .infinity {
              ends[j + 1][end] = (distance, before.groups + [(start..<end, text)])
            }
          }
        }
      }
    }
    return ends[pieces.count][rows.count]?.groups
  }

  /// Whether two lines may be of one text over several rows.
  private func isOneText(_ above: Fragment, _ next: Fragment) -> Bool {
    if tiling == nil { return isNear(next, above) }
    return next.top - above.bottom < 0.3 * next.height
  }
}
