import EndpointModel
import InventoryModel
import InventoryStorage

/// What came of merging another inventory into one.
public struct MergeOutcome: Hashable, Sendable {
  /// What something is. The raw values are a public contract.
  public enum Kind: String, Hashable, Sendable {
    case deployment, revisions, settings, source, customer, ports, subscription, firewall
    case mailing, report
  }

  /// Something of the other inventory.
  public struct Item: Hashable, Sendable {
    public let kind: Kind
    /// As it is called here.
    public let name: String
    /// Of revisions: their numbers; else nil.
    public let revisions: ClosedRange<Int>?
    /// What of it, or why not.
    public let detail: String

    init(
      _ kind: Kind, _ name: some CustomStringConvertible, _ detail: String,
      revisions: ClosedRange<Int>? = nil
    ) {
      self.kind = kind
      self.name = name.description
      self.detail = detail
      self.revisions = revisions
    }
  }

  /// What the inventory has now and did not have before, in the order in which it was taken.
  public internal(set) var taken: [Item] = []
  /// What both have changed, so that a person has to decide. Of revisions, the first that differs.
  public internal(set) var conflicts: [Item] = []
  /// What the other one has and is not taken by rule.
  public internal(set) var left: [Item] = []
  /// Names whose addresses are newly known.
  public internal(set) var resolvedNames = 0
  /// How many entries of the audit came along.
  public internal(set) var auditEntries = 0
  /// How many notices became due by what was taken.
  public internal(set) var dueNotices = 0
  /// How many notices the other one has delivered, which are not sent again.
  public internal(set) var deliveredNotices = 0
  /// How many notices were due there for subscriptions that came along, and wait for a person.
  public internal(set) var givenUpNotices = 0

  /// Whether the inventory has nothing to learn from the other one.
  public var isEmpty: Bool {
    taken.isEmpty && resolvedNames == 0 && deliveredNotices == 0
  }
}
