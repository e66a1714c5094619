/// Sorting by a number that most elements differ in: digit by digit, without comparing.
enum RadixOrder {
  private struct Entry {
    let key: UInt64
    let position: UInt32
  }

  /// The positions of the elements in ascending order, equal ones in their given order.
  ///
  /// - Parameters:
  ///   - key: ascending with the order; elements of one key are compared.
  ///   - isBefore: a strict order.
  static func positions<Element>(
    of elements: [Element], key: (Element) -> UInt64,
    isBefore: (Element, Element) -> Bool
  ) -> [UInt32] {
    var entries: [Entry] = []
    entries.reserveCapacity(elements.count)
    var isSorted = true
    var differing: UInt64 = 0
    for (position, element) in elements.enumerated() {
      let entry = Entry(key: key(element), position: UInt32(position))
      if let last = entries.last {
        isSorted = isSorted && last.key <= entry.key
        differing |= last.key ^ entry.key
      }
      entries.append(entry)
    }
    if !isSorted { sort(&entries, differing) }
    var positions = entries.map(\.position)
    var start = 0
    let undecided = isSorted ? 0 : lowest(differing)
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key >> undecided == entries[start].key >> undecided {
        end += 1
      }
      if end - start > 1 {
        let run = entries[start..<end].sorted { a, b in
          if a.key != b.key { return a.key < b.key }
          let (x, y) = (elements[Int(a.position)], elements[Int(b.position)])
          if isBefore(x, y) { return true }
          return a.position < b.position && !isBefore(y, x)
        }
        for (i, entry) in run.enumerated() { positions[start + i] = entry.position }
      }
      start = end
    }
    return positions
  }

  private static let digit: UInt64 = 11

  /// The lowest bit that is sorted by: three digits of what differs leave few elements
  /// together even of millions, and the rest of a long address decides nothing more.
  private static func lowest(_ differing: UInt64) -> UInt64 {
    let width = UInt64(64 - differing.leadingZeroBitCount)
    return width > 3 * digit ? width - 3 * digit : 0
  }

  /// From the lowest digit to the highest, each pass keeping the order of the one before;
  /// digits that all keys share are left out.
  private static func sort(_ entries: inout [Entry], _ differing: UInt64) {
    let size = 1 << Int(digit)
    var other = entries
    var shift = lowest(differing)
    while shift < 64 {
      defer { shift += digit }
      if (differing >> shift) & UInt64(size - 1) == 0 { continue }
      var starts = [Int](repeating: 0, count: size)
      entries.withUnsafeBufferPointer { from in
        for entry in from { starts[Int((entry.key >> shift) & UInt64(size - 1))] += 1 }
        var sum = 0
        for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
        other.withUnsafeMutableBufferPointer { to in
          for entry in from {
            let digit = Int((entry.key >> shift) & UInt64(size - 1))
            to[starts[digit]] = entry
            starts[digit] += 1
          }
        }
      }
      swap(&entries, &other)
    }
  }
}
