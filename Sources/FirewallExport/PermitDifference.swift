import EndpointModel

/// What lies between two plans, permit by permit.
public struct PermitDifference: Sendable {
  /// One traffic whose addresses or names differ. If the whole permit is new or gone, one of
  /// the sides is nil.
  public struct Change: Sendable {
    public let traffic: PermitTraffic
    public let old: Permit?
    public let new: Permit?
  }

  /// Ascending by traffic.
  public let changes: [Change]

  public init(from old: FirewallPlan, to new: FirewallPlan) {
    let before = Dictionary(uniqueKeysWithValues: old.permits.map { ($0.traffic, $0) })
    let after = Dictionary(uniqueKeysWithValues: new.permits.map { ($0.traffic, $0) })
    changes = Set(before.keys).union(after.keys).sorted().compactMap { traffic in
      before[traffic] == after[traffic]
        ? nil : Change(traffic: traffic, old: before[traffic], new: after[traffic])
    }
  }
}

extension Sequence where Element: Hashable {
  /// Its elements that another sequence does not have, in order.
  public func without(_ other: some Sequence<Element>) -> [Element] {
    let others = Set(other)
    return filter { !others.contains($0) }
  }
}
