import EndpointModel
import Foundation
import TestSupport
import Testing

/// What clocks show, by files that are made by hand.
@Suite struct TimeZoneRulesTests {
  private func zone(
    _ footer: String, before: Int = 0, changes: [(at: Int64, offset: Int)] = []
  ) throws -> TimeZoneRules {
    try TimeZoneRules(
      "Test/Zone", file: ZoneFile.bytes(before: before, changes: changes, footer: footer))
  }

  private func time(_ text: String) -> UTCTime { UTCTime(text)! }

  /// The hours from which on another offset holds are those of the laws: the European Union changes
  /// at 01:00 UTC (directive 2000/84/EC), Ontario at 02:00 of its clocks.
  @Test(arguments: [
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 3600, 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 7200, 3600),
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -18_000, -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -14_400, -18_000),
    // South of the equator, summer reaches over the end of the year; half an hour is enough.
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:30:00Z", 37_800, 39_600),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-04-04T15:00:00Z", 39_600, 37_800),
    // Irish law calls summer the standard, and winter goes back.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-03-29T01:00:00Z", 0, 3600),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00:00Z", 3600, 0),
    // Days by number: 29 February counts, or does not.
    ("AAA0BBB,J60/0,J61/0", "2028-03-01T00:00:00Z", 0, 3600),
    ("AAA0BBB,59/0,61/0", "2028-02-29T00:00:00Z", 0, 3600),
    // The clocks of Greenland change on the day before, and those of Gaza on the day after.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -7200, -3600),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 7200, 10_800),
  ])
  func theYearlyChanges(_ footer: String, _ at: String, _ before: Int, _ after: Int) throws {
    let zone = try zone(footer)
    #expect(zone.offset(at: UTCTime(seconds: time(at).seconds - 1)!) == before)
    #expect(zone.offset(at: time(at)) == after)
  }

  /// Against the calendar of Foundation, for each hour or so of forty years.
  @Test(arguments: [
    ("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"), ("America/Toronto", "EST5EDT,M3.2.0,M11.1.0"),
    ("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"), ("Asia/Kolkata", "IST-5:30"),
  ])
  func itIsAsElsewhere(_ name: String, _ footer: String) throws {
    let zone = try zone(footer)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    let failure = firstFailure(seeds: 0..<3000) { random in
      // The present laws, from 2007 on.
      let time = UTCTime(seconds: Int64.random(in: 1_200_000_000..<2_400_000_000, using: &random))!
      let date = Date(timeIntervalSince1970: Double(time.seconds))
      let offset = calendar.timeZone.secondsFromGMT(for: date)
      if zone.offset(at: time) != offset { return "\(time): \(offset)" }
      let start = Int64(calendar.startOfDay(for: date).timeIntervalSince1970)
      let found = zone.start(of: zone.day(of: time))
      return found.seconds == start ? nil : "\(time): day starts at \(start), not \(found.seconds)"
    }
    #expect(failure == nil)
  }

  /// Each second is of one day: none is left out, none is of two.
  @Test(arguments: [
    "CET-1CEST,M3.5.0,M10.5.0/3", "<-03>3<-02>,M10.3.0/0,M2.3.0/0", "CST5CDT,M3.2.0/0,M11.1.0/1",
    "<-01>1<+00>,M3.5.0/0,M10.5.0/1", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
  ])
  func daysFollowEachOther(_ footer: String) throws {
    let zone = try zone(footer)
    var day = CalendarDay("2026-01-01")!
    for _ in 0..<800 {
      let (start, end) = (zone.start(of: day), zone.end(of: day))
      #expect(zone.day(of: start) == day && zone.day(of: end) == day, "\(day)")
      day = day.adding(days: 1)
      #expect(end.seconds + 1 == zone.start(of: day).seconds, "\(day)")
    }
  }

  /// Clocks that go from 00:00 to 01:00 begin the day at 01:00; of a midnight that comes twice, the
  /// first counts; a day that was left out has no moment.
  @Test func aDayWithoutItsMidnight() throws {
    let chile = try zone("<-04>4<-03>,M9.1.6/24,M4.1.6/24")
    #expect(chile.start(of: CalendarDay("2026-09-06")!) == time("2026-09-06T04:00:00Z"))
    #expect(chile.clock(time("2026-09-06T04:00:00Z")) == "2026-09-06T01:00:00-03:00")
    // Havana goes from 01:00 back to 00:00.
    let havana = try zone("CST5CDT,M3.2.0/0,M11.1.0/1")
    #expect(havana.start(of: CalendarDay("2026-11-01")!) == time("2026-11-01T04:00:00Z"))
    #expect(
      havana.moments(of: CalendarDay("2026-11-01")!, secondOfDay: 0)
        == [time("2026-11-01T04:00:00Z"), time("2026-11-01T05:00:00Z")])
    // Samoa had no 30 December 2011: it went from ten hours behind to fourteen ahead.
    let apia = try zone(
      "<+13>-13", before: -36_000,
      changes: [(time("2011-12-30T10:00:00Z").seconds, 50_400), (1_333_202_400, 46_800)])
    let day = CalendarDay("2011-12-30")!
    #expect(apia.start(of: day) == time("2011-12-30T10:00:00Z"))
    #expect(apia.start(of: day) == apia.start(of: day.adding(days: 1)))
    #expect(apia.end(of: day.adding(days: -1)) == time("2011-12-30T09:59:59Z"))
    #expect(apia.moments(of: day, secondOfDay: 43_200).isEmpty)
  }

  @Test func whatHeldEarlierIsKnown() throws {
    let zone = try zone("BBB-2", before: 600, changes: [(1000, 3600), (2000, 7200), (3000, 3600)])
    let times: [Int64] = [0, 999, 1000, 1999, 2000, 2999]
    #expect(
      times.map { zone.offset(at: UTCTime(seconds: $0)!) } == [600, 600, 3600, 3600, 7200, 7200])
    // After the last change, the yearly rule holds, whatever the last one was.
    #expect(zone.offset(at: UTCTime(seconds: 3000)!) == 7200)
  }

  /// Nothing lies before 1970 or after 9999.
  @Test func theFirstAndTheLastDay() throws {
    let (first, last) = (CalendarDay("1970-01-01")!, CalendarDay("9999-12-31")!)
    #expect(TimeZoneRules.utc.end(of: last) == time("9999-12-31T23:59:59Z"))
    for footer in ["EAST-12", "WEST12"] {
      let zone = try zone(footer)
      #expect(
        zone.start(of: first) == (footer == "EAST-12" ? .epoch : time("1970-01-01T12:00:00Z")))
      #expect(
        zone.end(of: last)
          == time(footer == "EAST-12" ? "9999-12-31T11:59:59Z" : "9999-12-31T23:59:59Z"))
      #expect(zone.start(of: last) < zone.end(of: last))
      for text in ["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        #expect(UTCTime(zone.clock(time(text))) == time(text))
      }
    }
  }

  /// Whatever is cut off or changed in a file, it is read or refused.
  @Test func aBrokenFileIsRefused() {
    let whole = ZoneFile.bytes(before: 600, changes: [(1000, 3600), (2000, 7200)], footer: "BBB-2")
    for count in 0..<whole.count {
      #expect(throws: ValueError.self) { try TimeZoneRules("X", file: Array(whole.prefix(count))) }
    }
    let failure = firstFailure(seeds: 0..<5000) { random in
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      guard let zone = try? TimeZoneRules("X", file: bytes) else { return nil }
      let time = UTCTime(seconds: .random(in: 0...4_000_000_000, using: &random))!
      let day = zone.day(of: time)
      return zone.start(of: day) <= zone.end(of: day).addingOne ? nil : "\(day)"
    }
    #expect(failure == nil)
    for footer in ["", "B-2", "BBB", "BBB-2CCC", "BBB-2CCC,M13.1.0,M1.1.0", "BBB-999", "BBB-2 "]
    where !footer.isEmpty {
      #expect(throws: ValueError.self, "\(footer)") {
        try TimeZoneRules("X", file: ZoneFile.bytes(footer: footer))
      }
    }
  }

  @Test func daysOfTheWeek() {
    // 2026-02-02 was a Monday.
    let monday = CalendarDay("2026-02-02")!
    #expect((0..<7).map { monday.adding(days: $0).weekday } == [1, 2, 3, 4, 5, 6, 7])
    #expect(monday.days(until: CalendarDay("2026-03-02")!) == 28)
    #expect(monday.adding(days: -33).description == "2025-12-31")
  }
}

extension UTCTime {
  fileprivate var addingOne: UTCTime { UTCTime(seconds: seconds + 1) ?? self }
}
