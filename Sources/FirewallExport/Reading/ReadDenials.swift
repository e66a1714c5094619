import EndpointModel

/// Rules that deny, in front of others that allow.
///
/// What a denial says exactly is taken away from what later rules allow: addresses, ports and protocol. A
/// denial that is for some of our addresses only, for names, or not understood in all of its parts, is told
/// instead, where a later rule is for some of the same connections.
struct ReadDenials {
  /// A denial that cannot be taken away from all rules, of connections one way.
  private struct Denial {
    /// Nil for all.
    let services: [ReadTraffic]?
    let local: DeniedEnd
    let remote: DeniedEnd
    let way: PermitDirection
    let isExact: Bool
    /// What is said of it.
    let sentence: String
    let place: String
  }

  /// Exact ones of which one end is anybody, together: there may be one for each of many addresses.
  fileprivate struct Pool {
    let key: PoolKey
    var addresses = DeniedAddresses()
    /// Whether all that there is is denied, names among it.
    var isOfAll = false
    /// What is said of the first ones, which were not told yet.
    var sentences: [(end: DeniedEnd, text: String)] = []
    /// Where the first ones stand.
    var places: [(end: DeniedEnd, text: String)] = []
  }

  fileprivate struct PoolKey: Hashable {
    let services: [ReadTraffic]
    let way: PermitDirection
    /// Whether the addresses are those of our side, and the other one is anybody.
    let isByLocal: Bool
  }

  private var waiting: [Denial] = []
  private var pools: [Pool] = []
  private var places: [PoolKey: Int] = [:]
  /// How many endpoints were made by taking away, of one protocol and of what is left of all.
  private var made = (single: 0, ofAll: 0)
  /// What whole families of addresses are allowed, but for what is taken away.
  private(set) var wholes: [Endpoint] = []
  /// Where the first of those stand that took something away: `line 3 of an access list`.
  private(set) var effective: [String] = []

  var isEmpty: Bool { waiting.isEmpty && pools.isEmpty }

  /// So many are held against each later rule; a list with more is none that a person reads.
  private static let most = 500
  /// Rules that allow everything, behind a long list of single addresses that are denied, multiply.
  /// So many are told of those that took something away.
  private static let mostEffective = 20
  private static let mostEndpoints = 1_000_000
  /// What is left of all protocols takes 250 endpoints for each of the addresses.
  private static let mostOfAll = 300_000

  /// Takes a rule.
  ///
  /// - Parameters:
  ///   - services: nil for all, and where they are not understood.
  ///   - isExact: whether all that is stated is denied, with no other condition.
  ///   - place: where it stands, in words.
  /// - Returns: the sentence, if it is to be told whatever comes later.
  mutating func take(
    _ services: [ReadTraffic]?, from source: ReadEnd, to destination: ReadEnd,
    _ ways: Set<PermitDirection>, isExact: Bool, place words: String, sentence: String
  ) -> String? {
    let ends = (DeniedEnd(source), DeniedEnd(destination))
    for way in ways.sorted(by: { $0.rawValue < $1.rawValue }) {
      let (local, remote) = way == .outbound ? ends : (ends.1, ends.0)
      let isByLocal = !local.isAll(besides: remote)
      let (end, other) = isByLocal ? (local, remote) : (remote, local)
      if isExact, let services, other.isAll(besides: end), !end.hasNames {
        let key = PoolKey(services: services, way: way, isByLocal: isByLocal)
        let place = places[key] ?? pools.count
        if place == pools.count {
          guard pools.count < Self.most else { return sentence }
          pools.append(Pool(key: key))
          places[key] = place
        }
        pools[place].addresses.insert(end.ranges)
        if end.isAnybody, other.isAnybody { pools[place].isOfAll = true }
        if pools[place].sentences.count < Self.most {
          pools[place].sentences.append((end, sentence))
          pools[place].places.append((end, words))
        }
        continue
      }
      guard waiting.count < Self.most else { return sentence }
      waiting.append(
        Denial(
          services: services, local: local, remote: remote, way: way,
          isExact: isExact && services != nil && !remote.hasNames, sentence: sentence,
          place: words))
    }
    return nil
  }

