import EndpointModel

/// An endpoint of some deployment that is related to an address.
public struct Occurrence: Hashable, Sendable {
  /// How the endpoint's address relates to the one that was asked for.
  public enum Relation: String, Hashable, Sendable {
    /// It contains everything that was asked for.
    case covers
    /// It is a part of what was asked for.
    case inside
    /// Each has something that the other does not.
    case overlaps
  }

  /// A revision, and when it became current.
  public struct Moment: Hashable, Sendable {
    public let revision: Int
    public let time: UTCTime

    public init(revision: Int, time: UTCTime) {
      self.revision = revision
      self.time = time
    }
  }

  public let deployment: DeploymentName
  public let endpoint: Endpoint
  public let relation: Relation
  public let since: Moment
  /// Nil while it is current.
  public let until: Moment?

  public init(
    deployment: DeploymentName, endpoint: Endpoint, relation: Relation, since: Moment,
    until: Moment?
  ) {
    self.deployment = deployment
    self.endpoint = endpoint
    self.relation = relation
    self.since = since
    self.until = until
  }

  /// Whether the endpoint was there at a time.
  public func contains(_ time: UTCTime) -> Bool {
    since.time <= time && until.map { time < $0.time } ?? true
  }
}
