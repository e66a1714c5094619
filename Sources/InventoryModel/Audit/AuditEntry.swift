import EndpointModel

/// One change of the inventory, kept to answer who did what.
public struct AuditEntry: Hashable, Sendable {
  /// Assigned by the inventory, from 1, in the order of the changes.
  public let id: Int
  public let act: Act
  public let action: Action
  /// What was changed, by the name it had then: `eschat/canada-aws-02@3`, `northwood-ems`.
  public let subject: String
  public let changes: [Change]
  /// The deployment and the customer that it concerns, by their present names; nil for none.
  public let deployment: DeploymentName?
  public let customer: CustomerName?
  /// The inventory that it came from when that was merged; nil for what was done in this one.
  public let origin: GivenText?

  /// A field's value before and after; nil for none. Secrets are never included.
  public struct Change: Hashable, Sendable {
    public let field: String
    public let before: String?
    public let after: String?

    public init(_ field: String, from before: String? = nil, to after: String? = nil) {
      self.field = field
      self.before = before
      self.after = after
    }
  }

  /// What was done. The raw values are a public contract: they are only ever added to.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case revisionStored = "revision.stored"
    case revisionHeld = "revision.held"
    case revisionApproved = "revision.approved"
    case revisionRejected = "revision.rejected"
    case revisionReverted = "revision.reverted"
    case revisionVoided = "revision.voided"
    case revisionPassed = "revision.passed"
    case deploymentChanged = "deployment.changed"
    case deploymentRenamed = "deployment.renamed"
    case deploymentMerged = "deployment.merged"
    case deploymentArchived = "deployment.archived"
    case deploymentRestored = "deployment.restored"
    case guardChanged = "guard.changed"
    case sourceAdded = "source.added"
    case sourceChanged = "source.changed"
    case sourceRemoved = "source.removed"
    case sourcePaused = "source.paused"
    case sourceResumed = "source.resumed"
    case sourceAsked = "source.asked"
    case layoutKept = "layout.kept"
    case layoutRemoved = "layout.removed"
    case customerAdded = "customer.added"
    case customerChanged = "customer.changed"
    case customerRenamed = "customer.renamed"
    case customerMerged = "customer.merged"
    case customerArchived = "customer.archived"
    case customerRestored = "customer.restored"
    case customerErased = "customer.erased"
    case useBegun = "use.begun"
    case useEnded = "use.ended"
    case portsAssigned = "ports.assigned"
    case portsEnded = "ports.ended"
    case portsCorrected = "ports.corrected"
    case plansCancelled = "plans.cancelled"
    case subscriptionAdded = "subscription.added"
    case subscriptionChanged = "subscription.changed"
    case subscriptionEnded = "subscription.ended"
    case noticesRetried = "notices.retried"
    case noticesBounced = "notices.bounced"
    case mailingAdded = "mailing.added"
    case mailingEnded = "mailing.ended"
    case reportAdded = "report.added"
    case reportEnded = "report.ended"
    case firewallAdded = "firewall.added"
    case firewallChanged = "firewall.changed"
    case firewallRemoved = "firewall.removed"
    case firewallApplied = "firewall.applied"
    case firewallAdopted = "firewall.adopted"
    case tokenAdded = "token.added"
    case tokenChanged = "token.changed"
    case tokenRemoved = "token.removed"
    case userAdded = "user.added"
    case userChanged = "user.changed"
    case userRemoved = "user.removed"
    case inventoryRestored = "inventory.restored"
    case generationBegun = "generation.begun"
    case inventoryMerged = "inventory.merged"

    /// Whether it is nothing but its changes: without any, nothing was done.
    public var isOfFields: Bool {
      switch self {
      case .guardChanged, .sourceChanged, .customerChanged, .subscriptionChanged, .tokenChanged,
        .userChanged:
        true
      default: false
      }
    }
  }

  public init(
    id: Int, act: Act, action: Action, subject: String, changes: [Change],
    deployment: DeploymentName? = nil, customer: CustomerName? = nil, origin: GivenText? = nil
  ) {
    self.deployment = deployment
    self.customer = customer
    self.origin = origin
    self.id = id
    self.act = act
    self.action = action
    self.subject = subject
    self.changes = changes
  }
}
