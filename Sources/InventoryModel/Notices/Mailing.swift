import EndpointModel

/// An order to tell the contacts of every customer of what changes in their own rules. The
/// inventory keeps a subscription for each contact, which follows when contacts, or the
/// deployments that customers use, change.
public struct Mailing: Hashable, Sendable {
  /// Assigned by the inventory, from 1.
  public let id: Int
  public let terms: Terms
  public let createdAt: UTCTime
  /// When it ended; nil while it is active.
  public let endedAt: UTCTime?

  public struct Terms: Hashable, Sendable {
    /// Nil for whichever deployments the customers use.
    public var deployment: DeploymentName?
    /// Only what opens, or only what closes.
    public var only: AccessSide?
    /// Nil for a mail for each notice.
    public var digest: NoticeDigest?

    public init(
      deployment: DeploymentName? = nil, only: AccessSide? = nil, digest: NoticeDigest? = nil
    ) {
      self.deployment = deployment
      self.only = only
      self.digest = digest
    }
  }

  public init(id: Int, terms: Terms, createdAt: UTCTime, endedAt: UTCTime? = nil) {
    self.id = id
    self.terms = terms
    self.createdAt = createdAt
    self.endedAt = endedAt
  }
}
