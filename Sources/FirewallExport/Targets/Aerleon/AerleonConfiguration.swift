import EndpointModel

/// A policy of Aerleon with the definitions that it uses, in one text. Filters for other platforms
/// are passed over.
struct AerleonConfiguration {
  private var definitions: AerleonDefinitions
  private var endpoints: [Endpoint] = []
  private var problems: [String] = []
  private var number: Int?
  private var notes: [String] = []
  /// The direction of the filter that is read.
  private var way = Direction.both
  /// Terms that deny, of the filter that is read.
  private var denials = ReadDenials()
  private var wholes: [Endpoint] = []
  private var effective: [String] = []

  var reading: FirewallReading {
    FirewallReading(
      endpoints, wholes: wholes + denials.wholes, number: number, problems: problems, notes: notes,
      denials: effective + denials.effective)
  }

  init(_ text: String, platform: String, options asked: String) throws {
    let documents = try YAMLReader.documents(text, of: Aerleon.name)
    guard documents.count == 1, let document = documents.first,
      let filters = document["filters"]?.elements
    else { throw FirewallReadingError(Aerleon.name, "it has no list \"filters\"") }
    definitions = AerleonDefinitions(
      networks: document["networks"]?.map, services: document["services"]?.map)
    var isThere = false
    for filter in filters {
      guard let targets = filter["header"]?["targets"]?.map, let terms = filter["terms"]?.elements
      else {
        problem(filter.line, "a filter has no targets or no terms")
        continue
      }
      guard let options = targets[platform] else { continue }
      isThere = true
      guard let way = AerleonWay.of(options.text ?? "", asked: asked) else {
        problem(
          filter.line,
          "a filter between other zones is not read: the setting options is \(asked.quoted)")
        continue
      }
      self.way = way
      if let comment = filter["header"]?["comment"]?.text {
        number = FirewallPlan.number(inRemark: comment) ?? number
      }
      wholes += denials.wholes
      effective += denials.effective
      denials = ReadDenials()
      for (i, term) in terms.enumerated() { take(term, isLast: i == terms.count - 1) }
      if !(terms.last.map(Self.deniesTheRest) ?? false) { tellEnd(filter.line, options) }
    }
    if !isThere { problems.append("no filter is for the platform \(platform)") }
  }

  private mutating func problem(_ line: Int, _ text: String) {
    problems.append("line \(line): \(text)")
  }

  // MARK: Terms

  /// What narrows a term in ways that are understood, or says nothing of what is allowed.
  private static let known: Set = [
    "name", "comment", "owner", "logging", "counter", "action", "protocol", "icmp-type",
    "destination-port", "address", "source-address", "destination-address", "source-exclude",
    "destination-exclude", "source-fqdn", "destination-fqdn",
  ]

  private static let remarks: Set = ["name", "comment", "owner", "logging", "counter", "action"]

  private static func deniesTheRest(_ term: ConfigurationNode) -> Bool {
    ["deny", "reject"].contains(term["action"]?.text)
      && term.map?.member(otherThan: remarks) == nil
  }

  /// What no term is about, a platform's options may accept, such as `FORWARD ACCEPT`.
  private mutating func tellEnd(_ line: Int, _ options: ConfigurationNode) {
    let words = (options.text ?? "").lowercased().split(separator: " ")
    if words.contains("accept") {
      problem(line, "what no term is about is accepted by the options of the platform")
    } else {
      notes.append("what no term is about: the platform decides, as no term denies all else")
    }
  }

  private mutating func take(_ term: ConfigurationNode, isLast: Bool) {
    guard let map = term.map else { return problem(term.line, "it is not a term") }
    // Nothing after a colon is not the same as everything.
    if let empty = map.members.first(where: \.value.isNull) {
      return problem(empty.line, "\(empty.name.asComment(limit: 40)) has no value")
    }
    let action = term["action"]?.text ?? ""
    if isLast, Self.deniesTheRest(term) { return }
    guard action == "accept" || Self.denying.contains(action) else {
      return problem(term.line, "a term that does not accept takes away from others")
    }
    if let other = map.member(otherThan: Self.known) {
      return problem(other.line, "\(other.name.asComment(limit: 40)) is not understood here")
    }
    do {
      if action == "accept" { try permit(term) } else { try deny(term) }
    } catch {
      problem(error.line, error.reason)
    }
  }

