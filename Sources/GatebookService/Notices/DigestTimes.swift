import EndpointModel
import Foundation
import InventoryModel

/// When mails go that tell of a day or a week: at six in the morning, of a week on Mondays.
///
/// ```swift
/// let times = DigestTimes(zone: TimeZone(identifier: "Europe/Berlin")!)
/// times.next(.day, after: UTCTime("2026-01-30T12:00:00Z")!)  // 2026-01-31T05:00:00Z
/// ```
public struct DigestTimes: Sendable {
  private static let hour = 6
  private let calendar: Calendar

  /// - Parameter zone: in which it is six.
  public init(zone: TimeZone) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    self.calendar = calendar
  }

  /// The first such morning after a moment; the moment itself for what waits for no morning.
  public func next(_ digest: NoticeDigest, after time: UTCTime) -> UTCTime {
    switch digest {
    case .run: time
    case .day: next(DateComponents(hour: Self.hour), after: time)
    // Monday is the second day of Calendar's week.
    case .week: next(DateComponents(hour: Self.hour, weekday: 2), after: time)
    }
  }

  /// When a periodic report is due that told up to a moment.
  public func next(_ interval: PeriodicReport.Interval, after time: UTCTime) -> UTCTime {
    next(interval == .day ? NoticeDigest.day : .week, after: time)
  }

  private func next(_ parts: DateComponents, after time: UTCTime) -> UTCTime {
    let date = Date(timeIntervalSince1970: Double(time.seconds))
    let next = calendar.nextDate(after: date, matching: parts, matchingPolicy: .nextTime)
    return next.flatMap { UTCTime(seconds: Int64($0.timeIntervalSince1970)) } ?? time
  }
}
