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

    public func text(_ style: TextStyle) -> String { NoticeDigestText(contents).text(style) }
  }

  /// - Throws: `InventoryError`
  public func messages(of inventory: Inventory, _ act: Act) throws -> [Message] {
    // What would be claimed is what would be sent; nothing of it is kept.
    let messages = try inventory.rehearse(act) { writer in
      try Reminders(writer).put(at: time)
      var found: [(lane: DeliveryLane, notices: [PlannedNotice])] = []
      for lane in try writer.dueLanes(at: time) {
        while let next = try writer.claimNotices(of: [lane], for: 1).first, !next.isEmpty {
          found.append((lane, next))
          for notice in next {
            var delivery = notice.delivery
            delivery.succeed(at: time)
            try writer.note(delivery, of: notice)
          }
        }
      }
      let composer = NoticeComposer(writer, language: settings.language, remedies: remedies)
      return try found.map { lane, notices in
        let morning = lane.digest.map { settings.times.next($0, after: lane.since) }
        return Message(
          notices: notices.map(\.untried),
          goesAt: lane.isTried ? nil : morning.flatMap { $0 > time ? $0 : nil },
          contents: try notices.map(composer.notice))
      }
    }
    return messages
  }
}

extension PlannedNotice {
  /// As it was before it was claimed for show.
  fileprivate var untried: PlannedNotice {
    var notice = self
    notice.delivery.attempts -= 1
    return notice
  }
}