  private static let denying: Set = ["deny", "reject", "reject-with-tcp-rst"]

  private mutating func permit(
    _ term: ConfigurationNode
  ) throws(AerleonDefinitions.Failure) {
    let (places, direction) = try places(term)
    var made: [Endpoint] = []
    for (transport, family) in try transports(term) {
      let ports = try ports(term, transport)
      for place in Self.narrowed(places, to: family) {
        made.append(
          Endpoint(address: place, ports: ports, transport: transport, direction: direction))
      }
    }
    let rest = denials.rest(of: made, from: .anybody(nil), to: .anybody(nil))
    endpoints += rest.endpoints
    for sentence in rest.told where !problems.contains(sentence) { problems.append(sentence) }
  }

  /// Takes what a term denies away from later ones: the first that fits decides.
  private mutating func deny(
    _ term: ConfigurationNode
  ) throws(AerleonDefinitions.Failure) {
    let (places, direction) = try places(term)
    var services: [ReadTraffic] = []
    for (transport, family) in try transports(term) {
      let ports = try ports(term, transport)
      let set: PortSet? = if case .numbers(let set) = ports { set } else { nil }
      services.append(ReadTraffic(transport, set, family: family))
    }
    let end: ReadEnd = places.contains(.any) ? .anybody(nil) : .addresses(places)
    for way in PermitDirection.allCases where direction == .both || direction == way.stated {
      let told = denials.take(
        services, from: way == .outbound ? .anybody(nil) : end,
        to: way == .outbound ? end : .anybody(nil), [way], isExact: true,
        place: "line \(term.line)",
        sentence: "line \(term.line): it denies, and what that takes away is not worked out")
      if let told { problems.append(told) }
    }
  }

  /// The addresses of a family, or all if none is asked for. Names may have addresses of both.
  private static func narrowed(
    _ places: [EndpointAddress], to family: IPFamily?
  ) -> [EndpointAddress] {
    guard let family else { return places }
    return places.compactMap { place in
      if case .any = place { return EndpointAddress(.all(family)) }
      return place.range.map { $0.family == family } ?? true ? place : nil
    }
  }

  // MARK: Parts of a term

  /// A word, several with blanks between them, or a list of them.
  private func words(
    _ term: ConfigurationNode, _ name: String
  ) throws(AerleonDefinitions.Failure) -> [(text: String, line: Int)] {
    guard let node = term[name] else { return [] }
    var out: [(String, Int)] = []
    for element in node.elements ?? [node] {
      guard let text = element.text else {
        throw failure(element.line, "\(name) is not made of words")
      }
      out += text.split(whereSeparator: \.isWhitespace).map { (String($0), element.line) }
    }
    if out.isEmpty { throw failure(node.line, "\(name) is empty") }
    return out
  }

  private func failure(_ line: Int, _ reason: String) -> AerleonDefinitions.Failure {
    AerleonDefinitions.Failure(line: line, reason: reason)
  }

