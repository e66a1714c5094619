import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery

/// What would be sent to whom: the messages of everything that is due, without sending any.
public struct NoticePreview {
  private let settings: NoticeRun.Settings
  private let time: UTCTime
  private let remedies: ReportRemedy.Words

  public init(
    _ settings: NoticeRun.Settings, at time: UTCTime, remedies: @escaping ReportRemedy.Words
  ) {
    self.settings = settings
    self.time = time
    self.remedies = remedies
  }

  /// A message as its receiver would get it.
  public struct Message {
    public let notices: [PlannedNotice]
    /// When it goes; nil for now.
    public let goesAt: UTCTime?
    fileprivate let contents: [ChangeNotice]
    fileprivate let frame: FilledFrame?

    public func text(_ style: TextStyle) -> String {
      let text = NoticeDigestText(contents).text(style)
      return frame.map { $0.text(around: text) } ?? text
    }
  }

  /// - Throws: `InventoryError`
  public func messages(of inventory: InventoryReader) throws -> [Message] {
    let composer = NoticeComposer(
      inventory, language: settings.language, zone: settings.times.zone, remedies: remedies)
    var found: [(notices: [PlannedNotice], goesAt: UTCTime?)] = []
    for lane in try inventory.dueLanes(at: time) {
      let morning = lane.digest.map { settings.times.next($0, after: lane.since) }
      let goesAt = lane.isTried ? nil : morning.flatMap { $0 > time ? $0 : nil }
      found += try inventory.messages(of: lane, at: time).map { ($0, goesAt) }
    }
    // Reminders are put into the outbox when notices are sent.
    let last = try inventory.notices(limit: 1).first?.id ?? 0
    for (i, reminder) in try Reminders(inventory, in: settings.times.zone).due(at: time)
      .enumerated()
    {
      let notice = PlannedNotice(
        id: last + 1 + i, subscription: reminder.subscription,
        deployment: reminder.subscription.terms.deployment, subject: reminder.subject,
        createdAt: time, delivery: Delivery(notBefore: time))
      found.append(([notice], nil))
    }
    return try found.map { notices, goesAt in
      let contents = try notices.map(composer.notice)
      let isMail = if case .mail? = notices.first?.subscription.terms.target { true } else { false }
      let frame = contents.first.flatMap { settings.frames[$0.language] }
      return Message(
        notices: notices, goesAt: goesAt, contents: contents,
        frame: isMail ? frame?.filled(for: contents) : nil)
    }
  }
}
