/// Whether two names differ by a single slip of the keyboard: a letter left out, doubled or wrong,
/// or two of them swapped. Digits distinguish names on purpose (`aws-01`, `aws-02`), so a
/// difference in digits is not a slip. Nor is one at the beginning of a short word (`ftp`, `tftp`):
/// hardly anybody mistypes there, and short words are alike.
enum Slip {
  static func isOne(from name: String, to other: String) -> Bool {
    let (a, b) = (Array(name.utf8), Array(other.utf8))
    guard a != b, abs(a.count - b.count) <= 1 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    if hasShortWord(a, at: start), hasShortWord(b, at: start) { return false }
    // What differs between the common beginning and the common end.
    let (x, y) = (a.dropFirst(start), b.dropFirst(start))
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    if a.count == b.count {
      let length = a.count - start - end
      if length == 1 { return !isDigit(x.first!) || !isDigit(y.first!) }
      let (first, second) = (x.prefix(2), y.prefix(2))
      return length == 2 && first.elementsEqual(second.reversed()) && !first.allSatisfy(isDigit)
    }
    // One letter more; if it is doubled, the common ends overlap.
    guard start + end >= min(a.count, b.count) else { return false }
    return !isDigit(a.count > b.count ? a[start] : b[start])
  }

  /// Whether a word of at most four letters begins here.
  private static func hasShortWord(_ name: [UInt8], at start: Int) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    if start > 0, isLetter(name[start - 1]) { return false }
    return (1...4).contains(name[start...].prefix(while: isLetter).count)
  }
}
