import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery
import WebAccess

/// Delivers the due notices of an inventory's outbox.
///
/// Each notice is claimed before it is sent and recorded after: if the program is killed in
/// between, it is sent again later, with the same identifier. The notices of one lane go out in
/// order, and a failure holds back the later ones; different lanes do not wait for each other.
public struct NoticeRun: Sendable {
  private let author: Author
  let now: @Sendable () -> UTCTime
  let channel: NoticeChannel
  let settings: Settings
  private let second: SecondPlace?
  let remedies: ReportRemedy.Words

  /// What may be set about sending.
  public struct Settings: Sendable {
    /// How many messages one receiver is sent at a time.
    public var perReceiver = 4
    /// When mails of a day or week go, and in which time zone people are told times.
    public var times: DigestTimes
    /// For who has no language of their own.
    public var language = NoticeLanguage.english
    /// What stands around notices in mails to customers, by their language.
    public var frames: [NoticeLanguage: MailFrame] = [:]

    public init(times: DigestTimes) { self.times = times }
  }

  /// - Parameters:
  ///   - relay: nil if no mail can be sent.
  ///   - second: where what a notice tells has to stand before it is sent; nil for nowhere.
  ///   - remedies: tells how to approve what is held.
  public init(
    by author: Author, now: @escaping @Sendable () -> UTCTime, relay: MailRelay?,
    options: TransferOptions, second: SecondPlace? = nil, settings: Settings,
    remedies: @escaping ReportRemedy.Words
  ) {
    self.remedies = remedies
    self.second = second
    self.author = author
    self.now = now
    self.settings = settings
    channel = NoticeChannel(relay: relay, options: options, frames: settings.frames)
  }

  /// What came of one notice.
  public struct Outcome: Sendable {
    public let notice: PlannedNotice
    /// As it is now.
    public let delivery: Delivery
    /// Whether the subscription was ended because its receiver wants nothing more.
    public let hasEnded: Bool
  }

  /// Notices on their way.
  private struct Message: Sendable {
    let lane: DeliveryLane
    let notices: [PlannedNotice]
    let contents: [ChangeNotice]
    let secret: [UInt8]?

    func deliver(
      over channel: NoticeChannel, at time: UTCTime
    ) -> Result<NoticeID?, DeliveryError> {
      Result { () throws(DeliveryError) in
        try channel.deliver(
          contents, to: notices.map(\.subscription), isDigest: lane.digest != nil, secret: secret,
          at: time)
      }
    }
  }

  /// A message that was delivered or failed, and is not noted yet.
  private struct Finished {
    let lane: DeliveryLane
    let notices: [PlannedNotice]
    let result: Result<NoticeID?, DeliveryError>

    var isDelivered: Bool {
      if case .success = result { true } else { false }
    }
  }

  /// More than the receivers that are likely to be dead at the same time.
  private static let workers = Workers(limit: 64)

  private var deliverySeconds: Int { channel.options.totalTimeout / 1000 }

