/// The distinct values of a table's column, numbered from 1; a row that states none has the
/// number 0. Their order is found once, when it is first needed.
package final class Column<Value: Comparable & Sendable>: Sendable {
  package let values: [Value]
  private let sortedOnce = Once<[UInt32]>()
  private let ranksOnce = Once<[UInt32]>()

  /// - Parameter values: no two equal.
  init(_ values: [Value]) { self.values = values }

  private init(_ values: [Value], sorted: [UInt32]) {
    self.values = values
    _ = sortedOnce.value { sorted }
  }

  package subscript(number: UInt32) -> Value? { number == 0 ? nil : values[Int(number) - 1] }

  private func known(_ number: UInt32) -> Value { values[Int(number) - 1] }

  /// The numbers in ascending order of their values.
  private var sorted: [UInt32] {
    sortedOnce.value {
      values.indices.map { UInt32($0 + 1) }.sorted { known($0) < known($1) }
    }
  }

  /// For each number its place in the order of the values; 0 for none.
  var ranks: [UInt32] {
    ranksOnce.value {
      var ranks: [UInt32] = Array(repeating: 0, count: values.count + 1)
      for (place, number) in sorted.enumerated() { ranks[Int(number)] = UInt32(place + 1) }
      return ranks
    }
  }

  /// The values of both columns: those of this one under their own numbers.
  ///
  /// - Returns: also what the other one's numbers become.
  func joined(with other: Column) -> (column: Column, numbers: NumberMap) {
    if self === other || other.values.isEmpty { return (self, .identity) }
    if values.isEmpty { return (other, .identity) }
    var all = values
    var numbers: [UInt32] = Array(repeating: 0, count: other.values.count + 1)
    var order: [UInt32] = []
    var rest = sorted[...]
    for number in other.sorted {
      let value = other.known(number)
      while let first = rest.first, known(first) < value {
        order.append(first)
        rest.removeFirst()
      }
      if let first = rest.first, !(value < known(first)) {
        numbers[Int(number)] = first
      } else {
        all.append(value)
        numbers[Int(number)] = UInt32(all.count)
        order.append(UInt32(all.count))
      }
    }
    if all.count == values.count { return (self, NumberMap(numbers: numbers)) }
    return (Column(all, sorted: order + rest), NumberMap(numbers: numbers))
  }
}

/// What the numbers of one column are in another.
struct NumberMap {
  fileprivate let numbers: [UInt32]?

  static let identity = NumberMap(numbers: nil)

  subscript(number: UInt32) -> UInt32 { numbers.map { $0[Int(number)] } ?? number }

  /// What belongs to each number of the other column, by the numbers of the one.
  func applied(to values: [UInt32]) -> [UInt32] {
    numbers.map { $0.map { values[Int($0)] } } ?? values
  }
}

/// A set of small numbers.
struct NumberSet {
  private var isMember: [Bool]

  /// - Parameter limit: greater than every number.
  init(below limit: Int) { isMember = Array(repeating: false, count: limit) }

  /// Adds a number, and returns whether it is new.
  mutating func insert(_ number: UInt32) -> Bool {
    if isMember[Int(number)] { return false }
    isMember[Int(number)] = true
    return true
  }
}
