/// Text that is struck out, by a line through it.
enum PDFStrikes {
  /// Strikes out the words of a page that a line goes through.
  ///
  /// - Parameter lines: the level ones of the page, from top to bottom. Those that strike words out
  ///   are taken out.
  static func strike(_ words: inout [PDFWord], by lines: inout [PDFDrawing.Line]) {
    if lines.isEmpty { return }
    lines.sort { $0.place < $1.place }
    let ordered = lines
    var used: Set<Int> = []
    for i in words.indices {
      let word = words[i]
      // The foot of letters is at about four fifths of the box around them, and a line below it
      // only underlines.
      let (top, bottom) = (word.top + 0.3 * word.height, word.top + 0.68 * word.height)
      var next = ordered.partitionIndex { $0.place >= top }
      while next < ordered.count, ordered[next].place <= bottom {
        let shared = min(ordered[next].end, word.right) - max(ordered[next].start, word.left)
        if shared > 0.6 * (word.right - word.left) {
          words[i].isStruck = true
          used.insert(next)
        }
        next += 1
      }
    }
    lines = ordered.indices.filter { !used.contains($0) }.map { ordered[$0] }
  }
}
