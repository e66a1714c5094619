import EndpointModel

/// A rule by which a device gives connections another destination. What its filter lets pass is then
/// not what was asked for: a connection to an address that is allowed ends elsewhere, or one to
/// another address comes to one that is allowed.
///
/// ```swift
/// DestinationRewrite("line 7", before: [range], after: [other], .tcp, PortSet("443"))
///   .told(of: endpoints)
/// ```
struct DestinationRewrite {
  /// `line 7`, for a sentence.
  let place: String
  /// Where connections go to; nil if that is anywhere, or not told.
  var before: [AddressRange]?
  /// Where they come to; nil if that is not told, none for the device itself.
  var after: [AddressRange]?
  var transport: IPProtocol
  /// Nil for every port.
  var ports: PortSet?
  /// The interface or zone that it is for alone, which may be another than that of what is allowed.
  var side: String?

  init(
    _ place: String, before: [AddressRange]?, after: [AddressRange]?,
    _ transport: IPProtocol = .any, _ ports: PortSet? = nil, side: String? = nil
  ) {
    self.place = place
    self.before = before
    self.after = after
    self.transport = transport
    self.ports = ports
    self.side = side
  }

  /// Whether the destination stays what it was.
  private var isIdentity: Bool {
    guard let before, let after else { return false }
    return AddressSet(before) == AddressSet(after)
  }

  /// A sentence on what of the endpoints it concerns, and whether it surely does; nil if nothing.
  fileprivate func sentence(on targets: Targets) -> (text: String, isSure: Bool)? {
    if isIdentity { return nil }
    if let (address, isSure) = targets.first(in: before, transport, ports) {
      return (
        "\(place) gives connections another destination, also those to \(address), which is allowed",
        isSure
      )
    }
    // Ports may be other ones before.
    if let (address, isSure) = targets.first(in: after, transport, nil) {
      return (
        "\(place) gives connections to other addresses the destination \(address), which is allowed",
        isSure
      )
    }
    return nil
  }

  /// Destinations that are allowed, by their traffic, of which there are few kinds: there may be many
  /// of both, addresses and rules.
  fileprivate struct Targets {
    private let kinds: [(sample: Endpoint, addresses: AddressSet, endpoints: [Endpoint])]

    init(_ endpoints: [Endpoint]) {
      var places: [Traffic: Int] = [:]
      var byTraffic: [[Endpoint]] = []
      for endpoint in endpoints where endpoint.direction != .inbound {
        let traffic = Traffic(transport: endpoint.transport, ports: endpoint.ports)
        let place = places[traffic] ?? byTraffic.count
        if place == byTraffic.count { byTraffic.append([]) }
        places[traffic] = place
        byTraffic[place].append(endpoint)
      }
      kinds = byTraffic.map { all in
        (all[0], AddressSet(all.flatMap { $0.address.places }), all)
      }
    }

    private struct Traffic: Hashable {
      let transport: IPProtocol?
      let ports: Ports?
    }

    /// The first in some addresses, of which nil are all, with some traffic; addresses come before
    /// names, of which nothing tells where they lead to.
    func first(
      in ranges: [AddressRange]?, _ transport: IPProtocol, _ ports: PortSet?
    ) -> (String, isSure: Bool)? {
      var name: Endpoint?
      for kind in kinds where kind.sample.shares(transport, ports) {
        if let ranges, !ranges.contains(where: kind.addresses.overlaps) { continue }
        let found = kind.endpoints.filter { endpoint in
          guard let ranges else { return true }
          return endpoint.address.places.contains { place in ranges.contains { $0.overlaps(place) }
          }
        }
        if let first = found.first(where: \.hasAddresses) {
          return (first.address?.description ?? "any", true)
        }
        name = name ?? found.first
      }
      return name.map { ($0.address?.description ?? "any", ranges == nil) }
    }
  }
}

extension [DestinationRewrite] {
  /// Tells of those that concern what was read: as a problem, or as a note where that is not sure.
  func tell(_ reader: inout PermitReader) {
    let (problems, notes) = told(of: reader.endpoints)
    for problem in problems { reader.problem(problem) }
    for note in notes { reader.note(note) }
  }

  /// How many are told: who has more has seen enough.
  private static var most: Int { 100 }

  /// The sentences on those that concern some endpoints.
  func told(of endpoints: [Endpoint]) -> (problems: [String], notes: [String]) {
    if isEmpty { return ([], []) }
    let targets = DestinationRewrite.Targets(endpoints)
    var out: (problems: [String], notes: [String]) = ([], [])
    for rewrite in self {
      guard out.problems.count + out.notes.count < Self.most else {
        out.problems.append(
          "more rules give connections another destination, and are not looked at")
        break
      }
      guard let (text, isSure) = rewrite.sentence(on: targets) else { continue }
      if let side = rewrite.side {
        out.notes.append("\(text), if they pass \(side.quoted)")
      } else if isSure {
        out.problems.append(text)
      } else {
        out.notes.append("\(text), if it leads there")
      }
    }
    return out
  }
}

extension EndpointAddress? {
  /// The addresses that a filter compares; of a name all, as nothing tells its addresses.
  fileprivate var places: [AddressRange] {
    if let range = self?.range { return [range] }
    return IPFamily.allCases.map { .all($0) }
  }
}

extension Endpoint {
  /// Whether it is at addresses, or at any; not if it is at a name.
  fileprivate var hasAddresses: Bool { address.map { $0 == .any || $0.range != nil } ?? true }

  /// Whether some traffic is also of this one.
  fileprivate func shares(_ other: IPProtocol, _ others: PortSet?) -> Bool {
    let (mine, theirs) = ((transport ?? .any).parts, other.parts)
    guard mine.isEmpty || theirs.isEmpty || !mine.isDisjoint(with: theirs) else { return false }
    guard let others, case .numbers(let own)? = ports else { return true }
    return own.ranges.contains { a in others.ranges.contains { a.overlaps($0) } }
  }
}
