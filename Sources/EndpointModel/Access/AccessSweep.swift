/// Walks the bounds of address ranges in order, and tracks between each two bounds what is
/// open in the old rows and in the new ones. This finds how two snapshots differ without the
/// whole access of either.
struct AccessSweep {
  /// What the new snapshot allows and the old one does not.
  private(set) var opened = SegmentBuilder()
  /// What the old snapshot allows and the new one does not.
  private(set) var closed = SegmentBuilder()

  private enum Side: UInt8 { case both, old, new }

  /// Where a row begins, or the address after its end.
  private struct Bound {
    let at: IPAddress
    let side: Side
    let opens: Bool
    /// Rows of one layer state the same terms.
    let layer: UInt32
  }

  /// - Parameters:
  ///   - both: the endpoints in both snapshots; those that overlap no other can be left out.
  ///   - old: the endpoints only in the old snapshot.
  ///   - new: the endpoints only in the new snapshot.
  init(both: Endpoints, old: Endpoints, new: Endpoints) {
    var layerOf: [Terms: UInt32] = [:]
    var traffics: [Traffic] = []
    var bounds: [Bound] = []
    bounds.reserveCapacity(2 * (both.count + old.count + new.count))
    for (endpoints, side) in [(both, Side.both), (old, .old), (new, .new)] {
      let vocabulary = endpoints.vocabulary
      let layers: [UInt32] = endpoints.perTerms(0) { terms in
        if let known = layerOf[terms] { return known }
        let layer = UInt32(traffics.count)
        layerOf[terms] = layer
        traffics.append(Traffic(terms))
        return layer
      }
      func add(_ range: AddressRange, _ layer: UInt32) {
        bounds.append(Bound(at: range.first, side: side, opens: true, layer: layer))
        if let after = range.last.next {
          bounds.append(Bound(at: after, side: side, opens: false, layer: layer))
        }
      }
      for row in endpoints.rows {
        let layer = layers[Int(row.terms)]
        if let range = vocabulary.range(of: row) {
          add(range, layer)
        } else if vocabulary.address(of: row) == .any {
          for family in IPFamily.allCases { add(.all(family), layer) }
        }
      }
    }
    walk(bounds, traffics)
  }

  private mutating func walk(_ bounds: [Bound], _ traffics: [Traffic]) {
    let order = RadixOrder.positions(
      of: bounds, key: { $0.at.leadingBits }, isBefore: { $0.at < $1.at })
    let axis = OpenTraffic.Axis(traffics)
    let parts = traffics.map(axis.parts)
    var before = OpenTraffic(axis)
    var after = OpenTraffic(axis)
    var differing = 0
    var i = 0
    while i < order.count {
      let at = bounds[Int(order[i])].at
      while i < order.count, bounds[Int(order[i])].at == at {
        let bound = bounds[Int(order[i])]
        let row = parts[Int(bound.layer)]
        if bound.side != .new { before.change(row, opens: bound.opens) }
        if bound.side != .old { after.change(row, opens: bound.opens) }
        if bound.side != .both { differing += bound.opens ? 1 : -1 }
        i += 1
      }
      if differing == 0 { continue }
      let next = i < order.count ? bounds[Int(order[i])].at : nil
      let last = next.flatMap { $0.family == at.family ? $0.number - 1 : nil } ?? at.family.highest
      let (old, new) = (before.channels, after.channels)
      opened.append(at.family, at.number, last, axis.traffic { new[$0] & ~old[$0] })
      closed.append(at.family, at.number, last, axis.traffic { old[$0] & ~new[$0] })
    }
  }
}

extension IPAddress {
  /// The address after this one; the last of IPv4 is followed by the first of IPv6.
  var next: IPAddress? {
    if let successor { return successor }
    return family == .v4 ? IPAddress(unchecked: .v6, 0) : nil
  }
}

extension Traffic {
  init(_ terms: Terms) {
    self.init(ports: terms.ports, transport: terms.transport, direction: terms.direction)
  }
}
