import EndpointModel

/// Goes through the rules that are asked for what comes in at one interface.
struct OPNsenseWalk {
  private let configuration: OPNsenseConfiguration
  private let way: PermitDirection
  /// Families of which all is denied at once, whatever its protocol and sender.
  private var closed: Set<IPFamily> = []
  /// Whether some addresses are.
  private var isDenying = false
  /// A rule that lets pass what no later one blocks.
  private var lasting: String?

  init(_ configuration: OPNsenseConfiguration, _ way: PermitDirection) {
    self.configuration = configuration
    self.way = way
  }

  /// What one end of a rule is.
  private enum Side {
    case anybody
    /// The addresses of the machine itself.
    case itself
    /// The network at the inside interface.
    case own
    case addresses([EndpointAddress])
  }

  mutating func take(_ rule: OPNsenseRule, _ reader: inout PermitReader) {
    if rule.action == .nothing { return }
    do throws(OPNsenseProblem) {
      let (far, near) =
        way == .outbound ? (rule.destination, rule.source) : (rule.source, rule.destination)
      let (remote, local) = (try side(far, rule), try side(near, rule))
      // Nothing is forwarded to or from the machine's own addresses.
      if case .itself = remote { return }
      if case .itself = local { return }
      if rule.action == .block { return deny(rule, remote, local, &reader) }
      if let condition = rule.conditions.first { throw OPNsenseProblem(condition) }
      let services = try self.services(rule)
      if rule.source.port.map({ $0 != "any" }) ?? false {
        throw OPNsenseProblem("it is bound to ports of the sender")
      }
      for note in rule.notes { reader.note("\(rule.place): \(note)") }
      permit(rule, services, remote, local, &reader)
    } catch {
      // What it takes away is not known, and concerns later rules only.
      if rule.action == .block, rule.isQuick, lasting == nil {
        let (near, far) =
          way == .outbound ? (rule.source, rule.destination) : (rule.destination, rule.source)
        for family in rule.families {
          deny(rule, nil, remote: end(far, rule, family), local: end(near, rule, family), &reader)
        }
      } else {
        reader.problem("\(rule.place): \(error.reason)")
      }
    }
  }

  // MARK: Rules that let pass

  private mutating func permit(
    _ rule: OPNsenseRule, _ services: [ReadTraffic], _ remote: Side, _ local: Side,
    _ reader: inout PermitReader
  ) {
    let isOurs =
      switch local {
      case .anybody, .own, .itself: true
      case .addresses(let addresses): coversOurs(addresses, rule.families)
      }
    for family in rule.families {
      let services = services.filter { $0.family == nil || $0.family == family }
      if services.isEmpty { continue }
      let wanted: [EndpointAddress]
      switch remote {
      case .addresses(let addresses):
        wanted = addresses.filter { $0.range.map { $0.family == family } ?? true }
      default: wanted = [EndpointAddress(.all(family))]
      }
      let names = wanted.filter { $0.range == nil }
      if !names.isEmpty, isDenying {
        reader.note("\(rule.place): whether names are at addresses that earlier rules block")
      }
      reader.permit(
        services, remote: .addresses(wanted.filter { $0.range != nil }),
        local: isOurs ? .anybody(nil) : .addresses([]), way.stated, place: rule.place)
      if closed.contains(family) { continue }
      for service in services {
        for name in names {
          reader.permit(name, service.transport, service.ports, way)
        }
      }
    }
    if !rule.isQuick { lasting = lasting ?? rule.place }
  }

  /// Whether addresses are all of our side's network, as far as it is known.
  private func coversOurs(_ addresses: [EndpointAddress], _ families: [IPFamily]) -> Bool {
    guard let networks = configuration.interfaces[configuration.inside]?.networks,
      families.contains(where: { networks[$0] != nil })
    else { return false }
    let set = AddressSet(addresses.compactMap(\.range))
    return families.allSatisfy { family in networks[family].map { set.contains($0) } ?? true }
  }

