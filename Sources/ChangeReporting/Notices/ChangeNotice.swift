import EndpointModel
import InventoryModel

/// What a notice says about one step of a deployment's history: the common form of all
/// exports and messages.
public struct ChangeNotice: Sendable {
  public let kind: PlannedNotice.Subject.Kind
  /// When it takes effect.
  public let time: UTCTime
  /// For a change of the customer's own ports, the ports before and after.
  public let ports: PortStep?
  /// The revision that was current before; nil for the first one.
  public let from: Revision?
  public let to: Revision
  public let scope: NoticeScope
  /// The customer whose rules are reported; nil if it is the table itself.
  public let customer: Customer?
  /// What differs for the reader.
  public private(set) var report: ChangeReport
  /// The customer's endpoints whose ports are unknown after the change.
  public let unresolved: [CustomerRules.Unresolved]
  /// The words of the document that endpoints after the change were read from.
  public let quotes: [Endpoint: String]
  /// The removed or narrowed addresses that others still need, ascending.
  public let stillNeeded: [StillNeeded]
  let remedies: ReportRemedy.Words
  /// What people are told in; data is the same in all.
  public var language = NoticeLanguage.english
  /// In which people are told times.
  public var zone = TimeZoneRules.utc
  /// Of a reminder: how many days before it is sent at the latest.
  public var daysLeft: Int?

  /// - Parameters:
  ///   - before: the whole snapshot of `from`; empty for nil.
  ///   - after: the whole snapshot of `to`.
  ///   - declaration: what is meant if the document states no ports or protocol.
  ///   - ports: the customer's own ports before and after, if they change. The
  ///     scope has those after.
  ///   - scopeBefore: nil if it is the same as `scope`.
  ///   - stillNeeded: who needs an address in other deployments; what it throws is rethrown.
  ///   - remedies: tells how to approve what is held.
  public init(
    kind: PlannedNotice.Subject.Kind = .change, from: Revision?, to: Revision, before: Snapshot,
    after: Snapshot, declaration: Declaration? = nil, scope: NoticeScope = NoticeScope(),
    scopeBefore: NoticeScope? = nil, customer: Customer? = nil, ports: PortStep? = nil,
    quotes: [Endpoint: String] = [:],
    stillNeeded: ([EndpointAddress]) throws -> [StillNeeded] = { _ in [] },
    remedies: @escaping ReportRemedy.Words
  ) rethrows {
    self.remedies = remedies
    self.kind = kind
    self.ports = ports
    time = ports?.time ?? to.recordedAt
    self.from = from
    self.to = to
    self.scope = scope
    self.customer = customer
    // A customer's rules use the declaration; the table itself is shown as it is stated.
    let isForCustomer = scope.customer != nil
    let (old, new) = (
      (scopeBefore ?? scope).part(of: isForCustomer ? before.meant(by: declaration) : before),
      scope.part(of: isForCustomer ? after.meant(by: declaration) : after)
    )
    if let declaration, !isForCustomer {
      report = ChangeReport(Comparison(from: old, to: new, meant: declaration))
    } else {
      report = ChangeReport(Comparison(from: old, to: new))
      if after.meant(by: declaration) != after { report.declaration = declaration }
    }
    if let ports = scope.customer, ports.isUsed {
      let table = NoticeScope(service: scope.service).part(of: after.meant(by: declaration))
      unresolved = CustomerRules(table, assignments: ports.assignments).unresolved
    } else {
      unresolved = []
    }
    self.quotes = quotes
    let addresses =
      scope.only == .opened ? [] : StillNeeded.addresses(of: report.changes)
    self.stillNeeded = Self.joined(
      Self.users(of: addresses, in: new, at: to, changes: report.changes)
        + (try stillNeeded(addresses)))
  }

  /// Who needs the addresses in the same deployment after the change. Only other services
  /// count: a service that writes its own blocks differently has not lost them. Endpoints
  /// changed in place are excluded.
  private static func users(
    of addresses: [EndpointAddress], in snapshot: Snapshot, at revision: Revision,
    changes: ChangeSet
  ) -> [StillNeeded] {
    let changed = Set(changes.changed.after)
    let others = snapshot.endpoints.filter { !changed.contains($0) }
    let services = Dictionary(
      grouping: changes.removedOrChanged, by: \.address
    ).mapValues { Set($0.map(\.service)) }
    let byRange = RangeIndex(
      others.compactMap { endpoint in endpoint.address?.range.map { ($0, endpoint) } })
    let byName = Dictionary(grouping: others.filter { $0.address?.range == nil }, by: \.address)
    return addresses.map { address in
      let found = address.range.map(byRange.overlapping) ?? byName[address] ?? []
      let users = found.filter { !(services[address]?.contains($0.service) ?? false) }
      return StillNeeded(
        address: address,
        users: users.map { StillNeeded.User(deployment: revision.deployment, endpoint: $0) })
    }
  }

  private static func joined(_ all: [StillNeeded]) -> [StillNeeded] {
    Dictionary(grouping: all, by: \.address).map { address, parts in
      StillNeeded(address: address, users: Set(parts.flatMap(\.users)).sorted())
    }.filter { !$0.users.isEmpty }.sorted { $0.address < $1.address }
  }

  /// Sets which of the added addresses had been gone only for a short time.
  public mutating func tell(_ returns: [AddressReturn]) { report.returns = returns }

  public var deployment: DeploymentName { to.deployment }

  /// What opens, as far as the reader asked for it.
  public var opened: AccessEntries { scope.only == .closed ? [] : report.access.opened }

  /// What closes, as far as the reader asked for it.
  public var closed: AccessEntries { scope.only == .opened ? [] : report.access.closed }

  /// The same for the same step of the same history, whatever comes later; different for readers
  /// whose parts of it differ.
  public var id: NoticeID {
    NoticeID(
      of: [
        "notice", kind.rawValue, deployment.description, to.number.description,
        to.recordedAt.description, to.document.sha256, from?.number.description ?? "",
        scope.service ?? "", customer?.name.text ?? "", scope.only?.rawValue ?? "",
      ] + (ports.map { ["\($0.time)", "\($0.before)", "\($0.after)"] } ?? [])
        + (daysLeft.map { ["\($0) days"] } ?? []))
  }
}
