import ChangeReporting
import EndpointModel
import InventoryModel

/// A picture of a customer's ports over time, a bar for each assignment. The table beside it says
/// the same in words.
struct PortPeriods {
  private let assignments: [PortAssignment]
  private let now: UTCTime
  private let zone: TimeZoneRules

  init(_ assignments: [PortAssignment], at now: UTCTime, in zone: TimeZoneRules) {
    self.zone = zone
    self.assignments = assignments.filter { $0.corrected == nil && !$0.period.isEmpty }
    self.now = now
  }

  var isEmpty: Bool { assignments.isEmpty }

  private static let width = 640.0
  private static let rowHeight = 30.0

  /// From the first beginning to a bit after the last known moment.
  private var span: (first: Double, last: Double) {
    let moments =
      assignments.flatMap { [$0.period.from, $0.period.until ?? $0.period.from] } + [now]
    let first = Double(moments.min()?.seconds ?? 0)
    let last = Double(moments.max()?.seconds ?? 0)
    return (first, last + max(86_400, (last - first) * 0.15))
  }

  private func x(_ time: UTCTime) -> Double {
    let (first, last) = span
    return (Double(time.seconds) - first) / (last - first) * Self.width
  }

  var html: HTML {
    let height = Double(assignments.count) * Self.rowHeight + 26
    return Tag.div(
      .class("wide picture"), .role("group"), .label("Ports over time"), .tabIndex(0)
    ) {
      Tag.svg(
        .viewBox(width: Int(Self.width), height: Int(height)), .width(Self.width),
        .height(height), .role("img"),
        .label(
          "\(assignments.count.of("assignment")) of ports over time; the table below has the same "
            + "in words")
      ) {
        for (i, assignment) in assignments.enumerated() {
          bar(assignment, at: Double(i) * Self.rowHeight + 4)
        }
        Tag.line(.class("now"), .line(x(now), 0, x(now), height - 22))
        Tag.text(.x(x(now) - 4), .y(height - 6), .anchor("end")) { "now, \(zone.day(of: now))" }
      }
    }
  }

  private func bar(_ assignment: PortAssignment, at y: Double) -> HTML {
    let start = x(assignment.period.from)
    let end = assignment.period.until.map(x) ?? Self.width
    let label = "\(assignment.ports) (\(assignment.role.rawValue))"
    let isWide = end - start > 150
    return Tag.group(assignment.role == .data ? .class("data") : .class("signaling")) {
      Tag.title { "\(assignment.portsText) \(assignment.period.text(at: now, in: zone))" }
      Tag.rect(.x(start), .y(y), .width(max(3, end - start)), .height(Self.rowHeight - 8))
      if isWide {
        Tag.text(.class("inside"), .x(start + 8), .y(y + 16)) { label }
      } else if start > 190 {
        Tag.text(.x(start - 6), .y(y + 16), .anchor("end")) { label }
      } else {
        Tag.text(.x(end + 6), .y(y + 16)) { label }
      }
    }
  }
}
