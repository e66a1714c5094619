/// The search for a mark in the bytes of a text.
extension [UInt8] {
  /// Whether a mark stands at a place.
  func holds(_ mark: [UInt8], at place: Int) -> Bool {
    place + mark.count <= count && mark.indices.allSatisfy { self[place + $0] == mark[$0] }
  }

  /// Where a mark stands first from a place on.
  func find(_ mark: [UInt8], from start: Int) -> Int? {
    var i = start
    while i < count, let first = self[i...].firstIndex(of: mark[0]) {
      if holds(mark, at: first) { return first }
      i = first + 1
    }
    return nil
  }
}
