/// Known names, for finding those that are one slip away from another name without comparing it
/// with each: of two such names, what remains without one letter is the same.
struct SlipIndex {
  private let names: [String]
  /// What remains of each name, in the order of `entries`.
  private let hashes: [Int]
  private let entries: [Entry]

  /// A name without one of its characters, or as a whole.
  private struct Entry {
    /// Its place among the names.
    let name: Int32
    /// A digit that is missing can only stand for a letter of the other name: names that digits
    /// tell apart are many, and no slips of each other.
    let isWithoutDigit: Bool
  }

  init(_ names: [String]) {
    self.names = names.sorted()
    var found: [(hash: Int, entry: Entry)] = []
    for (place, name) in self.names.enumerated() {
      Self.eachRest(of: name) { hash, isWithoutDigit in
        found.append((hash, Entry(name: Int32(place), isWithoutDigit: isWithoutDigit)))
      }
    }
    found.sort { $0.hash < $1.hash }
    hashes = found.map(\.hash)
    entries = found.map(\.entry)
  }

  /// The first name, in alphabetical order, that is one slip away; nil if none is.
  func first(near name: String) -> String? {
    if names.isEmpty { return nil }
    var nearest: Int32?
    Self.eachRest(of: name) { hash, isWithoutDigit in
      var place = hashes.firstPlace(of: hash)
      while place < hashes.count, hashes[place] == hash {
        let entry = entries[place]
        place += 1
        if isWithoutDigit && entry.isWithoutDigit || nearest.map({ $0 <= entry.name }) ?? false {
          continue
        }
        if Slip.isOne(from: name, to: names[Int(entry.name)]) { nearest = entry.name }
      }
    }
    return nearest.map { names[Int($0)] }
  }

  /// The hash of a name, and those of the name without each of its characters.
  private static func eachRest(
    of name: String, _ body: (_ hash: Int, _ isWithoutDigit: Bool) -> Void
  ) {
    let bytes = Array(name.utf8)
    for gap in 0...bytes.count {
      var hasher = Hasher()
      for (place, byte) in bytes.enumerated() where place != gap { hasher.combine(byte) }
      let isDigit =
        gap < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[gap])
      body(hasher.finalize(), isDigit)
    }
  }
}

extension [Int] {
  /// The first place of a number in numbers that ascend, or where it would be.
  fileprivate func firstPlace(of number: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