  /// The sentences on all of them, where all that no rule decides is allowed.
  mutating func concerningTheRest() -> [String] {
    let out = pools.flatMap { $0.sentences.map(\.text) } + waiting.map(\.sentence)
    (waiting, pools, places) = ([], [], [:])
    var known: Set<String> = []
    return out.filter { known.insert($0).inserted }
  }

  /// What is left of what a rule allows.
  struct Rest {
    var endpoints: [Endpoint]
    /// The sentences on denials that are for some of it, and are not worked out; each once.
    var told: [String] = []
  }

  /// Takes away what is denied of what a rule allows.
  ///
  /// - Parameter endpoints: each with a direction, ports and a protocol.
  mutating func rest(
    of endpoints: [Endpoint], from source: ReadEnd, to destination: ReadEnd
  ) -> Rest {
    if isEmpty || endpoints.isEmpty { return Rest(endpoints: endpoints) }
    let ends = (DeniedEnd(source), DeniedEnd(destination))
    var rest = Rest(endpoints: endpoints)
    var denied: [Endpoint] = []
    let stretches = PermittedStretch.all(of: endpoints)
    for stretch in stretches {
      denied += taken(from: stretch, local: stretch.way == .outbound ? ends.0 : ends.1)
    }
    if !denied.isEmpty {
      if let left = cut(endpoints, by: denied) {
        rest.endpoints = left
      } else {
        rest.told.append(
          "what rules deny comes to too many endpoints: it is not taken away from all that later ones allow"
        )
      }
    }
    let left = denied.isEmpty ? stretches : PermittedStretch.all(of: rest.endpoints)
    for stretch in left {
      rest.told += tell(of: stretch, local: stretch.way == .outbound ? ends.0 : ends.1)
    }
    return rest
  }

  /// What of a stretch exact denials are for, as endpoints.
  private mutating func taken(from stretch: PermittedStretch, local: DeniedEnd) -> [Endpoint] {
    var out: [Endpoint] = []
    var places: [String] = []
    func deny(_ services: [ReadTraffic], _ ranges: AddressSet) {
      for service in services where service.shares(stretch.traffic) {
        for range in ranges.ranges where service.family.map({ $0 == range.family }) ?? true {
          out.append(
            Endpoint(
              EndpointAddress(range), service.transport, service.ports, stretch.way.stated))
        }
      }
    }
    func denyNames(_ services: [ReadTraffic]) {
      for service in services where service.family == nil && service.shares(stretch.traffic) {
        out.append(Endpoint(.any, service.transport, service.ports, stretch.way.stated))
      }
    }
    for pool in pools where pool.key.way == stretch.way {
      let services = pool.key.services
      guard services.contains(where: stretch.traffic.shares) else { continue }
      if pool.key.isByLocal {
        for family in IPFamily.allCases where pool.covers(local, family) {
          deny(services, stretch.ranges.intersection(AddressSet([.all(family)])))
        }
        continue
      }
      let shared = pool.addresses.shared(with: stretch.ranges)
      deny(services, shared)
      if !shared.isEmpty, effective.count < Self.mostEffective {
        places += pool.places.filter { $0.end.holdsSome(of: shared) }.map(\.text)
      }
      if stretch.hasNames, pool.isOfAll { denyNames(services) }
    }
    for denial in waiting where denial.isExact && denial.way == stretch.way {
      guard let services = denial.services, services.contains(where: stretch.traffic.shares) else {
        continue
      }
      for family in IPFamily.allCases where denial.local.covers(local, family) {
        let shared = denial.remote[family].intersection(stretch.ranges)
        deny(services, shared)
        if !shared.isEmpty { places.append(denial.place) }
      }
      if stretch.hasNames, denial.remote.isAnybody, denial.local.covers(local) {
        denyNames(services)
      }
    }
    for place in places where effective.count < Self.mostEffective && !effective.contains(place) {
      effective.append(place)
    }
    return out
  }

