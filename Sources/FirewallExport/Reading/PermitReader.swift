import EndpointModel

/// One end of a rule's connections.
enum ReadEnd {
  /// Anybody, or anybody of a family.
  case anybody(IPFamily?)
  case addresses([EndpointAddress])
}

/// Gathers what a device's rules allow, and what of them was not understood.
struct PermitReader {
  private(set) var endpoints: [Endpoint] = []
  private(set) var problems: [String] = []
  private(set) var notes: [String] = []
  private var known: Set<String> = []
  private var denials = ReadDenials()
  /// What rules for all but some addresses would allow all of them.
  private var wholes: [Endpoint] = []
  private var isFull = false
  /// The number of the policy that the configuration says it has.
  var number: Int?

  /// Rules times services times addresses, beyond which a configuration is none that a person
  /// made: groups in each other's rules multiply.
  private static let limit = 2_000_000

  var reading: FirewallReading {
    FirewallReading(
      endpoints, wholes: denials.wholes + wholes, number: number, problems: problems, notes: notes,
      denials: denials.effective)
  }

  /// Takes a sentence on what was not understood. Each is reported once.
  mutating func problem(_ sentence: String) {
    let sentence = sentence.abridged(to: 300).withVisibleControls
    if known.insert(sentence).inserted { problems.append(sentence) }
  }

  /// Takes a sentence on what the text does not tell, as is its way.
  mutating func note(_ sentence: String) {
    let sentence = sentence.abridged(to: 300).withVisibleControls
    if known.insert(sentence).inserted { notes.append(sentence) }
  }

  /// Takes what a rule allows at the far end, where the near one is known to be ours.
  ///
  /// - Parameter ports: nil for every port.
  mutating func permit(
    _ address: EndpointAddress, _ transport: IPProtocol, _ ports: PortSet?,
    _ direction: PermitDirection
  ) {
    add([ReadTraffic(transport, ports)], [address], direction.stated)
  }

  mutating func permit(
    _ ranges: [AddressRange], _ transport: IPProtocol, _ ports: PortSet?,
    _ direction: PermitDirection
  ) {
    add([ReadTraffic(transport, ports)], ranges.map { EndpointAddress($0) }, direction.stated)
  }

  /// Takes that a rule is for all but some addresses of the other side, which is taken besides: names are
  /// hardly at these.
  mutating func permitWholes(_ services: [ReadTraffic], _ direction: PermitDirection) {
    wholes +=
      denials.rest(
        of: services.wholes(IPFamily.allCases, direction), from: .anybody(nil), to: .anybody(nil)
      ).endpoints
  }

  /// Takes a rule that denies services between two ends: that is taken away from what later ones allow,
  /// or told.
  ///
  /// - Parameters:
  ///   - services: nil for all, and where they are not understood.
  ///   - ways: which way connections go that it is for.
  ///   - isExact: whether it denies all that is given here, under no other condition.
  ///   - place: `line 12`, for a problem.
  mutating func deny(
    _ services: [ReadTraffic]?, from source: ReadEnd, to destination: ReadEnd,
    ways: Set<PermitDirection> = [.outbound, .inbound], isExact: Bool, place: String
  ) {
    let told = denials.take(
      services, from: source, to: destination, ways, isExact: isExact, place: place,
      sentence: "\(place): it denies, and what that takes away is not worked out")
    if let told { problem(told) }
  }

  /// Takes what no rule decides as allowed, which is told elsewhere: what was denied is not, then.
  mutating func permitTheRest() {
    for sentence in denials.concerningTheRest() { problem(sentence) }
  }

  /// Takes a rule that allows services between two ends.
  ///
  /// - Parameters:
  ///   - place: `line 12`, for a problem.
  ///   - anybody: what a rule from anybody to anybody allows.
  mutating func permit(
    _ services: [ReadTraffic], from source: ReadEnd, to destination: ReadEnd, place: String,
    anybody: Direction = .both
  ) {
    let ends = (source, destination)
    switch (source, destination) {
    case (.anybody(let a), .anybody(let b)):
      guard a == nil || b == nil || a == b else { return }
      let address = (a ?? b).map { EndpointAddress(AddressRange.all($0)) } ?? .any
      add(services, [address], anybody, ends)
    case (.anybody(let family), .addresses(let addresses)):
      add(services, Self.within(family, addresses), .outbound, ends)
    case (.addresses(let addresses), .anybody(let family)):
      add(services, Self.within(family, addresses), .inbound, ends)
    case (_, .addresses(let addresses)):
      problem("\(place) allows some senders only: what it allows is read as if from anybody")
      add(services, addresses, .outbound, ends)
    }
  }

  /// Takes a rule between two places of which one is known to be ours.
  ///
  /// - Parameter remote: the end that endpoints are at.
  mutating func permit(
    _ services: [ReadTraffic], remote: ReadEnd, local: ReadEnd, _ direction: Direction,
    place: String
  ) {
    let ends = direction == .inbound ? (remote, local) : (local, remote)
    var family: IPFamily?
    switch local {
    case .anybody(let only): family = only
    case .addresses:
      problem("\(place) is for some of our addresses only: it is read as if for all of them")
    }
    switch remote {
    case .anybody(let only):
      guard family == nil || only == nil || family == only else { return }
      let address = (family ?? only).map { EndpointAddress(AddressRange.all($0)) } ?? .any
      add(services, [address], direction, ends)
    case .addresses(let addresses):
      add(services, Self.within(family, addresses), direction, ends)
    }
  }

  /// - Parameter ends: between which a rule is, if others may deny some of that.
  private mutating func add(
    _ services: [ReadTraffic], _ addresses: [EndpointAddress], _ direction: Direction,
    _ ends: (source: ReadEnd, destination: ReadEnd)? = nil
  ) {
    var made: [Endpoint] = []
    for service in Self.joined(services) {
      let addresses = Self.within(service.family, addresses)
      guard hasRoom(for: made.count + addresses.count) else { break }
      for address in addresses {
        made.append(Endpoint(address, service.transport, service.ports, direction))
      }
    }
    if let ends {
      let rest = denials.rest(of: made, from: ends.source, to: ends.destination)
      for sentence in rest.told { problem(sentence) }
      made = hasRoom(for: rest.endpoints.count) ? rest.endpoints : []
    }
    endpoints += made
  }

  private mutating func hasRoom(for count: Int) -> Bool {
    if endpoints.count + count <= Self.limit { return true }
    if !isFull { problem("the rules allow more than \(Self.limit) endpoints: not all are read") }
    isFull = true
    return false
  }

  /// The services with the ports of each protocol together.
  private static func joined(_ services: [ReadTraffic]) -> [ReadTraffic] {
    var ports: [ReadTraffic: [PortSet?]] = [:]
    var order: [ReadTraffic] = []
    for service in services {
      let key = ReadTraffic(service.transport, family: service.family)
      if ports[key] == nil { order.append(key) }
      ports[key, default: []].append(service.ports)
    }
    return order.map { key in
      let all = ports[key] ?? []
      var out = key
      out.ports =
        all.contains(nil) ? nil : PortSet(all.compactMap { $0 }.flatMap(\.ranges))
      return out
    }
  }

  private static func within(
    _ family: IPFamily?, _ addresses: [EndpointAddress]
  ) -> [EndpointAddress] {
    guard let family else { return addresses }
    return addresses.compactMap { address in
      if address == .any { return EndpointAddress(AddressRange.all(family)) }
      return address.range.map { $0.family == family } ?? true ? address : nil
    }
  }
}
