import EndpointModel

/// What is delivered one after the other: the notices of a subscription, or those of all
/// subscriptions whose notices go into the same mails.
public struct DeliveryLane: Hashable, Sendable {
  /// The numbers of the subscriptions, ascending.
  public let subscriptions: [Int]
  public let target: DeliveryTarget
  public let digest: NoticeDigest?
  /// When the first of its notices was put into the outbox.
  public let since: UTCTime
  /// Whether that was tried before, or asked for again: such a mail waits for no day.
  public let isTried: Bool

  public init(
    subscriptions: [Int], target: DeliveryTarget, digest: NoticeDigest?, since: UTCTime,
    isTried: Bool
  ) {
    self.subscriptions = subscriptions
    self.target = target
    self.digest = digest
    self.since = since
    self.isTried = isTried
  }
}
