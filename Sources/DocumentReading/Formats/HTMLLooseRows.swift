extension HTMLPageBuilder {
  /// The page with a table opened before its first row, if no table is before it: the end of a table that was
  /// copied without its beginning. The parser would drop the rows and run their cells together.
  static func withTableAroundRows(_ utf8: [UInt8]) -> [UInt8] {
    guard let (place, isCell) = firstLooseRow(utf8) else { return utf8 }
    return utf8[..<place] + Array((isCell ? "<table><tr>" : "<table>").utf8) + utf8[place...]
  }

  /// Where the first row or cell begins; nil if a table, or none of its parts, is before it.
  private static func firstLooseRow(_ utf8: [UInt8]) -> (place: Int, isCell: Bool)? {
    func tag(_ place: Int, _ name: StaticString) -> Bool {
      let end = place + 1 + name.utf8CodeUnitCount
      guard end < utf8.count else { return false }
      for i in 0..<name.utf8CodeUnitCount where utf8[place + 1 + i] | 0x20 != name.utf8Start[i] {
        return false
      }
      let next = utf8[end]
      return next == UInt8(ascii: ">") || next.isASCIIBlank
    }
    for place in utf8.indices where utf8[place] == UInt8(ascii: "<") {
      if tag(place, "table") || tag(place, "thead") || tag(place, "tbody") || tag(place, "tfoot") {
        return nil
      }
      if tag(place, "tr") { return (place, false) }
      if tag(place, "td") || tag(place, "th") { return (place, true) }
    }
    return nil
  }
}
