import EndpointModel
import InventoryModel
import TestSupport
import Testing

@Suite struct PortTimelineTests {
  private static let now = UTCTime("2026-06-01T00:00:00Z")!

  private static func day(_ text: String) -> UTCTime { UTCTime("2026-\(text)T00:00:00Z")! }

  private static func data(
    _ ports: String, _ from: String, _ until: String? = nil
  ) -> PortAssignment {
    PortAssignment(
      customer: CustomerName("a")!, deployment: DeploymentName("v/c")!, role: .data,
      ports: PortRange(ports)!, transport: .udp,
      period: Period(from: day(from), until: until.map(day))!,
      assigned: HistoryRecord(time: day(from), by: nil, note: nil), ended: nil)
  }

  private static func timeline(
    _ assignments: PortAssignment..., usedUntil: String? = nil
  ) -> PortTimeline {
    PortTimeline(
      from: now, uses: [Period(from: day("01-01"), until: usedUntil.map(day))!],
      assignments: assignments)
  }

  /// "06-01 none → data 5/udp": a step in a line.
  private static func lines(_ news: [PortStep]) -> [String] {
    news.map { "\("\($0.time)".dropFirst(5).prefix(5)) \($0.before) → \($0.after)" }
  }

  @Test func whatChangesNowAndLater() {
    let old = Self.timeline(Self.data("5", "02-01"))
    // Assigned from now on.
    #expect(
      Self.lines(Self.timeline(Self.data("6", "06-01")).news(since: old))
        == ["06-01 data 5/udp → data 6/udp"])
    // Planned, and with an end.
    let planned = Self.timeline(
      Self.data("5", "02-01", "07-01"), Self.data("6", "07-01", "09-01"))
    #expect(
      Self.lines(planned.news(since: old)) == [
        "07-01 data 5/udp → data 6/udp", "09-01 data 6/udp → none",
      ])
    #expect(planned.news(since: planned).isEmpty)
    // Cancelled.
    #expect(
      Self.lines(old.news(since: planned)) == [
        "07-01 data 6/udp → data 5/udp", "09-01 none → data 5/udp",
      ])
  }

  /// In whatever order they come, the same ranges are the same ports.
  @Test func severalRangesAreOneState() {
    let (low, high) = (Self.data("5-7", "02-01"), Self.data("9", "02-01", "07-01"))
    let both = Self.timeline(high, low)
    #expect(both == Self.timeline(low, high))
    #expect(
      Self.lines(both.news(since: Self.timeline(low))) == [
        "06-01 data 5-7/udp → data 5-7/udp,data 9/udp",
        "07-01 data 5-7/udp,data 9/udp → data 5-7/udp",
      ])
    let ports = both.pieces[0].ports
    #expect(OwnPorts(ports.description) == ports)
  }

  @Test func aLeaveIsToldAndMoved() {
    let old = Self.timeline(Self.data("5", "02-01"))
    let may = Self.timeline(Self.data("5", "02-01", "07-01"), usedUntil: "07-01")
    let june = Self.timeline(Self.data("5", "02-01", "08-01"), usedUntil: "08-01")
    #expect(Self.lines(may.news(since: old)) == ["07-01 data 5/udp → unused"])
    #expect(
      Self.lines(june.news(since: may)) == [
        "07-01 unused → data 5/udp", "08-01 data 5/udp → unused",
      ])
    #expect(Self.lines(old.news(since: june)) == ["08-01 unused → data 5/udp"])
  }

  /// Whoever keeps a calendar of what is told arrives at what holds, at any moment.
  @Test func whatIsToldAddsUp() {
    var source = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var known = Self.timeline()
      var calendar = [Self.now: known.pieces[0].ports]
      func holds(at time: UTCTime) -> OwnPorts? {
        calendar.filter { $0.key <= time }.max { $0.key < $1.key }?.value
      }
      for _ in 0..<6 {
        var assignments: [PortAssignment] = []
        var month = 1
        while month < 12, Bool.random(using: &source) || assignments.isEmpty {
          let end = Int.random(in: month + 1...12, using: &source)
          func day(_ month: Int) -> String { (month < 10 ? "0" : "") + "\(month)-01" }
          assignments.append(
            Self.data("\(Int.random(in: 1...3, using: &source))", day(month), day(end)))
          month = end
        }
        let next = PortTimeline(
          from: Self.now, uses: [Period(from: Self.day("01-01"))], assignments: assignments)
        let news = next.news(since: known)
        // It takes the place of all that was told of that time and later.
        if let first = news.first { calendar = calendar.filter { $0.key < first.time } }
        for step in news { calendar[step.time] = step.after }
        known = next
        for month in 6...12 {
          let time = Self.day((month < 10 ? "0" : "") + "\(month)-01")
          #expect(holds(at: time) == known.pieces.last { $0.from <= time }?.ports)
        }
      }
    }
  }

  @Test func whatANoticeKeepsCanBeRead() {
    let all: [OwnPorts] = [
      .unused, OwnPorts(isUsed: true, parts: []),
      OwnPorts(
        isUsed: true,
        parts: [
          .init(.signaling, PortRange("7001")!, .tcp), .init(.data, PortRange("1-9")!, .tcpAndUDP),
        ]),
    ]
    for ports in all { #expect(OwnPorts(ports.description) == ports) }
    #expect(OwnPorts("data") == nil && OwnPorts("") == nil && OwnPorts("data 0/udp") == nil)
  }
}
