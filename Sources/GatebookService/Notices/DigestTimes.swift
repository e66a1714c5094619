import EndpointModel
import InventoryModel

/// When mails go that tell of a day or a week: at six in the morning, of a week on Mondays.
///
/// ```swift
/// let times = DigestTimes(zone: berlin)
/// times.next(.day, after: UTCTime("2026-01-30T12:00:00Z")!)  // 2026-01-31T05:00:00Z
/// ```
public struct DigestTimes: Sendable {
  private static let second = 6 * 3600
  /// In which it is six.
  public let zone: TimeZoneRules

  public init(zone: TimeZoneRules) { self.zone = zone }

  /// The first such morning after a moment; the moment itself for what waits for no morning.
  public func next(_ digest: NoticeDigest, after time: UTCTime) -> UTCTime {
    switch digest {
    case .run: time
    case .day: next(after: time) { _ in true }
    case .week: next(after: time) { $0.weekday == 1 }
    }
  }

  /// When a periodic report is due that told up to a moment.
  public func next(_ interval: PeriodicReport.Interval, after time: UTCTime) -> UTCTime {
    next(interval == .day ? NoticeDigest.day : .week, after: time)
  }

  private func next(after time: UTCTime, _ isMeant: (CalendarDay) -> Bool) -> UTCTime {
    var day = zone.day(of: time)
    while !isMeant(day) || zone.first(of: day, secondOfDay: Self.second) <= time {
      day = day.adding(days: 1)
    }
    return zone.first(of: day, secondOfDay: Self.second)
  }
}
