import EndpointModel
import InventoryModel

/// A source and its state, for monitoring.
public struct SourceHealth: Sendable {
  public let source: RegisteredSource
  /// When its deployment last changed; nil if it never had a revision.
  public let changedAt: UTCTime?
  public let isOverdue: Bool

  public init(source: RegisteredSource, changedAt: UTCTime?, isOverdue: Bool) {
    self.source = source
    self.changedAt = changedAt
    self.isOverdue = isOverdue
  }
}

extension TextReports {
  /// Every source with its last success, change and failure.
  public func sources(
    _ all: [SourceHealth], at now: UTCTime, remedies: ReportRemedy.Words
  ) -> String {
    if all.isEmpty { return "There is no source. \(remedies(.addSource)).\n" }
    return all.map { health in
      let source = health.source
      var out = style.toned("\(source.deployment)", .bold) + "  \(source.location.shown)\n"
      out += "  read " + (source.succeededAt.map { ago($0, now) } ?? "never")
      out += ", changed " + (health.changedAt.map { ago($0, now) } ?? "never")
      if health.isOverdue { out += ", " + style.toned("overdue", .red) }
      out += "\n"
      if let failedAt = source.failedAt, let failure = source.failure {
        let line =
          "  failed \(ago(failedAt, now))"
          + (source.isFailing ? ", \(source.failureCount) in a row" : "")
          + ": \(failure.withVisibleControls)\n"
        out += source.isFailing ? style.toned(line, .red) : line
      }
      if let pause = source.pause { out += "  " + paused(pause) + "\n" }
      if let until = source.waitsUntil, until > now {
        out += "  waits until \(until.forPeople(in: style.zone))\n"
      }
      return out
    }.joined()
  }

  /// What needs a person's attention; one line if nothing does.
  ///
  /// - Parameters:
  ///   - undelivered: notices that were given up, or have failed and are tried again.
  ///   - unsent: periodic reports that could not be mailed.
  ///   - passed: the deadlines that passed, in words, each with its day.
  ///   - refusal: why this machine may not write the inventory; nil if it may.
  ///   - unconfirmed: how many changes are not known to stand in the second place, and since when.
  public func health(
    _ sources: [SourceHealth], held: [Revision], undelivered: [PlannedNotice],
    unsent: [PeriodicReport], passed: [(day: String, what: String)], refusal: String? = nil,
    unconfirmed: (count: Int, since: UTCTime)? = nil, missingBase: String? = nil, at now: UTCTime
  ) -> String {
    var out = ""
    for deadline in passed {
      out += style.toned("overdue", .red) + "  \(deadline.day)  "
      out += deadline.what.withVisibleControls + "\n"
    }
    if let refusal {
      out += style.toned("not written here", .red) + "  \(refusal.withVisibleControls)\n"
    }
    if let unconfirmed {
      out += style.toned("not confirmed", .red) + "  \(unconfirmed.count.of("change")) since "
      out +=
        "\(unconfirmed.since.forPeople(in: style.zone)): stored here, not known to stand in the second place\n"
    }
    if let missingBase { out += style.toned("no base copy", .red) + "  \(missingBase)\n" }
    for revision in held {
      out += style.toned("held", .red) + "  \(revision.deployment)@\(revision.number)"
      out += " of \(revision.recordedAt.forPeople(in: style.zone)): "
      out += revision.holdReasons.map { $0.message.withVisibleControls }.joined(separator: "; ")
      out += "\n"
    }
    for health in sources {
      let source = health.source
      if let pause = source.pause {
        out += style.toned("paused", .yellow) + "  \(source.deployment), "
        out += paused(pause).dropFirst("paused ".count) + "\n"
        continue
      }
      if source.isFailing {
        out += style.toned("failing", .red) + "  \(source.deployment), "
        out += "\(source.failureCount) in a row: \((source.failure ?? "").withVisibleControls)\n"
      }
      if health.isOverdue {
        out += style.toned("overdue", .red) + "  \(source.deployment), read "
        out += (source.succeededAt.map { ago($0, now) } ?? "never") + "\n"
      }
      if health.changedAt == nil {
        out += style.toned("no revision", .yellow) + "  \(source.deployment)\n"
      }
    }
    if !undelivered.isEmpty { out += notices(undelivered, at: now) }
    for report in unsent {
      out += style.toned("not mailed", .red) + "  report \(report.id) to \(report.address): "
      out += (report.failure ?? "").withVisibleControls + "\n"
    }
    return out.isEmpty
      ? "All is well: \(sources.count.of("source")), nothing held, failing or overdue.\n" : out
  }

  /// "paused since 2026-01-31 12:00 UTC by anna: the page is being moved"
  private func paused(_ pause: HistoryRecord) -> String {
    "paused since \(pause.time.forPeople(in: style.zone))" + (pause.by.map { " by \($0)" } ?? "")
      + (pause.note.map { ": \($0)" } ?? "")
  }

  /// "2 days ago", "5 min ago".
  private func ago(_ time: UTCTime, _ now: UTCTime) -> String {
    let seconds = Int(now.seconds - time.seconds)
    return seconds < 60 ? "just now" : seconds.asDuration + " ago"
  }
}

extension JSONText {
  /// What `gatebook source list` prints for each one.
  public init(_ health: SourceHealth) {
    let source = health.source
    self = .object([
      "deployment": .string(source.deployment.description),
      "location": .string(source.location.shown),
      "allowsPrivate": .bool(source.options.allowsPrivate),
      "acceptsPartial": .bool(source.options.acceptsPartial),
      "overdueHours": .number(source.options.overdueHours),
      "succeededAt": JSONText(source.succeededAt?.description),
      "changedAt": JSONText(health.changedAt?.description),
      "failedAt": JSONText(source.failedAt?.description),
      "failure": JSONText(source.failure),
      "failureCount": .number(source.failureCount),
      "waitsUntil": JSONText(source.waitsUntil?.description),
      "pausedAt": JSONText(source.pause?.time.description),
      "pausedBy": JSONText(source.pause?.by?.text),
      "pauseNote": JSONText(source.pause?.note?.text),
      "isFailing": .bool(source.isFailing),
      "isOverdue": .bool(health.isOverdue),
    ])
  }
}
