import EndpointModel
import Foundation
import InventoryModel
import Testing

@testable import GatebookService

@Suite struct DigestTimesTests {
  private func next(_ digest: NoticeDigest, after time: String, zone: String) -> String {
    DigestTimes(zone: TimeZone(identifier: zone)!).next(digest, after: UTCTime(time)!).description
  }

  /// Six in the morning in the zone, in winter and in summer; 2026-02-02 was a Monday.
  @Test func itIsSixInTheMorningOfTheZone() {
    #expect(
      next(.day, after: "2026-01-30T12:00:00Z", zone: "Europe/Berlin") == "2026-01-31T05:00:00Z")
    #expect(
      next(.day, after: "2026-07-01T03:59:00Z", zone: "Europe/Berlin") == "2026-07-01T04:00:00Z")
    #expect(
      next(.day, after: "2026-07-01T04:00:00Z", zone: "Europe/Berlin") == "2026-07-02T04:00:00Z")
    #expect(next(.week, after: "2026-01-27T12:00:00Z", zone: "UTC") == "2026-02-02T06:00:00Z")
    #expect(
      next(.week, after: "2026-02-02T05:59:00Z", zone: "UTC") == "2026-02-02T06:00:00Z")
    #expect(next(.run, after: "2026-02-02T05:59:00Z", zone: "UTC") == "2026-02-02T05:59:00Z")
  }
}
