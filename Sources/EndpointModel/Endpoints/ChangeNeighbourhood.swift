/// The addresses that a change set touches: elsewhere nothing opens or closes.
struct ChangeNeighbourhood {
  private var addresses = AddressSet()
  private var names: Set<EndpointAddress> = []
  private var touchesUnstated = false
  private var touchesAll = false

  init(_ changes: ChangeSet) {
    let touched =
      changes.added + changes.removed + changes.changed.flatMap { [$0.before, $0.after] }
    addresses = AddressSet(touched.compactMap(\.range))
    for endpoint in touched where endpoint.range == nil {
      switch endpoint.address {
      case nil: touchesUnstated = true
      case .any?: touchesAll = true
      case .block?, .range?: break
      case let name?: names.insert(name)
      }
    }
  }

  func part(of snapshot: Snapshot) -> Snapshot {
    touchesAll ? snapshot : Snapshot(endpoints(of: snapshot))
  }

  func endpoints(of snapshot: Snapshot) -> [Endpoint] {
    if touchesAll { return snapshot.endpoints }
    return snapshot.endpoints.filter { endpoint in
      if let range = endpoint.range { return addresses.overlaps(range) }
      return switch endpoint.address {
      case nil: touchesUnstated
      case .any?: true
      case let name?: names.contains(name)
      }
    }
  }
}
