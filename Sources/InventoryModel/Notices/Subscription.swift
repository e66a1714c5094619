import EndpointModel

/// Who is notified of which changes of a deployment, and where.
public struct Subscription: Hashable, Sendable {
  /// Assigned by the inventory, from 1.
  public let id: Int
  public let terms: Terms
  public let createdAt: UTCTime
  /// When and why it ended; nil while it is active.
  public let ended: Ending?

  public struct Terms: Hashable, Sendable {
    /// Who is notified, by the name that people use.
    public var who: GivenText
    public let deployment: DeploymentName
    /// Only what concerns this service.
    public var service: String?
    /// Only what changes this customer's own rules.
    public var customer: CustomerName?
    /// Only what opens, or only what closes.
    public var only: AccessSide?
    /// Whether revisions that wait for a person are reported too. Never true for a customer's.
    public var tellsHeld = true
    public var target: DeliveryTarget
    /// The format of files; other targets have their own.
    public var fileFormat = "text"
    /// Whether private and loopback addresses may be delivered to.
    public var allowsPrivate = false
    /// What goes into one mail; nil for a mail for each notice, and for other targets.
    public var digest: NoticeDigest?
    /// Nil for the customer's language, or that of the settings.
    public var language: NoticeLanguage?
    /// The number of the mailing that made it; nil if a person did.
    public var mailing: Int?

    public init(who: GivenText, deployment: DeploymentName, target: DeliveryTarget) {
      self.who = who
      self.deployment = deployment
      self.target = target
    }
  }

  public struct Ending: Hashable, Sendable {
    public let time: UTCTime
    public let reason: GivenText

    public init(time: UTCTime, reason: GivenText) {
      self.time = time
      self.reason = reason
    }
  }

  public init(id: Int, terms: Terms, createdAt: UTCTime, ended: Ending? = nil) {
    self.id = id
    self.terms = terms
    self.createdAt = createdAt
    self.ended = ended
  }
}

/// One side of an access difference.
public enum AccessSide: String, Hashable, Sendable, CaseIterable {
  case opened, closed
}

extension Subscription.Terms {
  /// The changes from other terms, for the audit; no secret address is included.
  public func changes(from before: Self?) -> [AuditEntry.Change] {
    func change(_ field: String, _ value: (Self) -> String?) -> AuditEntry.Change {
      AuditEntry.Change(field, from: before.flatMap(value), to: value(self))
    }
    return [
      change("who") { $0.who.text }, change("service") { $0.service },
      change("customer") { $0.customer?.text }, change("only") { $0.only?.rawValue },
      change("tells held") { "\($0.tellsHeld)" }, change("to") { $0.target.withoutSecret },
      change("file format") { $0.fileFormat }, change("allows private") { "\($0.allowsPrivate)" },
      change("digest") { $0.digest?.rawValue }, change("language") { $0.language?.rawValue },
      change("mailing") { $0.mailing?.description },
    ]
  }
}
