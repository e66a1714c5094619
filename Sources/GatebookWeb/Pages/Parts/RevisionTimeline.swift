import ChangeReporting
import EndpointModel
import InventoryModel

/// A picture of what a deployment's revisions added and removed, the earliest at the left. The
/// table beside it says the same in numbers.
struct RevisionTimeline {
  /// So many of the latest are drawn.
  static let most = 60

  /// The earliest first.
  private let revisions: [Revision]
  private let zone: TimeZoneRules

  /// - Parameter revisions: the latest first, as the inventory lists them.
  init(_ revisions: [Revision], in zone: TimeZoneRules) {
    self.zone = zone
    self.revisions = revisions.prefix(Self.most).reversed()
  }

  // In units of the view, which are pixels on a screen of usual density.
  private static let middle = 84.0
  private static let reach = 64.0
  private static let margin = 14.0

  /// A few revisions have room for their days.
  private var isSpacious: Bool { revisions.count <= 8 }
  private var step: Double { isSpacious ? 92 : 34 }

  var html: HTML {
    let width = Self.margin * 2 + Double(revisions.count) * step
    let most = revisions.map { max($0.gained, $0.lost) }.max() ?? 0
    return Tag.div(
      .class("wide picture"), .role("group"), .label("Timeline of revisions"), .tabIndex(0)
    ) {
      Tag.svg(
        .viewBox(width: Int(width), height: 184), .width(width), .height(184), .role("img"),
        .label(words)
      ) {
        Tag.line(.class("axis"), .line(0, Self.middle, width, Self.middle))
        for (i, revision) in revisions.enumerated() {
          bar(revision, at: Self.margin + Double(i) * step, most: most)
        }
      }
    }
  }

  /// Heights grow with the logarithm: a first revision of thousands leaves others visible.
  private static func height(_ count: Int, _ most: Int) -> Double {
    count == 0 ? 0 : max(3, reach * Double(bits(count)) / Double(max(1, bits(most))))
  }

  /// About the logarithm to the base 2, in sixteenths.
  private static func bits(_ count: Int) -> Int {
    let whole = Int.bitWidth - 1 - count.leadingZeroBitCount
    return whole * 16 + (whole == 0 ? 0 : (count - 1 << whole) * 16 >> whole) + 16
  }

  private func bar(_ revision: Revision, at x: Double, most: Int) -> HTML {
    let up = Self.height(revision.gained, most)
    let down = Self.height(revision.lost, most)
    let width = step - (isSpacious ? 24 : 12)
    return Tag.group(revision.isAccepted ? .none : .class("waiting")) {
      Tag.title {
        "Revision \(revision.number) of \(zone.day(of: revision.recordedAt)): \(revision.counts.inWords)"
      }
      if up > 0 {
        Tag.rect(
          .class("added"), .x(x), .y(Self.middle - up), .width(width), .height(up))
      }
      if down > 0 {
        Tag.rect(.class("removed"), .x(x), .y(Self.middle), .width(width), .height(down))
      }
      if up + down == 0 {
        Tag.rect(.class("none"), .x(x), .y(Self.middle - 1), .width(width), .height(2))
      }
      Tag.text(.x(x + width / 2), .y(166), .anchor("middle")) { "\(revision.number)" }
      // Days need more room than one bar has.
      if isDated(revision) {
        Tag.text(.class("faint"), .x(x), .y(181)) { "\(zone.day(of: revision.recordedAt))" }
      }
    }
  }

  private func isDated(_ revision: Revision) -> Bool {
    guard let first = revisions.first else { return false }
    return isSpacious || (revision.number - first.number) % 4 == 0
  }

  private var words: String {
    guard let first = revisions.first, let last = revisions.last else { return "No revision" }
    let added = revisions.map(\.gained).reduce(0, +)
    let removed = revisions.map(\.lost).reduce(0, +)
    return "\(revisions.count.of("revision")) from \(zone.day(of: first.recordedAt)) to "
      + "\(zone.day(of: last.recordedAt)): \(added.of("endpoint")) added and \(removed) removed; the table "
      + "below has the same in numbers"
  }
}

extension Revision {
  /// What it added; an endpoint that changed counts as one of each.
  fileprivate var gained: Int { counts.added + counts.changed }
  fileprivate var lost: Int { counts.removed + counts.changed }
}

extension ChangeCounts {
  /// "2 added, 1 changed"
  var inWords: String {
    let parts = [(added, "added"), (removed, "removed"), (changed, "changed")].filter { $0.0 > 0 }
    return parts.isEmpty
      ? "no change" : parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