  /// - Parameter report: called with each notice as soon as it is done.
  /// - Throws: `InventoryError`, `ConfirmationError`; failures of delivery are in the outcomes.
  public func run(on inventory: Inventory, report: (Outcome) -> Void) throws -> [Outcome] {
    try write(on: inventory) { writer in
      for reminder in try Reminders(writer, in: settings.times.zone).due(at: now()) {
        try writer.put(reminder.subscription, reminder.subject)
      }
    }
    var outcomes: [Outcome] = []
    var failing: Set<Int> = []
    var queue = DeliveryQueue(perReceiver: settings.perReceiver)
    var finished: [Finished] = []
    let tables = NoticeComposer.Tables()
    var confirmed: Int?
    try Self.workers.each(
      givingUpAfter: Double(2 * deliverySeconds + 10),
      next: { room in
        // What is done and what comes next is stored at once: each transaction waits for the disk.
        for message in finished {
          queue.done(message.lane, isAgain: message.isDelivered)
          if !message.isDelivered { failing.formUnion(message.lane.subscriptions) }
        }
        let (done, claimed) = try note(
          finished, claiming: room, upTo: confirmed, from: &queue, on: inventory)
        finished = []
        outcomes += done
        for outcome in done { report(outcome) }
        if !claimed.isEmpty { return try messages(claimed, tables: tables, on: inventory) }
        // What became due while the rest was delivered is delivered, too, once it is confirmed: what
        // is done is stored by then, whether or not that succeeds.
        confirmed = try lastConfirmed(after: confirmed, on: inventory)
        if queue.isEmpty { queue.add(try lanes(except: failing, on: inventory)) }
        let (_, more) = try note(
          [], claiming: room, upTo: confirmed, from: &queue, on: inventory)
        return try messages(more, tables: tables, on: inventory)
      },
      { [channel, now] message in message.deliver(over: channel, at: now()) },
      take: { message, result in
        finished.append(
          Finished(
            lane: message.lane, notices: message.notices,
            result: result ?? .failure(.overlong(seconds: 2 * deliverySeconds))))
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

  /// The lanes whose time has come.
  private func lanes(except failing: Set<Int>, on inventory: Inventory) throws -> [DeliveryLane] {
    let time = now()
    return try inventory.read { try $0.dueLanes(at: time) }.filter {
      failing.isDisjoint(with: $0.subscriptions) && isTime($0, time)
    }
  }

  private func isTime(_ lane: DeliveryLane, _ time: UTCTime) -> Bool {
    guard let digest = lane.digest, !lane.isTried else { return true }
    return settings.times.next(digest, after: lane.since) <= time
  }

  /// What goes into one message of a lane.
  private typealias Claim = (lane: DeliveryLane, notices: [PlannedNotice])

  /// Stores how deliveries went, and claims the next notices for longer than any delivery takes, so
  /// that no other program tries them.
  private func note(
    _ finished: [Finished], claiming room: Int, upTo last: Int?,
    from queue: inout DeliveryQueue, on inventory: Inventory
  ) throws -> (done: [Outcome], claimed: [Claim]) {
    var lanes = queue.next(room)
    if finished.isEmpty, lanes.isEmpty { return ([], []) }
    return try write(on: inventory) { writer in
      let done = try finished.flatMap { try note($0, writer) }
      var claimed: [Claim] = []
      while !lanes.isEmpty {
        let notices = try writer.claimNotices(
          of: lanes, upTo: last, for: Int64(2 * deliverySeconds + 60))
        for (lane, notices) in zip(lanes, notices) {
          if notices.isEmpty {
            queue.done(lane, isAgain: false)
          } else {
            claimed.append((lane, notices))
          }
        }
        lanes = queue.next(room - claimed.count)
      }
      return (done, claimed)
    }
  }

  private func messages(
    _ claimed: [Claim], tables: NoticeComposer.Tables, on inventory: Inventory
  ) throws -> [Message] {
    if claimed.isEmpty { return [] }
    return try inventory.read { reader in
      let composer = NoticeComposer(
        reader, tables, language: settings.language, zone: settings.times.zone,
        remedies: remedies)
      return try claimed.map { lane, notices in
        Message(
          lane: lane, notices: notices, contents: try notices.map(composer.notice),
          secret: try reader.secret(of: notices[0].subscription))
      }
    }
  }

  func write<T>(on inventory: Inventory, _ body: (InventoryWriter) throws -> T) throws -> T {
    try inventory.write(Act(by: author, at: now()), body)
  }

  private func note(_ message: Finished, _ writer: InventoryWriter) throws -> [Outcome] {
    try message.notices.map { notice in
      switch message.result {
      case .failure(let failure):
        let delivery = try writer.noteFailure(
          of: notice, "\(failure)", retryAfter: failure.retryAfter,
          endsSubscription: failure.isGone)
        return Outcome(notice: notice, delivery: delivery, hasEnded: failure.isGone)
      case .success(let id):
        var delivery = notice.delivery
        delivery.succeed(at: writer.act.time, message: id?.uuid)
        try writer.note(delivery, of: notice)
        return Outcome(notice: notice, delivery: delivery, hasEnded: false)
      }
    }
  }
}
