import EndpointModel
import InventoryModel
import TestSupport
import Testing

@testable import GatebookService

@Suite struct DigestTimesTests {
  private let berlin: TimeZoneRules

  init() throws { berlin = try TimeZoneRules("Europe/Berlin", file: ZoneFile.berlin) }

  private func next(_ digest: NoticeDigest, after time: String, zone: TimeZoneRules) -> String {
    DigestTimes(zone: zone).next(digest, after: UTCTime(time)!).description
  }

  /// Six in the morning in the zone, in winter and in summer; 2026-02-02 was a Monday.
  @Test func itIsSixInTheMorningOfTheZone() {
    #expect(
      next(.day, after: "2026-01-30T12:00:00Z", zone: berlin) == "2026-01-31T05:00:00Z")
    #expect(
      next(.day, after: "2026-07-01T03:59:00Z", zone: berlin) == "2026-07-01T04:00:00Z")
    #expect(
      next(.day, after: "2026-07-01T04:00:00Z", zone: berlin) == "2026-07-02T04:00:00Z")
    #expect(next(.week, after: "2026-01-27T12:00:00Z", zone: .utc) == "2026-02-02T06:00:00Z")
    #expect(
      next(.week, after: "2026-02-02T05:59:00Z", zone: .utc) == "2026-02-02T06:00:00Z")
    #expect(next(.run, after: "2026-02-02T05:59:00Z", zone: .utc) == "2026-02-02T05:59:00Z")
  }

  /// Each morning comes once, over both changes of the clocks.
  @Test func noMorningIsLeftOut() {
    var time = UTCTime("2026-01-01T00:00:00Z")!
    var days: [CalendarDay] = []
    for _ in 0..<366 {
      time = DigestTimes(zone: berlin).next(NoticeDigest.day, after: time)
      days.append(berlin.day(of: time))
      #expect(berlin.clock(time).contains("T06:00:00+0"))
    }
    #expect(zip(days, days.dropFirst()).allSatisfy { $0.days(until: $1) == 1 })
  }
}
