import EndpointModel
import InventoryModel
import InventoryStorage

/// The addresses of a deployment as a firewall polls them: one entry a line, IP addresses as CIDR
/// blocks, then names.
public struct DeploymentList: Sendable {
  public let question: ListQuestion
  public let revision: Revision
  /// Ascending, without repetition; never empty.
  public let entries: [String]
  /// How many endpoints no entry can say: those without an address, placeholders, and those whose
  /// ports the customer does not have.
  public let leftOut: Int
}

/// Why there is no list. A firewall takes a list as the whole truth, so none is made where an
/// empty one would be.
public enum ListError: Error, Hashable, Sendable {
  case unknownService(String, in: DeploymentName, known: [String])
  case notUsed(CustomerName, of: DeploymentName)
  /// The deployment is out of use, so that nobody keeps it up to date.
  case outOfUse(DeploymentName, since: UTCTime)
  /// Nothing is left of the question.
  case empty(DeploymentName)
}

extension ListError: TimedError {
  public func words(in zone: TimeZoneRules) -> String {
    switch self {
    case .unknownService(let name, let deployment, let known):
      "\(deployment) has no service \"\(name.withVisibleControls)\""
        + (known.isEmpty
          ? ""
          : "; it has " + known.prefix(8).map(\.withVisibleControls).joined(separator: ", ")
            + (known.count > 8 ? ", …" : ""))
    case .notUsed(let customer, let deployment): "\(customer) does not use \(deployment)"
    case .outOfUse(let deployment, let since):
      "\(deployment) is out of use since \(zone.clock(since))"
    case .empty(let deployment):
      "of \(deployment), the list would be empty: no endpoint has what is asked for"
    }
  }
}

/// Makes lists of deployments' addresses.
public struct DeploymentLists {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// The list of the current revision, which is never a held one.
  ///
  /// ```swift
  /// var question = ListQuestion(try DeploymentName(parsing: "eschat/canada-aws-02"))
  /// question.kinds = [.ipv4]
  /// try DeploymentLists(reader).list(question, at: now).entries.first  // "3.23.41.163"
  /// ```
  ///
  /// - Parameter allowsEmpty: whether an empty list is asked for.
  /// - Throws: `ListError`, `InventoryError`
  public func list(
    _ question: ListQuestion, at time: UTCTime, allowsEmpty: Bool = false
  ) throws -> DeploymentList {
    let revision = try inventory.revision(RevisionReference(question.deployment))
    if let since = try inventory.archivedAt(question.deployment) {
      throw ListError.outOfUse(question.deployment, since: since)
    }
    var snapshot = try inventory.snapshot(of: revision).meant(
      by: inventory.declaration(of: question.deployment))
    var leftOut = 0
    if let customer = question.customer {
      _ = try inventory.customer(customer)
      guard try inventory.uses(question.deployment, customer, at: time) else {
        throw ListError.notUsed(customer, of: question.deployment)
      }
      let rules = CustomerRules(
        snapshot,
        assignments: try inventory.assignments(on: question.deployment, of: customer, at: time))
      snapshot = Snapshot(rules.rules)
      leftOut = rules.unresolved.filter { Self.isOf(question, $0.endpoint) }.count
    }
    for service in question.services
    where !snapshot.endpoints.contains(where: { $0.service == service }) {
      throw ListError.unknownService(
        service, in: question.deployment,
        known: Set(snapshot.endpoints.compactMap(\.service)).sorted())
    }
    var entries = ListEntries(question.kinds)
    for endpoint in snapshot.endpoints where Self.isOf(question, endpoint) {
      if question.traffic.map({ $0.isNeeded(by: endpoint) }) ?? true { entries.add(endpoint) }
    }
    let texts = entries.texts(aggregates: question.aggregates)
    if texts.isEmpty, !allowsEmpty { throw ListError.empty(question.deployment) }
    return DeploymentList(
      question: question, revision: revision, entries: texts, leftOut: leftOut + entries.leftOut)
  }

  private static func isOf(_ question: ListQuestion, _ endpoint: Endpoint) -> Bool {
    question.services.isEmpty || question.services.contains(endpoint.service ?? "")
  }
}

/// The entries of a list.
private struct ListEntries {
  private let kinds: Set<ListQuestion.Kind>
  private var ranges: Set<AddressRange> = []
  private var names: Set<EndpointAddress> = []
  private(set) var leftOut = 0

  init(_ kinds: Set<ListQuestion.Kind>) { self.kinds = kinds }

  private func has(_ kind: ListQuestion.Kind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

  mutating func add(_ endpoint: Endpoint) {
    switch endpoint.address {
    case .block?, .range?:
      if let range = endpoint.range, has(.init(range.family)) { ranges.insert(range) }
    case .any?:
      for family in IPFamily.allCases where has(.init(family)) { ranges.insert(.all(family)) }
    case .host?, .pattern?:
      if has(.names), let address = endpoint.address { names.insert(address) }
    case .placeholder?, nil: leftOut += 1
    }
  }

  func texts(aggregates: Bool) -> [String] {
    let blocks =
      aggregates
      ? AddressSet(ranges).cidrCover : Array(Set(ranges.flatMap(\.cidrCover))).sorted()
    return blocks.map(\.description) + names.sorted().map(\.description)
  }
}
