/// What is raised or lowered beside a word.
extension PDFLine {
  /// Words on one line, from left to right, and the box of the one that was found first.
  struct Row {
    var words: [PDFWord]
    let top: Double
    let bottom: Double

    /// The place of the first word that does not begin before another one.
    fileprivate func place(of word: PDFWord) -> Int {
      words.partitionIndex { $0.left >= word.left }
    }
  }

  /// Puts what stands so high or low after a word that it is hardly beside it on the line of that
  /// word: on one of its own it would be a number of its own.
  static func joinScripts(_ rows: inout [Row]) {
    var joined: [Int: [PDFWord]] = [:]
    for i in rows.indices {
      let near = [i - 1, i + 1, i - 2, i + 2].filter(rows.indices.contains)
      // Letters of another font on a line have boxes of another height, too, but are not alone.
      var bases: [Int] = []
      for word in rows[i].words {
        let base = near.first { other in
          let place = rows[other].place(of: word)
          return place > 0 && word.isScript(of: rows[other].words[place - 1])
        }
        guard let base else { break }
        bases.append(base)
      }
      guard bases.count == rows[i].words.count else { continue }
      for (base, word) in zip(bases, rows[i].words) { joined[base, default: []].append(word) }
      rows[i].words = []
    }
    for (row, words) in joined {
      rows[row].words += words
      rows[row].words.sort { $0.left < $1.left }
    }
    rows.removeAll { $0.words.isEmpty }
  }

  /// A footnote sign after a word is not part of it: it is smaller, and its foot is above the
  /// word's.
  static func withoutFootnoteSigns(_ words: [PDFWord]) -> [PDFWord] {
    var out: [PDFWord] = []
    for word in words {
      // Bullets of symbol fonts, within a cell.
      if word.isSymbol, words.count > 1, word.left > words[0].left { continue }
      if let last = out.last, word.height < last.height * 0.8,
        word.bottom < last.bottom - last.height * 0.15,
        word.left - last.right < last.height * 0.15, Markup.isFootnoteSign(word.text)
      {
        // What follows is as near as it was.
        out[out.count - 1].right = max(last.right, word.right)
        continue
      }
      out.append(word)
    }
    return out
  }
}

extension PDFWord {
  /// Whether it is smaller than another word, right after it, and beside it by a part.
  fileprivate func isScript(of word: PDFWord) -> Bool {
    height < 0.8 * word.height && abs(left - word.right) < 0.15 * word.height
      && min(bottom, word.bottom) - max(top, word.top) > 0.1 * height
  }
}
