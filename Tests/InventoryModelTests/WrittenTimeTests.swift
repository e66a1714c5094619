import EndpointModel
import InventoryModel
import TestSupport
import Testing

@Suite struct WrittenTimeTests {
  private let berlin: TimeZoneRules
  private let toronto: TimeZoneRules

  init() throws {
    berlin = try TimeZoneRules("Europe/Berlin", file: ZoneFile.berlin)
    toronto = try TimeZoneRules("America/Toronto", file: ZoneFile.toronto)
  }

  @Test func whatADayMeans() throws {
    let day = try WrittenTime(parsing: "2026-03-10")
    #expect(try day.beginning(in: .utc).description == "2026-03-10T00:00:00Z")
    #expect(try day.asOf(in: .utc).description == "2026-03-10T23:59:59Z")
    #expect(try day.after(in: .utc).description == "2026-03-11T00:00:00Z")
    #expect(try day.beginning(in: berlin).description == "2026-03-09T23:00:00Z")
    #expect(try day.asOf(in: berlin).description == "2026-03-10T22:59:59Z")
    #expect(try day.after(in: toronto).description == "2026-03-11T04:00:00Z")
    // A period until a day holds on that day, and not on the next.
    for zone in [.utc, berlin, toronto] {
      let period = try Period(
        from: WrittenTime(parsing: "2026-03-01").beginning(in: zone), until: day.after(in: zone))!
      #expect(period.contains(try day.asOf(in: zone)))
      #expect(!period.contains(try WrittenTime(parsing: "2026-03-11").beginning(in: zone)))
    }
  }

  /// On the day when the clocks change it has 23 or 25 hours.
  @Test func aDayIsAsLongAsItsClocksSay() throws {
    func hours(_ text: String) throws -> Int64 {
      let day = try WrittenTime(parsing: text)
      return try (day.after(in: berlin).seconds - day.beginning(in: berlin).seconds) / 3600
    }
    #expect(try hours("2026-03-28") == 24)
    #expect(try hours("2026-03-29") == 23)
    #expect(try hours("2026-10-25") == 25)
  }

  /// A time with its offset is itself; one without is that of the clocks.
  @Test func whatATimeMeans() throws {
    for zone in [.utc, berlin] {
      let time = try WrittenTime(parsing: "2026-03-10T12:00:00+02:00")
      #expect(try time.after(in: zone).description == "2026-03-10T10:00:00Z")
      #expect(try time.asOf(in: zone).description == "2026-03-10T10:00:00Z")
    }
    for text in ["2026-07-10T09:30", "2026-07-10 09:30", "2026-07-10T09:30:00"] {
      let time = try WrittenTime(parsing: text)
      #expect(try time.beginning(in: berlin).description == "2026-07-10T07:30:00Z")
      #expect(try time.after(in: toronto).description == "2026-07-10T13:30:00Z")
      #expect(try time.asOf(in: .utc).description == "2026-07-10T09:30:00Z")
    }
    for text in [
      "", "2026", "2026-02-30", "2026-07-10T24:00", "2026-07-10T9:30", "10.07.2026 09:30",
    ] {
      #expect(throws: ValueError.self, "\(text)") { try WrittenTime(parsing: text) }
    }
  }

  /// What the clocks leave out or show twice is not guessed.
  @Test func anHourThatIsMissingOrComesTwiceIsRefused() throws {
    let missing = try WrittenTime(parsing: "2026-03-29T02:30")
    let message = #expect(throws: ValueError.self) { try missing.beginning(in: berlin) }
    #expect(message?.rule.contains("go on with 2026-03-29T03:00:00+02:00") == true)
    #expect(try missing.beginning(in: toronto).description == "2026-03-29T06:30:00Z")
    let twice = try WrittenTime(parsing: "2026-10-25 02:30")
    let choice = #expect(throws: ValueError.self) { try twice.asOf(in: berlin) }
    #expect(
      choice?.rule.contains("2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00") == true)
    #expect(
      try WrittenTime(parsing: "2026-10-25T02:30:00+02:00").asOf(in: berlin).description
        == "2026-10-25T00:30:00Z")
  }

  /// Whatever moment is told can be written as it was told.
  @Test func whatIsToldCanBeWritten() throws {
    let failure = try firstFailure(seeds: 0..<1000) { random in
      let time = UTCTime(seconds: .random(in: 1_200_000_000..<2_400_000_000, using: &random))!
      for zone in [.utc, berlin, toronto] {
        let text = zone.clock(time)
        if try WrittenTime(parsing: text).beginning(in: .utc) != time { return text }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func whatARevisionMeans() throws {
    let written = try WrittenReference(parsing: "v/c@2026-03-10")
    #expect(try written.reference(in: .utc).description == "v/c@2026-03-10T23:59:59Z")
    #expect(try written.reference(in: berlin).description == "v/c@2026-03-10T22:59:59Z")
    #expect(try WrittenReference(parsing: "v/c@3").reference(in: berlin).selector == .number(3))
    #expect(try WrittenReference(parsing: "v/c").reference(in: berlin).selector == .current)
    // What is stored depends on no setting.
    #expect(RevisionReference("v/c@2026-03-10") == nil)
    #expect(RevisionReference("v/c@2026-03-10T22:59:59Z") != nil)
    for text in ["v/c@", "v/c@0", "v/c@x", "v/c@2026-02-30"] {
      #expect(throws: ValueError.self, "\(text)") { try WrittenReference(parsing: text) }
    }
  }
}
