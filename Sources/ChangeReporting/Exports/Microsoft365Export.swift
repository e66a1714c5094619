import EndpointModel
import InventoryModel

/// An export in the shape of the Microsoft 365 IP address and URL web service (learn.microsoft.com,
/// "Office 365 IP Address and URL web service"), so that programs that read it can read any vendor:
/// `version`, `endpoints` and `changes`.
///
/// The endpoints with the same service, group, protocol and ports form an endpoint set. Sets and
/// changes are numbered in the order of the history, so that no later revision changes a number.
/// Sets that came from that web service keep their number and category, and whether they are
/// required and reached by ExpressRoute. Ports known only from a customer's assignment are left
/// out, and `notes` says so.
///
/// ```swift
/// var export = Microsoft365Export(deployment: revision.deployment)
/// export.add(snapshot, of: revision)  // recorded on 2026-01-31
/// export.version.text.contains("\"latest\": \"2026013100\"")  // true
/// ```
public struct Microsoft365Export: Sendable {
  private let instance: String
  private var versions: [String] = []
  private var changes: [(version: String, json: JSONText)] = []
  private var numbers: [EndpointSet: Int] = [:]
  private var taken: Set<Int> = []
  private var lastNumber = 0
  private var sets: [EndpointSet: Set<EndpointAddress>] = [:]

  /// What the endpoints of one set share.
  private struct EndpointSet: Hashable {
    let service: String?
    let group: String?
    let ports: Ports?
    let transport: IPProtocol?
    let portRole: PortRole?
    /// What the web service said about it, if it came from there.
    let stated: EndpointSetNote?

    init(_ endpoint: Endpoint) {
      stated = endpoint.note.flatMap { EndpointSetNote($0) }
      service = endpoint.service
      group = endpoint.group
      ports = endpoint.ports
      transport = endpoint.transport
      portRole = endpoint.portRole
    }

    /// The group, if it is one of the service's categories.
    var category: String? {
      group.flatMap { ["Optimize", "Allow", "Default"].contains($0) ? $0 : nil }
    }
  }

  /// - Parameter instance: what the answers call it; nil for the deployment's name.
  public init(deployment: DeploymentName, instance: String? = nil) {
    self.instance = instance ?? deployment.description
  }

  /// Adds the next revision of the history, from the first one on.
  public mutating func add(_ snapshot: Snapshot, of revision: Revision) {
    let version = nextVersion(revision.recordedAt)
    versions.append(version)
    let old = sets
    sets = [:]
    for endpoint in snapshot.endpoints {
      let set = EndpointSet(endpoint)
      if numbers[set] == nil { numbers[set] = number(for: set) }
      sets[set, default: []].formUnion(endpoint.address.map { [$0] } ?? [])
    }
    let isFirst = versions.count == 1
    let before = Set(old.values.joined())
    for (set, number) in numbers.sorted(by: { $0.value < $1.value }) where !isFirst {
      let (was, now) = (old[set], sets[set])
      if was == now { continue }
      changes.append(
        (
          version,
          change(number, set, was, now, version: version, revision, namedBefore: before)
        ))
    }
  }

  /// Adds the next revision where only versions are asked for.
  public mutating func add(versionOf revision: Revision) {
    versions.append(nextVersion(revision.recordedAt))
  }

  /// The set's own number, or the next that no other set has.
  private mutating func number(for set: EndpointSet) -> Int {
    if let own = set.stated?.id, taken.insert(own).inserted { return own }
    while !taken.insert(lastNumber + 1).inserted { lastNumber += 1 }
    lastNumber += 1
    return lastNumber
  }

  /// `YYYYMMDDNN`: the day of the revision and its number on that day, from 0.
  private func nextVersion(_ time: UTCTime) -> String {
    let day = time.day.description.replacing("-", with: "")
    let count = versions.filter { $0.hasPrefix(day) }.count
    return day + (count < 10 ? "0" : "") + String(count)
  }

  /// What `/version` answers.
  public var version: JSONText {
    var members = latestMembers
    members.add("versions", .array(versions.reversed().map { .string($0) }))
    return .object(members)
  }

  /// What `/version` answers without `AllVersions`.
  public var latestVersion: JSONText { .object(latestMembers) }

  private var latestMembers: JSONText.Members {
    ["instance": .string(instance), "latest": .string(versions.last ?? "0000000000")]
  }

  /// What `/changes` answers.
  public var changesList: JSONText { changes(after: "") }

  /// What `/changes` answers to who has a version already.
  public func changes(after version: String) -> JSONText {
    .array(changes.filter { $0.version > version }.map(\.json))
  }

  /// What `/endpoints` answers for the revision added last.
  public var endpoints: JSONText { endpoints() }

  /// What `/endpoints` answers to more narrow questions.
  ///
  /// - Parameters:
  ///   - serviceAreas: only sets of these, and of what is common to all; all if empty.
  ///   - hasIPv6: whether IPv6 addresses are given.
  public func endpoints(serviceAreas: Set<String> = [], hasIPv6: Bool = true) -> JSONText {
    .array(
      sets.map { (numbers[$0.key] ?? 0, $0.key, $0.value) }.sorted { $0.0 < $1.0 }
        .filter { _, set, _ in
          serviceAreas.isEmpty || serviceAreas.contains(set.service ?? "Common")
            || (set.service ?? "Common") == "Common"
        }
        .map { number, set, addresses in
          .object(Self.members(number, set, hasIPv6 ? addresses : addresses.withoutIPv6))
        })
  }

