import EndpointModel

/// An endpoint of some deployment that is related to an address.
public struct Occurrence: Equatable, Sendable {
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

  /// An endpoint with its time. A wide block is related to many of the addresses that are asked for
  /// together, so all of them share it.
  private final class Presence: Equatable, Sendable {
    let deployment: DeploymentName
    let endpoint: Endpoint
    let since: Moment
    let until: Moment?

    init(_ deployment: DeploymentName, _ endpoint: Endpoint, _ since: Moment, _ until: Moment?) {
      self.deployment = deployment
      self.endpoint = endpoint
      self.since = since
      self.until = until
    }

    static func == (a: Presence, b: Presence) -> Bool {
      a === b
        || a.deployment == b.deployment && a.endpoint == b.endpoint && a.since == b.since
          && a.until == b.until
    }
  }

  private let presence: Presence
  public private(set) var relation: Relation

  public var deployment: DeploymentName { presence.deployment }
  public var endpoint: Endpoint { presence.endpoint }
  public var since: Moment { presence.since }
  /// Nil while it is current.
  public var until: Moment? { presence.until }

  /// The same for all occurrences that `related(by:)` made of one, as long as one of them lives: what
  /// is worked out for one holds for the others.
  public var shared: ObjectIdentifier { ObjectIdentifier(presence) }

  public init(
    deployment: DeploymentName, endpoint: Endpoint, relation: Relation, since: Moment,
    until: Moment?
  ) {
    presence = Presence(deployment, endpoint, since, until)
    self.relation = relation
  }

  /// The same endpoint in its relation to another address.
  public func related(by relation: Relation) -> Occurrence {
    var other = self
    other.relation = relation
    return other
  }

  /// The order in which they are listed: current ones first, then by deployment and endpoint.
  public func isListed(before other: Occurrence) -> Bool {
    let (a, b) = (presence, other.presence)
    if a === b { return false }
    if (a.until == nil) != (b.until == nil) { return a.until == nil }
    if a.deployment != b.deployment { return a.deployment < b.deployment }
    if a.endpoint != b.endpoint { return a.endpoint < b.endpoint }
    return a.since.revision < b.since.revision
  }

  /// Whether the endpoint was there at a time.
  public func contains(_ time: UTCTime) -> Bool {
    since.time <= time && until.map { time < $0.time } ?? true
  }
}
