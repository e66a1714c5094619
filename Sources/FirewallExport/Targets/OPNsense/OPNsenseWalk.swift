import EndpointModel

/// Goes through the rules that are asked for what comes in at one interface, and keeps what earlier ones
/// take away from later ones.
struct OPNsenseWalk {
  private let configuration: OPNsenseConfiguration
  private let way: PermitDirection
  /// What is denied at once, whatever its protocol and sender.
  private var denied: [IPFamily: AddressSet] = [.v4: AddressSet(), .v6: AddressSet()]
  /// Other denials; without addresses or services, of all.
  private var denials: [Denial] = []

  private struct Denial {
    let place: String
    var addresses: AddressSet?
    var services: [ReadTraffic]?
    let families: [IPFamily]
  }
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
        denials.append(Denial(place: rule.place, families: rule.families))
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
      let taken = denied[family] ?? AddressSet()
      let wanted: [EndpointAddress]
      switch remote {
      case .addresses(let addresses):
        wanted = addresses.filter { $0.range.map { $0.family == family } ?? true }
      default: wanted = [EndpointAddress(.all(family))]
      }
      let ranges = AddressSet(wanted.compactMap(\.range))
      for denial in denials where denial.families.contains(family) {
        if let other = denial.addresses, other.intersection(ranges).isEmpty, !ranges.isEmpty {
          continue
        }
        if let denied = denial.services,
          !denied.contains(where: { services.contains(where: $0.shares) })
        {
          continue
        }
        reader.problem(
          "\(denial.place) blocks, and what that takes away from later rules is not worked out")
      }
      let left =
        taken.isEmpty
        ? wanted
        : wanted.filter { $0.range == nil }
          + ranges.subtracting(taken).ranges.map { EndpointAddress($0) }
      if !taken.isEmpty, wanted.contains(where: { $0.range == nil }) {
        reader.note("\(rule.place): whether names are at addresses that earlier rules block")
      }
      if services.isEmpty || left.isEmpty { continue }
      reader.permit(
        services, remote: .addresses(left), local: isOurs ? .anybody(nil) : .addresses([]),
        way.stated, place: rule.place)
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
    let addresses: AddressSet? =
      switch remote {
      case .anybody, .own, .itself: nil
      case .addresses(let all):
        all.contains { $0.range == nil } ? nil : AddressSet(all.compactMap(\.range))
      }
    let isOfAnybody =
      switch local {
      case .anybody, .own: true
      case .itself, .addresses: false
      }
    let isOfAll =
      rule.transport == "any" && rule.conditions.isEmpty && rule.source.port == nil
      && rule.destination.port == nil && isOfAnybody
    var isNamed = false
    if case .addresses = remote, addresses == nil { isNamed = true }
    guard isOfAll, !isNamed else {
      denials.append(
        Denial(
          place: rule.place, addresses: addresses, services: try? services(rule),
          families: rule.families))
      return
    }
    for family in rule.families {
      let more = addresses ?? AddressSet([.all(family)])
      denied[family] = (denied[family] ?? AddressSet())
        .union(AddressSet(more.ranges.filter { $0.family == family }))
    }
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
