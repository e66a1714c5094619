/// Endpoints changed in place, in rows like those of `Endpoints`.
public struct EndpointChanges: Hashable, Sendable {
  /// The endpoints as they were.
  public let before: Endpoints
  /// The same endpoints as they are now, in the same order.
  public let after: Endpoints

  /// - Parameters: both of one length.
  init(before: Endpoints, after: Endpoints) {
    self.before = before
    self.after = after
  }

  /// The reverse changes, ascending by what they come from.
  var inverted: EndpointChanges {
    let order = EndpointOrder(after).positions
    return EndpointChanges(before: after.picked(order), after: before.picked(order))
  }

  /// The changes by what is said of them, in the order of the first of each.
  ///
  /// - Parameter words: called once for all changes with the same groups and terms, with the first
  ///   of them.
  package func grouped(
    by words: (EndpointChange) -> String
  ) -> [(words: String, changes: EndpointChanges)] {
    struct Values: Hashable {
      let groupBefore, groupAfter, termsBefore, termsAfter: UInt32
    }
    var known: [Values: Int] = [:]
    var said = NumberedKeys<String>()
    var positions: [[UInt32]] = []
    for (position, rows) in zip(before.rows, after.rows).enumerated() {
      let values = Values(
        groupBefore: rows.0.group, groupAfter: rows.1.group, termsBefore: rows.0.terms,
        termsAfter: rows.1.terms)
      let number = known[values] ?? said.number(of: words(self[position]))
      known[values] = number
      if number == positions.count { positions.append([]) }
      positions[number].append(UInt32(position))
    }
    return zip(said.all, positions).map {
      ($0, EndpointChanges(before: before.picked($1), after: after.picked($1)))
    }
  }
}

extension EndpointChanges: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { before.count }

  public subscript(position: Int) -> EndpointChange {
    EndpointChange(
      before: before[before.startIndex + position], after: after[after.startIndex + position])
  }

  /// The changes at some positions, counted from 0 again.
  package func part(_ bounds: Range<Int>) -> EndpointChanges {
    func part(_ endpoints: Endpoints) -> Endpoints {
      endpoints[
        (endpoints.startIndex + bounds.lowerBound)..<(endpoints.startIndex + bounds.upperBound)]
    }
    return EndpointChanges(before: part(before), after: part(after))
  }

  public static func == (a: EndpointChanges, b: [EndpointChange]) -> Bool { a.elementsEqual(b) }
}
