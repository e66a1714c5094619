/// The lines of an access list of IOS-XE, in the order of their numbers.
struct IOSXEList {
  private struct Entry {
    let sequence: Int
    let line: Int
    let text: String
  }

  /// By the order in which they came.
  private var entries: [Int: Entry] = [:]
  private var serial = 0
  /// Those of a text, and of a number.
  private var texts: [String: Set<Int>] = [:]
  private var sequences: [Int: Set<Int>] = [:]
  /// The highest number; nil if it is to be looked for.
  private var highest: Int? = 0

  /// The texts with the lines where they stand.
  var lines: [(line: Int, text: String)] {
    entries.sorted { ($0.value.sequence, $0.key) < ($1.value.sequence, $1.key) }
      .map { ($0.value.line, $0.value.text) }
  }

  /// Adds a line: without a number behind all others. One that is there already changes nothing.
  mutating func add(_ text: String, _ sequence: Int?, line: Int) {
    if texts[text] != nil, !text.hasPrefix("remark") { return }
    let last = highest ?? entries.values.map(\.sequence).max() ?? 0
    let place = sequence ?? (last > Int.max - 10 ? last : last + 10)
    serial += 1
    entries[serial] = Entry(sequence: place, line: line, text: text)
    texts[text, default: []].insert(serial)
    sequences[place, default: []].insert(serial)
    highest = max(last, place)
  }

  /// Takes a line away by its text, or by its number if there is no text.
  mutating func remove(_ text: String, _ sequence: Int?) {
    let gone = text.isEmpty ? sequence.flatMap { sequences[$0] } : texts[text]
    for key in gone ?? [] {
      guard let entry = entries.removeValue(forKey: key) else { continue }
      texts[entry.text]?.remove(key)
      sequences[entry.sequence]?.remove(key)
      if texts[entry.text]?.isEmpty ?? false { texts[entry.text] = nil }
      if entry.sequence == highest { highest = nil }
    }
  }
}
