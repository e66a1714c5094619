import EndpointModel

/// An address that a deployment had, lost, and has again.
public struct AddressReturn: Hashable, Sendable, Comparable {
  public let address: EndpointAddress
  /// How long it was gone, in seconds.
  public let goneFor: Int
  /// How often it has come back so far.
  public let count: Int

  public init(address: EndpointAddress, goneFor: Int, count: Int) {
    self.address = address
    self.goneFor = goneFor
    self.count = count
  }

  public static func < (a: AddressReturn, b: AddressReturn) -> Bool {
    (a.address, a.goneFor, a.count) < (b.address, b.goneFor, b.count)
  }
}

extension Snapshot {
  /// An old snapshot with only those changes that have lasted: an endpoint is as in the new
  /// snapshot if all snapshots in between agree with that one, else as in the old one.
  ///
  /// - Parameter between: the snapshots of the time for which a change must last.
  public static func settled(
    from old: Snapshot, _ between: [Snapshot], to new: Snapshot
  ) -> Snapshot {
    let (before, after) = (Set(old.endpoints), Set(new.endpoints))
    let present = between.map { Set($0.endpoints) }
    return Snapshot(
      before.union(after).filter { endpoint in
        let isPresent = after.contains(endpoint)
        return present.allSatisfy { $0.contains(endpoint) == isPresent }
          ? isPresent : before.contains(endpoint)
      })
  }
}
