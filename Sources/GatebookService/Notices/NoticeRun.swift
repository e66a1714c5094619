import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery
import WebAccess

/// Delivers the due notices of an inventory's outbox.
///
/// Each notice is claimed before it is sent and recorded after: if the program is killed in
/// between, it is sent again later, with the same identifier. The notices of one subscription go
/// out in order, and a failure holds back the later ones; different subscriptions do not wait for
/// each other.
public struct NoticeRun: Sendable {
  private let author: Author
  private let now: @Sendable () -> UTCTime
  private let channel: NoticeChannel
  private let second: SecondPlace?
  private let remedies: ReportRemedy.Words

  /// - Parameters:
  ///   - relay: nil if no mail can be sent.
  ///   - second: where what a notice tells has to stand before it is sent; nil for nowhere.
  ///   - remedies: tells how to approve what is held.
  public init(
    by author: Author, now: @escaping @Sendable () -> UTCTime, relay: MailRelay?,
    options: TransferOptions, second: SecondPlace? = nil,
    remedies: @escaping ReportRemedy.Words
  ) {
    self.remedies = remedies
    self.second = second
    self.author = author
    self.now = now
    channel = NoticeChannel(relay: relay, options: options)
  }

  /// What came of one notice.
  public struct Outcome: Sendable {
    public let notice: PlannedNotice
    /// As it is now.
    public let delivery: Delivery
    /// Whether the subscription was ended because its receiver wants nothing more.
    public let hasEnded: Bool
  }

  /// A notice on its way.
  private struct Message: Sendable {
    let notice: PlannedNotice
    let content: ChangeNotice
    let secret: [UInt8]?

    func deliver(over channel: NoticeChannel, at time: UTCTime) -> Result<Void, DeliveryError> {
      Result { () throws(DeliveryError) in
        try channel.deliver(content, to: notice.subscription, secret: secret, at: time)
      }
    }
  }

  /// More than the receivers that are likely to be dead at the same time.
  private static let workers = Workers(limit: 32)

  private var deliverySeconds: Int { channel.options.totalTimeout / 1000 }

  /// - Parameter report: called with each notice as soon as it is done.
  /// - Throws: `InventoryError`, `ConfirmationError`; failures of delivery are in the outcomes.
  public func run(on inventory: Inventory, report: (Outcome) -> Void) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    var failing: Set<Int> = []
    let tables = NoticeComposer.Tables()
    var confirmed: Int?
    try Self.workers.each(
      givingUpAfter: Double(2 * deliverySeconds + 10),
      next: { room in
        confirmed = try lastConfirmed(after: confirmed, on: inventory)
        return try messages(
          except: failing, limit: room, upTo: confirmed, tables: tables, on: inventory)
      },
      { [channel, now] message in message.deliver(over: channel, at: now()) },
      take: { message, result in
        let outcome = try note(
          message.notice, result ?? .failure(.overlong(seconds: 2 * deliverySeconds)),
          on: inventory)
        if outcome.delivery.state != .delivered { failing.insert(message.notice.subscription.id) }
        outcomes.append(outcome)
        report(outcome)
      })
    return outcomes
  }

  /// The last notice that may be sent, since what it tells stands in the second place; nil if all
  /// may. Those that come while notices are sent are confirmed before they are.
  private func lastConfirmed(after last: Int?, on inventory: Inventory) throws -> Int? {
    guard let second else { return nil }
    let present = try inventory.read { try $0.lastNoticeID() }
    if present != last { try second.confirm(inventory, at: now()) }
    return present
  }

  /// Claims the next notices for longer than any delivery takes, so that no other program tries
  /// them.
  private func messages(
    except failing: Set<Int>, limit: Int, upTo last: Int?, tables: NoticeComposer.Tables,
    on inventory: Inventory
  ) throws -> [Message] {
    let claimed = try write(on: inventory) {
      try $0.claimNotices(
        except: failing, limit: limit, upTo: last, for: Int64(2 * deliverySeconds + 60))
    }
    return try inventory.read { reader in
      let composer = NoticeComposer(reader, tables, remedies: remedies)
      return try claimed.map {
        Message(
          notice: $0, content: try composer.notice($0),
          secret: try reader.secret(of: $0.subscription))
      }
    }
  }

  private func write<T>(on inventory: Inventory, _ body: (InventoryWriter) throws -> T) throws -> T
  {
    try inventory.write(Act(by: author, at: now()), body)
  }

  private func note(
    _ notice: PlannedNotice, _ result: Result<Void, DeliveryError>, on inventory: Inventory
  ) throws -> Outcome {
    if case .failure(let failure) = result {
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
