import EndpointModel

/// Many short texts that are searched for in another one in a single pass over its bytes: each cell
/// of a sheet is asked for some 60 phrases, in a dozen languages.
///
/// ```swift
/// let search = PhraseSearch(["no longer", "not needed"])
/// search.first(in: "it is not needed, and no longer there")  // 0
/// ```
struct PhraseSearch: Sendable {
  private let phrases: [[UInt8]]
  /// For each byte, the places of the phrases that begin with it.
  private let places: [[Int]]
  /// For each pair of bytes, whether a phrase begins with them.
  private let beginnings: [Bool]

  /// - Parameter texts: none of less than two bytes.
  init(_ texts: [String]) {
    phrases = texts.map { Array($0.utf8) }
    var places = [[Int]](repeating: [], count: 1 << 8)
    var beginnings = [Bool](repeating: false, count: 1 << 16)
    for (place, phrase) in phrases.enumerated() {
      precondition(phrase.count > 1, "a phrase is longer than a byte")
      places[Int(phrase[0])].append(place)
      beginnings[Self.pair(phrase[0], phrase[1])] = true
    }
    self.places = places
    self.beginnings = beginnings
  }

  /// The place, in the list, of the first phrase that the text holds anywhere; nil if it holds none.
  func first(in text: String) -> Int? {
    var first: Int?
    forEach(in: text) { first = min(first ?? $0, $0) }
    return first
  }

  /// Tells the place, in the list, of each phrase that the text holds, in any order; of one that
  /// it holds several times, several times.
  func forEach(in text: String, _ found: (Int) -> Void) {
    text.withUTF8Bytes { bytes in
      guard bytes.count > 1 else { return }
      for start in 0..<bytes.count - 1
      where beginnings[Self.pair(bytes[start], bytes[start + 1])] {
        for place in places[Int(bytes[start])] where holds(bytes, start, phrases[place]) {
          found(place)
        }
      }
    }
  }

  private func holds(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ phrase: [UInt8]
  ) -> Bool {
    guard start + phrase.count <= bytes.count else { return false }
    for i in phrase.indices where bytes[start + i] != phrase[i] { return false }
    return true
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first) << 8 | Int(second)
  }
}