  private func places(
    _ term: ConfigurationNode
  ) throws(AerleonDefinitions.Failure) -> ([EndpointAddress], Direction) {
    let ends = [
      "address", "source-address", "destination-address", "source-fqdn", "destination-fqdn",
    ].filter { term[$0] != nil }
    guard ends.count <= 1 else {
      throw failure(term.line, "a term names both ends of a connection, or one of them twice")
    }
    guard let end = ends.first else {
      guard term["source-exclude"] == nil, term["destination-exclude"] == nil else {
        throw failure(term.line, "a term excludes addresses from no network")
      }
      return ([.any], way)
    }
    let direction: Direction =
      end == "address" ? way : end.hasPrefix("source") ? .inbound : .outbound
    guard way == .both || direction == way else {
      throw failure(
        term.line, "its filter is for \(way.rawValue) connections: the addresses are of our own end"
      )
    }
    var found = AerleonDefinitions.Network()
    for (token, line) in try words(term, end) {
      let network = try definitions.network(token, at: line)
      found.addresses += network.addresses
      found.names += network.names
    }
    if end.hasSuffix("fqdn") {
      guard found.addresses.isEmpty else {
        throw failure(term.line, "a network of names holds addresses, which do not count there")
      }
      return (found.names.map { .host($0) }, direction)
    }
    guard found.names.isEmpty else {
      throw failure(term.line, "a network of addresses holds names, which do not count there")
    }
    return (try excluding(term, found.addresses, direction).map { EndpointAddress($0) }, direction)
  }

  private func excluding(
    _ term: ConfigurationNode, _ addresses: [AddressRange], _ direction: Direction
  ) throws(AerleonDefinitions.Failure) -> [AddressRange] {
    let (here, there) =
      direction == .inbound
      ? ("source-exclude", "destination-exclude") : ("destination-exclude", "source-exclude")
    guard term[there] == nil, direction != .both || term[here] == nil else {
      throw failure(term.line, "a term excludes addresses of the other end")
    }
    var excluded: [AddressRange] = []
    for (token, line) in try words(term, here) {
      excluded += try definitions.network(token, at: line).addresses
    }
    if excluded.isEmpty { return addresses }
    return AddressSet(addresses).subtracting(AddressSet(excluded)).ranges
  }

  private func transports(
    _ term: ConfigurationNode
  ) throws(AerleonDefinitions.Failure) -> [(IPProtocol, IPFamily?)] {
    let types = try words(term, "icmp-type")
    var out: [(IPProtocol, IPFamily?)] = []
    for (name, line) in try words(term, "protocol") {
      switch name {
      case "icmp", "1":
        if types.isEmpty { out.append((.icmp, .v4)) }
        for (type, line) in types {
          guard let number = AerleonNames.icmpTypes[type] else {
            throw failure(line, "it is not a type of ICMP for IPv4")
          }
          out.append((.icmp(type: number), .v4))
        }
      case "icmpv6", "58":
        guard types.isEmpty else {
          throw failure(line, "types of ICMP for IPv6 are not understood")
        }
        out.append((.icmp, .v6))
      default:
        guard types.isEmpty else { throw failure(line, "a protocol other than ICMP has types") }
        guard
          let number = AerleonNames.protocols[name] ?? UInt8(name)
            ?? ["tcp": 6, "udp": 17, "sctp": 132][name]
        else { throw failure(line, "the protocol \(name.asComment(limit: 40)) is not understood") }
        out.append((IPProtocol(number: number), nil))
      }
    }
    guard out.isEmpty else { return out }
    guard types.isEmpty else { throw failure(term.line, "a term has types without a protocol") }
    return [(.any, nil)]
  }

  /// Aerleon joins the ports of all protocols of a term, and allows them to each of the protocols
  /// (TranslatePorts in lib/policy.py).
  private func ports(
    _ term: ConfigurationNode, _ transport: IPProtocol
  ) throws(AerleonDefinitions.Failure) -> Ports {
    let tokens = try words(term, "destination-port")
    if tokens.isEmpty { return .any }
    let protocols = try words(term, "protocol").map { $0.text.lowercased() }
    var ranges: [ClosedRange<UInt16>] = []
    for (token, line) in tokens {
      let service = try definitions.service(token, at: line)
      ranges += protocols.flatMap { service[$0] ?? [] }
    }
    guard transport.hasPorts, transport != .any, let ports = PortSet(ranges) else {
      throw failure(term.line, "the services of a term have no ports for its protocols")
    }
    return .numbers(ports)
  }
}