  /// The sentences on those that are for some of a stretch, and were not taken away from it.
  private mutating func tell(of stretch: PermittedStretch, local: DeniedEnd) -> [String] {
    var out: [String] = []
    waiting.removeAll { denial in
      guard denial.way == stretch.way,
        denial.services.map({ $0.contains(where: stretch.traffic.shares) }) ?? true
      else { return false }
      let isTold = IPFamily.allCases.contains { family in
        if denial.isExact, denial.local.covers(local, family), !stretch.hasNames { return false }
        return denial.local.overlaps(local, family)
          && (denial.remote.hasNames || stretch.hasNames
            || !denial.remote[family].intersection(stretch.ranges).isEmpty)
      }
      if isTold { out.append(denial.sentence) }
      return isTold
    }
    for (place, pool) in pools.enumerated()
    where pool.key.way == stretch.way && !pool.isOfAll
      && pool.key.services.contains(where: stretch.traffic.shares)
    {
      // Nothing tells where names are.
      if !pool.key.isByLocal, stretch.hasNames {
        out += pool.sentences.map(\.text)
        pools[place].sentences = []
      }
      guard pool.key.isByLocal, pool.isForSome(of: local, stretch) else { continue }
      pools[place].sentences.removeAll { end, text in
        guard IPFamily.allCases.contains(where: { end.overlaps(local, $0) }) else { return false }
        out.append(text)
        return true
      }
    }
    return out
  }

  /// Nil if it comes to too many.
  private mutating func cut(_ endpoints: [Endpoint], by denied: [Endpoint]) -> [Endpoint]? {
    // Of what is allowed to anybody, names stay if addresses do.
    let given = endpoints.flatMap { endpoint in
      endpoint.address == .any
        ? IPFamily.allCases.map { endpoint.at(EndpointAddress(.all($0))) } : [endpoint]
    }
    let isOfAll = given.contains { $0.transport == .any }
    let room = isOfAll ? Self.mostOfAll - made.ofAll : Self.mostEndpoints - made.single
    if isOfAll, room < 300 { return nil }
    let left = Access(given).subtracting(Access(denied))
    guard let left = left.endpoints(atMost: room) else { return nil }
    if isOfAll { made.ofAll += left.count } else { made.single += left.count }
    let whole = given.filter(\.isOfFamily)
    if !whole.isEmpty {
      let left = Access(whole).subtracting(Access(denied.filter(\.isOfFamily)))
      wholes += left.endpoints(atMost: 10_000) ?? []
    }
    return left
  }
}

extension ReadDenials.Pool {
  /// Of a pool by our addresses: whether all of them are denied, of a family.
  fileprivate func covers(_ local: DeniedEnd, _ family: IPFamily) -> Bool {
    !local.hasNames && !local[family].isEmpty
      && local[family].isSubset(of: addresses.shared(with: local[family]))
  }

  /// Whether some of them are, and others not.
  fileprivate func isForSome(of local: DeniedEnd, _ stretch: PermittedStretch) -> Bool {
    IPFamily.allCases.contains { family in
      let isConcerned = stretch.hasNames || stretch.ranges.overlaps(.all(family))
      if !isConcerned || covers(local, family) && !stretch.hasNames { return false }
      return local.hasNames || !addresses.shared(with: local[family]).isEmpty
    }
  }
}

extension Endpoint {
  /// Whether it is for all addresses of a family.
  fileprivate var isOfFamily: Bool {
    address?.range.map { $0 == .all($0.family) } ?? (address == .any)
  }

  fileprivate func at(_ address: EndpointAddress) -> Endpoint {
    Endpoint(address: address, ports: ports, transport: transport, direction: direction)
  }
}
