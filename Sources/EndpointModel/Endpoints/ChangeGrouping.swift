/// Groups changes in place by what is said of them. That depends on their groups and terms only,
/// of which even the changes of thousands of services have few: it is put in words once for each.
package struct ChangeGrouping: Sendable {
  private struct Values: Hashable {
    let groupBefore, groupAfter, termsBefore, termsAfter: UInt32
  }

  private let words: @Sendable (EndpointChange) -> String
  private var values = NumberedKeys<Values>()
  private var said = NumberedKeys<String>()
  /// For each of the values the number of what is said of them.
  private var numbers: [Int] = []

  package init(by words: @escaping @Sendable (EndpointChange) -> String) { self.words = words }

  /// The groups of some changes, in the order of the first of each.
  ///
  /// - Parameter changes: a part of the same changes in every call.
  package mutating func groups(
    of changes: EndpointChanges
  ) -> [(words: String, changes: EndpointChanges)] {
    var positions = KeyedLists<Int, UInt32>()
    for (position, rows) in zip(changes.before.rows, changes.after.rows).enumerated() {
      let number = values.number(
        of: Values(
          groupBefore: rows.0.group, groupAfter: rows.1.group, termsBefore: rows.0.terms,
          termsAfter: rows.1.terms))
      if number == numbers.count { numbers.append(said.number(of: words(changes[position]))) }
      positions.add(UInt32(position), to: numbers[number])
    }
    return positions.each.map { (said.all[$0], changes.picked($1)) }
  }
}
