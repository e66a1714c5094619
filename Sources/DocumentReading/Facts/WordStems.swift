/// Beginnings of words, by which a language that inflects is read: each word of a sentence is asked for some four
/// hundred of them, so they are kept by their first byte and compared as bytes.
///
/// ```swift
/// let stems = WordStems(["allow", "open."])
/// stems.begin("allowed")  // true
/// stems.begin("opens")    // false: a full stop ends a whole word
/// ```
struct WordStems: Sendable {
  private struct Stem {
    let bytes: [UInt8]
    let isWhole: Bool
  }

  /// For each byte, the stems that begin with it.
  private let byFirstByte: [[Stem]]

  /// - Parameter stems: in lower case; with a full stop behind it, one is a whole word.
  init(_ stems: [String]) {
    var byFirstByte = [[Stem]](repeating: [], count: 1 << 8)
    for stem in stems {
      let isWhole = stem.last == "."
      let bytes = Array(isWhole ? stem.utf8.dropLast() : stem.utf8[...])
      guard let first = bytes.first else { continue }
      byFirstByte[Int(first)].append(Stem(bytes: bytes, isWhole: isWhole))
    }
    self.byFirstByte = byFirstByte
  }

  /// The same, of stems with blanks between them.
  init(_ stems: String) {
    self.init(stems.split(separator: " ").map(String.init))
  }

  /// Whether one of them begins a word, or is it.
  func begin(_ word: some StringProtocol) -> Bool {
    let bytes = word.utf8
    guard let first = bytes.first else { return false }
    let candidates = byFirstByte[Int(first)]
    return !candidates.isEmpty
      && candidates.contains { stem in
        stem.isWhole ? bytes.elementsEqual(stem.bytes) : bytes.starts(with: stem.bytes)
      }
  }
}
