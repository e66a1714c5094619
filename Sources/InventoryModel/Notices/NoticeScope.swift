import EndpointModel

/// The part of a deployment's change that concerns a reader.
public struct NoticeScope: Hashable, Sendable {
  /// Only this service; nil for all.
  public var service: String?
  /// Only the rules that a customer's firewall needs; nil for the table itself.
  public var customer: CustomerPorts?
  public var only: AccessSide?

  /// A customer and their ports at one time.
  public struct CustomerPorts: Hashable, Sendable {
    public let name: CustomerName
    /// Whether the customer uses the deployment then; if not, there are no rules.
    public let isUsed: Bool
    public let assignments: [PortAssignment]

    public init(name: CustomerName, isUsed: Bool, assignments: [PortAssignment]) {
      self.name = name
      self.isUsed = isUsed
      self.assignments = assignments
    }
  }

  public init(
    service: String? = nil, customer: CustomerPorts? = nil, only: AccessSide? = nil
  ) {
    self.service = service
    self.customer = customer
    self.only = only
  }

  /// Whether everything is in the scope.
  public var isAll: Bool { service == nil && customer == nil && only == nil }

  /// The part of a snapshot that is in the scope, with the customer's ports filled in.
  public func part(of snapshot: Snapshot) -> Snapshot {
    var part = snapshot
    if let service { part = Snapshot(part.endpoints.filter { $0.service == service }) }
    guard let customer else { return part }
    return customer.isUsed
      ? Snapshot(CustomerRules(part, assignments: customer.assignments).rules) : Snapshot([])
  }

  /// Whether a change of a customer's own ports changes what a subscriber has to allow.
  ///
  /// - Parameter table: with what is meant.
  public static func isConcerned(
    _ terms: Subscription.Terms, by step: PortStep, in table: Snapshot
  ) -> Bool {
    guard let customer = terms.customer else { return false }
    func part(_ ports: OwnPorts) -> Snapshot {
      NoticeScope(
        service: terms.service,
        customer: CustomerPorts(customer, ports, of: terms.deployment, from: step.time)
      ).part(of: table)
    }
    let difference = AccessDifference(from: part(step.before), to: part(step.after))
    return switch terms.only {
    case .opened: !difference.opened.isEmpty
    case .closed: !difference.closed.isEmpty
    case nil: !difference.isEmpty
    }
  }

  /// Whether the change from one snapshot to another concerns the reader: a customer if a rule
  /// opens or closes, a reader of the table also if it changes without that.
  public func isConcerned(by comparison: Comparison) -> Bool {
    if isAll { return !comparison.changes.isEmpty }
    let meant = comparison.meant
    if meant.changes.isEmpty { return false }
    // Nothing opens or closes except near the changes.
    let near = ChangeNeighbourhood(meant.changes)
    let before = part(of: near.part(of: meant.old))
    let after = part(of: near.part(of: meant.new))
    if before == after { return false }
    if customer == nil, only == nil { return true }
    let difference = AccessDifference(from: before, to: after)
    return switch only {
    case .opened: !difference.opened.isEmpty
    case .closed: !difference.closed.isEmpty
    case nil: !difference.isEmpty
    }
  }
}