  private static func members(
    _ number: Int, _ set: EndpointSet, _ addresses: Set<EndpointAddress>
  ) -> JSONText.Members {
    var members: JSONText.Members = [
      "id": .number(number),
      "serviceArea": .string(set.service ?? "Common"),
      "serviceAreaDisplayName": .string(set.service ?? "Common"),
    ]
    add(set, to: &members)
    let (ips, urls) = split(addresses)
    if !ips.isEmpty { members.add("ips", .array(ips.map { .string($0) })) }
    if !urls.isEmpty { members.add("urls", .array(urls.map { .string($0) })) }
    for (name, value) in ports(of: set) { members.add(name, .string(value)) }
    if let notes = notes(on: set) { members.add("notes", .string(notes)) }
    return members
  }

  private static func add(_ set: EndpointSet, to members: inout JSONText.Members) {
    members.add("category", .string(set.category ?? "Allow"))
    members.add("required", .bool(set.stated?.isRequired ?? true))
    members.add("expressRoute", .bool(set.stated?.isExpressRoute ?? false))
  }

  /// IP addresses as CIDR blocks, always with their lengths; names as they are.
  private static func split(
    _ addresses: Set<EndpointAddress>
  ) -> (ips: [String], urls: [String]) {
    var ips: [String] = []
    var urls: [String] = []
    for address in addresses.sorted() {
      switch address {
      case .block(let block): ips.append("\(block.first)/\(block.prefixLength)")
      case .range(let unaligned):
        ips += unaligned.range.cidrCover.map { "\($0.first)/\($0.prefixLength)" }
      case .any: ips += ["0.0.0.0/0", "::/0"]
      case .host, .pattern, .placeholder: urls.append(address.description)
      }
    }
    return (ips, urls)
  }

  private static func ports(of set: EndpointSet) -> [(name: String, value: String)] {
    let ports: String
    switch set.ports {
    case .customer?, nil: return []
    case .numbers(let numbers)?: ports = numbers.description
    case .any?: ports = "1-65535"
    }
    switch set.transport {
    case .tcp?: return [("tcpPorts", ports)]
    case .udp?: return [("udpPorts", ports)]
    case .tcpAndUDP?, .any?: return [("tcpPorts", ports), ("udpPorts", ports)]
    // The web service has no field for these, nor for a protocol that is not stated.
    case .sctp?, .icmp?, .number?, nil: return []
    }
  }

  private static func notes(on set: EndpointSet) -> String? {
    var notes: [String] = []
    if let group = set.group, set.category == nil { notes.append(group) }
    switch set.transport {
    case nil: notes.append("The protocol is not stated")
    case .tcp?, .udp?, .tcpAndUDP?: break
    case let other?: notes.append("Protocol \(other)")
    }
    if set.ports == nil, set.transport?.hasPorts ?? true {
      notes.append("The ports are not stated")
    } else if let ports = set.ports, Self.ports(of: set).isEmpty, set.portRole == nil {
      notes.append("Ports \(ports)")
    }
    if set.ports == .customer || set.portRole != nil {
      notes.append("The ports are each customer's own.")
    }
    if let stated = set.stated?.notes { notes.append(stated) }
    return notes.isEmpty ? nil : notes.joined(separator: ". ")
  }

  private func change(
    _ number: Int, _ set: EndpointSet, _ was: Set<EndpointAddress>?, _ now: Set<EndpointAddress>?,
    version: String, _ revision: Revision, namedBefore: Set<EndpointAddress>
  ) -> JSONText {
    let added = (now ?? []).subtracting(was ?? [])
    let removed = (was ?? []).subtracting(now ?? [])
    var members: JSONText.Members = [
      "id": .number(changes.count + 1),
      "endpointSetId": .number(number),
      "disposition": .string(was == nil ? "Add" : now == nil ? "Remove" : "Change"),
      "version": .string(version),
      "impact": .string(Self.impact(added, removed, namedBefore: namedBefore)),
    ]
    func side(_ addresses: Set<EndpointAddress>, isAdded: Bool) -> JSONText {
      let (ips, urls) = Self.split(addresses)
      var side = JSONText.Members()
      if isAdded {
        let day = (revision.openBefore(in: .utc).flatMap { CalendarDay($0.description) })
        side.add(
          "effectiveDate",
          .string((day ?? revision.recordedAt.day).description.replacing("-", with: "")))
      }
      if !ips.isEmpty { side.add("ips", .array(ips.map { .string($0) })) }
      if !urls.isEmpty { side.add("urls", .array(urls.map { .string($0) })) }
      return .object(side)
    }
    if !added.isEmpty { members.add("add", side(added, isAdded: true)) }
    if !removed.isEmpty { members.add("remove", side(removed, isAdded: false)) }
    func state(_ addresses: Set<EndpointAddress>) -> JSONText {
      var state: JSONText.Members = ["serviceArea": .string(set.service ?? "Common")]
      for (name, value) in Self.ports(of: set) { state.add(name, .string(value)) }
      Self.add(set, to: &state)
      return .object(state)
    }
    if let was { members.add("previous", state(was)) }
    if let now { members.add("current", state(now)) }
    return .object(members)
  }

  private static func impact(
    _ added: Set<EndpointAddress>, _ removed: Set<EndpointAddress>,
    namedBefore: Set<EndpointAddress>
  ) -> String {
    if added.isEmpty { return removed.isEmpty ? "OtherNonPriorityChanges" : "RemovedIpOrUrl" }
    // Addresses that another set already had have only moved, or serve one more set.
    if added.isSubset(of: namedBefore) { return "MovedIpOrUrl" }
    let (ips, urls) = split(added)
    return ips.isEmpty ? "AddedUrl" : urls.isEmpty ? "AddedIp" : "AddedIpAndUrl"
  }
}

extension Set<EndpointAddress> {
  /// Without IPv6 addresses; what is anywhere stays.
  fileprivate var withoutIPv6: Set { filter { $0.range?.family != .v6 } }
}
