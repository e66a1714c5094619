import EndpointModel
import InventoryModel

extension TextReports {
  /// Notices in the outbox, and how their delivery went.
  ///
  /// - Parameter listsEach: otherwise, what was given up is told once for each subscription: whoever is
  ///   not reached misses one notice after another, all for the same cause.
  public func notices(
    _ all: [PlannedNotice], at now: UTCTime, listsEach: Bool = false
  ) -> String {
    if all.isEmpty { return "No notice is due or was given up.\n" }
    if listsEach { return all.map { notice($0, at: now) }.joined() }
    let givenUp = Dictionary(
      grouping: all.filter { $0.delivery.state == .givenUp }, by: \.subscription.id)
    var told: Set<Int> = []
    return all.map { notice in
      guard notice.delivery.state == .givenUp, let group = givenUp[notice.subscription.id],
        group.count > 1
      else { return self.notice(notice, at: now) }
      return told.insert(notice.subscription.id).inserted ? self.givenUp(group) : ""
    }.joined()
  }

  private func notice(_ notice: PlannedNotice, at now: UTCTime) -> String {
    let delivery = notice.delivery
    let tone: TextStyle.Tone? =
      switch delivery.state {
      case .due: .yellow
      case .delivered: .green
      case .givenUp: .red
      case .withdrawn: nil
      }
    var out = style.toned("\(notice.id)", .bold) + "  "
    out += tone.map { style.toned(delivery.state.rawValue, $0) } ?? delivery.state.rawValue
    out += "  \(notice.deployment)@\(notice.subject.revision)"
    out += notice.subject.kind == .change ? "" : " (\(notice.subject.kind.rawValue))"
    out += " to \(receiver(of: notice))\n"
    if delivery.attempts > 0 {
      out += "    " + tries(delivery.attempts, last: delivery.triedAt)
      if delivery.state == .due, delivery.notBefore > now {
        out += ", again after \(delivery.notBefore.forPeople(in: style.zone))"
      }
      out += "\n"
    }
    if let failure = delivery.failure { out += "    \(failure.withVisibleControls)\n" }
    return out
  }

  /// Several notices to one subscription that were given up, with what went wrong last.
  private func givenUp(_ group: [PlannedNotice]) -> String {
    let latest = group.max { $0.id < $1.id }!
    var out = style.toned("\(group.count.grouped) notices", .bold) + "  "
    out += style.toned(latest.delivery.state.rawValue, .red) + "  "
    out += Set(group.map(\.deployment)).sorted().map(\.description).joined(separator: ", ")
    out += " to \(receiver(of: latest))\n    "
    let attempts = group.map(\.delivery.attempts).reduce(0, +)
    if attempts > 0 {
      out += tries(attempts, last: group.compactMap(\.delivery.triedAt).max()) + "; "
    }
    out += "numbers \(Self.ranges(group.map(\.id)))\n"
    if let failure = latest.delivery.failure { out += "    \(failure.withVisibleControls)\n" }
    return out
  }

  private func receiver(of notice: PlannedNotice) -> String {
    let terms = notice.subscription.terms
    return "\(terms.who), \(terms.target.withoutSecret.withVisibleControls)"
  }

  private func tries(_ count: Int, last: UTCTime?) -> String {
    "tried \(count.of("time"))" + (last.map { ", last \($0.forPeople(in: style.zone))" } ?? "")
  }

  /// `3-5, 9`
  private static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }.joined(separator: ", ")
  }
}