  private func services(_ rule: OPNsenseRule) throws(OPNsenseProblem) -> [ReadTraffic] {
    let transports: [IPProtocol]
    switch rule.transport {
    case "any", "": transports = [.any]
    case "tcp/udp": transports = [.tcpAndUDP]
    case "icmp": transports = [.icmp]
    case "icmp6", "ipv6-icmp": return try icmp6(rule)
    default:
      guard let found = NetfilterNames.transport(rule.transport, .v4) else {
        throw OPNsenseProblem("its protocol \(rule.transport.quoted) is not understood")
      }
      transports = [found]
    }
    if transports == [.icmp] { return try icmp(rule) }
    guard let port = rule.destination.port, port != "any" else {
      return transports.map { ReadTraffic($0) }
    }
    guard transports[0].hasPorts, transports[0] != .any else {
      throw OPNsenseProblem("it has ports and no protocol that has")
    }
    return [ReadTraffic(transports[0], try ports(port))]
  }

  /// Nil for all.
  private func ports(_ text: String) throws(OPNsenseProblem) -> PortSet? {
    var ranges: [ClosedRange<UInt16>] = []
    for part in text.split(separator: ",").map({ String($0) }) {
      if configuration.aliases.has(part) {
        ranges += try configuration.aliases.ports(part).ranges
      } else if let range = OPNsenseAliases.range(part.replacing("any", with: "")) {
        ranges.append(range)
      } else {
        throw OPNsenseProblem("its port \(part.quoted) is not understood")
      }
    }
    guard let set = PortSet(ranges) else { throw OPNsenseProblem("it has no port") }
    return set == .all ? nil : set
  }

  private func icmp(_ rule: OPNsenseRule) throws(OPNsenseProblem) -> [ReadTraffic] {
    if rule.types.isEmpty { return rule.families.map { ReadTraffic(.icmp, family: $0) } }
    if rule.families.contains(.v6) { return try icmp6(rule) }
    var out: [ReadTraffic] = []
    for type in rule.types {
      guard let number = UInt8(type) ?? Self.types[type] else {
        throw OPNsenseProblem("its type of ICMP \(type.quoted) is not understood")
      }
      out.append(ReadTraffic(.icmp(type: number), family: .v4))
    }
    return out
  }

  private func icmp6(_ rule: OPNsenseRule) throws(OPNsenseProblem) -> [ReadTraffic] {
    guard rule.types.isEmpty else { throw OPNsenseProblem("types of ICMPv6 are not read") }
    return [ReadTraffic(.icmp, family: .v6)]
  }

  /// icmp(4) of OpenBSD, as in pf.conf(5).
  private static let types: [String: UInt8] = [
    "echorep": 0, "unreach": 3, "squench": 4, "redir": 5, "althost": 6, "echoreq": 8,
    "routeradv": 9, "routersol": 10, "timex": 11, "paramprob": 12, "timereq": 13, "timerep": 14,
    "inforeq": 15, "inforep": 16, "maskreq": 17, "maskrep": 18, "trace": 30, "dataconv": 31,
    "mobredir": 32, "photuris": 40,
  ]

  // MARK: Rules that block

  private mutating func deny(
    _ rule: OPNsenseRule, _ remote: Side, _ local: Side, _ reader: inout PermitReader
  ) {
    if let lasting {
      reader.problem(
        "\(rule.place) blocks, and what that takes away from \(lasting) is not worked out")
    }
    // The last rule that fits decides: one that lets pass comes later, or nothing passes anyway.
    guard rule.isQuick else { return }
    let services = try? services(rule)
    let hasPorts = rule.source.port.map { $0 != "any" } ?? false
    let isKnown = rule.conditions.isEmpty && !hasPorts
    for family in rule.families {
      let (far, near) = (end(remote, family), end(local, family))
      deny(rule, isKnown ? services : nil, remote: far, local: near, &reader)
      guard isKnown, services == [ReadTraffic(.any)], case .anybody = near else { continue }
      isDenying = true
      if case .anybody = far { closed.insert(family) }
    }
  }

