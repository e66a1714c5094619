import ChangeReporting
import EndpointModel
import InventoryStorage
import WebAccess

/// Delivers what is due in the outbox of an inventory.
///
/// Each notice is claimed before it is sent and noted after: killed in between, it is sent
/// again later, with the same identifier. Of one subscription the notices go out in order; a
/// failure lets the later ones wait.
public struct Deliverer: Sendable {
  private let author: Author
  private let now: @Sendable () -> UTCTime
  private let channel: NoticeChannel

  /// - Parameter relay: nil where no mail can be sent.
  public init(
    by author: Author, now: @escaping @Sendable () -> UTCTime, relay: MailRelay?,
    options: TransferOptions
  ) {
    self.author = author
    self.now = now
    channel = NoticeChannel(relay: relay, options: options)
  }

  /// What came of a notice.
  public struct Outcome: Sendable {
    public let notice: PlannedNotice
    /// As it stands now.
    public let delivery: Delivery
    /// Whether the subscription was ended, because nothing is wanted there any more.
    public let hasEnded: Bool
  }

  /// Longer than any delivery takes: after it another program may try the notice.
  private var claimSeconds: Int64 {
    Int64(channel.options.totalTimeout / 1000) + 60
  }

  /// - Parameter report: told of each notice as soon as it is dealt with.
  /// - Throws: `InventoryError`: what goes wrong with a delivery is in its outcome.
  public func run(on inventory: Inventory, report: (Outcome) -> Void) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    var failing: Set<Int> = []
    while let notice = try write(
      on: inventory,
      {
        try $0.claimNotice(except: failing, for: claimSeconds)
      })
    {
      let outcome = try deliver(notice, on: inventory)
      if outcome.delivery.state != .delivered { failing.insert(notice.subscription.id) }
      outcomes.append(outcome)
      report(outcome)
    }
    return outcomes
  }

  private func write<T>(on inventory: Inventory, _ body: (InventoryWriter) throws -> T) throws -> T
  {
    try inventory.write(Act(by: author, at: now()), body)
  }

  private func deliver(_ notice: PlannedNotice, on inventory: Inventory) throws -> Outcome {
    let (content, secret) = try inventory.read {
      (try NoticeComposer($0).notice(notice), try $0.secret(of: notice.subscription))
    }
    do throws(DeliveryError) {
      try channel.deliver(content, to: notice.subscription, secret: secret, at: now())
    } catch {
      let failure = error
      let delivery = try write(on: inventory) {
        try $0.noteFailure(
          of: notice, "\(failure)", retryAfter: failure.retryAfter,
          endsSubscription: failure.isGone)
      }
      return Outcome(notice: notice, delivery: delivery, hasEnded: failure.isGone)
    }
    var delivery = notice.delivery
    delivery.succeed(at: now())
    try write(on: inventory) { try $0.note(delivery, of: notice) }
    return Outcome(notice: notice, delivery: delivery, hasEnded: false)
  }
}
