import EndpointModel

/// A notice in the outbox, to one subscriber about one revision, and how its delivery went.
public struct PlannedNotice: Hashable, Sendable {
  /// Assigned by the inventory, from 1, in the order in which notices are sent.
  public let id: Int
  public let subscription: Subscription
  /// The deployment of the revision: the subscription's, unless that was merged into another since.
  public let deployment: DeploymentName
  public let subject: Subject
  public let createdAt: UTCTime
  public var delivery: Delivery

  /// What the notice reports.
  public struct Subject: Hashable, Sendable {
    public let kind: Kind
    /// The number of the revision.
    public let revision: Int
    /// The number of the revision that was current before; nil for the first one.
    public let base: Int?
    /// The time whose port assignments count.
    public let asOf: UTCTime
    /// For a change of the customer's own ports, or a reminder of one, the ports before and after.
    public let ports: PortStep?
    /// For a reminder, how many days before the day it is sent at the latest.
    public let daysLeft: Int?

    public enum Kind: String, Hashable, Sendable {
      /// The revision is current.
      case change
      /// The revision waits for a person.
      case held
      /// The customer's own ports change; the revision is the current one.
      case ports
      /// The revision was recorded by mistake and is void.
      case void
      /// A day is near by which something told before has to be done.
      case reminder
    }

    public init(
      kind: Kind, revision: Int, base: Int?, asOf: UTCTime, ports: PortStep? = nil,
      daysLeft: Int? = nil
    ) {
      self.ports = ports
      self.daysLeft = daysLeft
      self.kind = kind
      self.revision = revision
      self.base = base
      self.asOf = asOf
    }
  }

  public init(
    id: Int, subscription: Subscription, deployment: DeploymentName, subject: Subject,
    createdAt: UTCTime, delivery: Delivery
  ) {
    self.deployment = deployment
    self.id = id
    self.subscription = subscription
    self.subject = subject
    self.createdAt = createdAt
    self.delivery = delivery
  }
}

/// How the delivery of a notice went.
public struct Delivery: Hashable, Sendable {
  public var state: State
  /// How often it was tried.
  public var attempts: Int
  /// Not to be tried before this time; applies only while it is due.
  public var notBefore: UTCTime
  /// What went wrong last.
  public var failure: String?
  /// When it was tried last.
  public var triedAt: UTCTime?
  /// The identifier of the message that told it; nil if it has none.
  public var message: String?

  public enum State: String, Hashable, Sendable, CaseIterable {
    case due
    case delivered
    /// It was tried for too long, or its subscription has ended.
    case givenUp = "given up"
    /// What it was to report is void.
    case withdrawn
  }

  /// A notice is given up if its next attempt would be more than this many seconds after it
  /// became due: three days.
  public static let giveUpAfter: Int64 = 3 * 86_400

  public init(
    state: State = .due, attempts: Int = 0, notBefore: UTCTime, failure: String? = nil,
    triedAt: UTCTime? = nil, message: String? = nil
  ) {
    self.message = message
    self.state = state
    self.attempts = attempts
    self.notBefore = notBefore
    self.failure = failure
    self.triedAt = triedAt
  }

  /// - Parameter message: the identifier of the mail; nil for other targets.
  public mutating func succeed(at time: UTCTime, message: String? = nil) {
    state = .delivered
    self.message = message
    triedAt = time
    failure = nil
  }

  /// Records a failure and sets when to try again, or gives up if the notice has
  /// been due for too long.
  ///
  /// - Parameters:
  ///   - dueSince: when it became due, or when another attempt was asked for.
  ///   - retryAfter: the wait that the other side asks for, in seconds.
  public mutating func fail(
    at time: UTCTime, _ reason: String, retryAfter: Int?, dueSince: UTCTime
  ) {
    triedAt = time
    failure = reason
    let wait = Backoff.seconds(failures: attempts, retryAfter: retryAfter)
    notBefore = UTCTime(seconds: time.seconds + Int64(wait)) ?? time
    if notBefore.seconds - dueSince.seconds > Self.giveUpAfter { state = .givenUp }
  }
}
