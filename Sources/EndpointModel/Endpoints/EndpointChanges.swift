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

  /// The changes at the given positions, which are counted from 0.
  func picked(_ positions: [UInt32]) -> EndpointChanges {
    EndpointChanges(before: before.picked(positions), after: after.picked(positions))
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