  /// - Parameter services: nil where they are not understood, or it has other conditions.
  private func deny(
    _ rule: OPNsenseRule, _ services: [ReadTraffic]?, remote: ReadEnd, local: ReadEnd,
    _ reader: inout PermitReader
  ) {
    // Of a family that it has no address of, it denies nothing.
    for case .addresses(let addresses) in [remote, local] where addresses.isEmpty { return }
    let (source, destination) = way == .outbound ? (local, remote) : (remote, local)
    reader.deny(
      services, from: source, to: destination, ways: [way], isExact: services != nil,
      place: rule.place)
  }

  private func end(_ side: Side, _ family: IPFamily) -> ReadEnd {
    switch side {
    case .anybody, .own, .itself: .anybody(family)
    case .addresses(let all):
      .addresses(all.filter { $0.range.map { $0.family == family } ?? true })
    }
  }

  /// Anybody, where it is not understood.
  private func end(_ end: OPNsenseRule.End, _ rule: OPNsenseRule, _ family: IPFamily) -> ReadEnd {
    (try? side(end, rule)).map { self.end($0, family) } ?? .anybody(family)
  }

  /// Whether a rule is for some of what is allowed this way; nil if only names may be at its addresses.
  func concerns(_ rule: OPNsenseRule, _ endpoints: [Endpoint]) -> Bool? {
    let mine = endpoints.filter { $0.direction == .both || $0.direction == way.stated }
    if mine.isEmpty { return false }
    guard
      case .addresses(let addresses)? = try? side(
        way == .outbound ? rule.destination : rule.source, rule),
      !addresses.contains(where: { $0.range == nil })
    else { return true }
    let set = AddressSet(addresses.compactMap(\.range))
    let ranges = mine.compactMap { $0.address?.range }
    if ranges.contains(where: set.overlaps) { return true }
    return ranges.count == mine.count ? false : nil
  }

  // MARK: Ends

  private func side(_ end: OPNsenseRule.End, _ rule: OPNsenseRule) throws(OPNsenseProblem) -> Side {
    if end.names.isEmpty {
      if end.isNot { throw OPNsenseProblem("it is for nobody") }
      return .anybody
    }
    var addresses: [EndpointAddress] = []
    var isItself = false
    for name in end.names {
      if name == "(self)" || configuration.interfaces.key(ofOwnAddress: name) != nil {
        isItself = true
      } else if name == configuration.inside, !end.isNot, end.names.count == 1 {
        return .own
      } else {
        addresses += try self.addresses(name)
      }
    }
    if isItself {
      guard addresses.isEmpty else {
        throw OPNsenseProblem("it is for addresses of the machine itself and for others")
      }
      return end.isNot ? .anybody : .itself
    }
    guard end.isNot else { return .addresses(addresses) }
    guard !addresses.contains(where: { $0.range == nil }) else {
      throw OPNsenseProblem("it is for what is at none of some names")
    }
    let all = AddressSet(rule.families.map { AddressRange.all($0) })
    let rest = all.subtracting(AddressSet(addresses.compactMap(\.range)))
    return .addresses(rest.ranges.map { EndpointAddress($0) })
  }

  /// The addresses of a name in a rule.
  private func addresses(_ name: String) throws(OPNsenseProblem) -> [EndpointAddress] {
    if let networks = configuration.interfaces[key: name]?.networks {
      if networks.isEmpty {
        throw OPNsenseProblem("the network of the interface \(name.quoted) is not told")
      }
      return networks.values.map { EndpointAddress($0) }
    }
    if configuration.aliases.has(name) { return try configuration.aliases.addresses(name) }
    if let address = EndpointAddress.enclosing(name) { return [address] }
    if let range = AddressRange(name) { return [EndpointAddress(range)] }
    throw OPNsenseProblem("\(name.quoted) is used, and not defined")
  }
}
