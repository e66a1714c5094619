/// Sorts by a number that differs for most elements: digit by digit, without comparing them.
enum RadixOrder {
  private struct Entry {
    let key: UInt64
    let position: UInt32
  }

  /// The positions of the elements in ascending order; equal ones keep their order.
  ///
  /// - Parameters:
  ///   - key: must ascend with the order; elements with equal keys are compared.
  ///   - isBefore: a strict order.
  static func positions<Element>(
    of elements: some RandomAccessCollection<Element>, key: (Element) -> UInt64,
    isBefore: (Element, Element) -> Bool
  ) -> [UInt32] {
    func element(_ position: UInt32) -> Element {
      elements[elements.index(elements.startIndex, offsetBy: Int(position))]
    }
    var entries: [Entry] = []
    entries.reserveCapacity(elements.count)
    for (position, element) in elements.enumerated() {
      entries.append(Entry(key: key(element), position: UInt32(position)))
    }
    sort(&entries, key: \.key) { a, b in
      if a.key != b.key { return a.key < b.key }
      let (x, y) = (element(a.position), element(b.position))
      if isBefore(x, y) { return true }
      return a.position < b.position && !isBefore(y, x)
    }
    return entries.map(\.position)
  }

  /// - Parameters:
  ///   - key: must ascend with the order; elements with equal keys are compared.
  ///   - isBefore: a strict order.
  static func sort<Element>(
    _ elements: inout [Element], key: (Element) -> UInt64,
    isBefore: (Element, Element) -> Bool
  ) {
    guard let first = elements.first else { return }
    var isSorted = true
    var differing: UInt64 = 0
    var last = key(first)
    for element in elements.dropFirst() {
      let key = key(element)
      isSorted = isSorted && last <= key
      differing |= last ^ key
      last = key
    }
    if !isSorted { sort(&elements, key, differing) }
    let undecided = isSorted ? 0 : lowest(differing)
    elements.withUnsafeMutableBufferPointer { elements in
      var start = 0
      while start < elements.count {
        let digits = key(elements[start]) >> undecided
        var end = start + 1
        while end < elements.count, key(elements[end]) >> undecided == digits { end += 1 }
        if end - start > 1 { sort(elements, start..<end, isBefore) }
        start = end
      }
    }
  }

  /// Sorts elements that the digits did not separate, mostly two or three.
  private static func sort<Element>(
    _ elements: UnsafeMutableBufferPointer<Element>, _ range: Range<Int>,
    _ isBefore: (Element, Element) -> Bool
  ) {
    if range.count > 16 {
      elements[range].sort(by: isBefore)
      return
    }
    for i in range.dropFirst() {
      let element = elements[i]
      var place = i
      while place > range.lowerBound, isBefore(element, elements[place - 1]) {
        elements[place] = elements[place - 1]
        place -= 1
      }
      if place != i { elements[place] = element }
    }
  }

  private static let digit: UInt64 = 11

  /// The lowest bit that is sorted by. Three digits of the bits that differ leave few elements
  /// unseparated, even of millions; the rest of a long address would separate hardly any more.
  private static func lowest(_ differing: UInt64) -> UInt64 {
    let width = UInt64(64 - differing.leadingZeroBitCount)
    return width > 3 * digit ? width - 3 * digit : 0
  }

  /// From the lowest digit to the highest, each pass keeping the order of the previous one; digits
  /// that all keys share are skipped.
  private static func sort<Element>(
    _ elements: inout [Element], _ key: (Element) -> UInt64, _ differing: UInt64
  ) {
    let size = 1 << Int(digit)
    var other = elements
    var shift = lowest(differing)
    while shift < 64 {
      defer { shift += digit }
      if (differing >> shift) & UInt64(size - 1) == 0 { continue }
      var starts = [Int](repeating: 0, count: size)
      elements.withUnsafeBufferPointer { from in
        for element in from { starts[Int((key(element) >> shift) & UInt64(size - 1))] += 1 }
        var sum = 0
        for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
        other.withUnsafeMutableBufferPointer { to in
          for element in from {
            let digit = Int((key(element) >> shift) & UInt64(size - 1))
            to[starts[digit]] = element
            starts[digit] += 1
          }
        }
      }
      swap(&elements, &other)
    }
  }
}
