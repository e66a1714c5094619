import ChangeReporting
import EndpointModel
import InventoryModel

extension ChangesReport {
  /// - Parameter isSummary: leaves out which entries opened and closed.
  public func json(isSummary: Bool) -> JSONText {
    .object([
      "since": .string(since.description),
      "changes": .array(
        changes.map { change in
          var members = change.members
          if let customer = change.customer { members.add("customer", .string(customer.text)) }
          if !isSummary {
            members.add(
              "access",
              change.report.map { report in
                .object([
                  "opened": .array(report.access.opened.map { JSONText($0) }),
                  "closed": .array(report.access.closed.map { JSONText($0) }),
                ])
              } ?? .null)
          }
          return .object(members)
        }),
      "held": .array(held.map { JSONText($0) }),
      "failed": .array(failed.map { JSONText($0) }),
      "unread": .array(unread.map { JSONText($0) }),
    ])
  }

  /// For a person.
  ///
  /// - Parameters:
  ///   - isSummary: one line for each deployment.
  ///   - most: how many lines of what each one opens and closes; nil for all.
  ///   - more: how to see the rest.
  public func text(
    _ style: TextStyle, isSummary: Bool, most: Int?, more: String
  ) -> String {
    if isEmpty { return "Nothing has changed since \(since.forPeople(in: style.zone)).\n" }
    var out = "Since \(since.forPeople(in: style.zone)): " + counts + ".\n"
    if !changes.isEmpty { out += "\n" + table(style) }
    if !isSummary {
      for change in changes {
        guard let report = change.report, !report.access.isEmpty else { continue }
        out += "\n" + style.bold("\(change.deployment)") + "\n"
        let lists =
          AccessText.list("Opens", opens: report.access.opened, style)
          + AccessText.list("Closes", closes: report.access.closed, style)
        out += lists.firstLines(most, more: more)
      }
    }
    for (title, lines) in [
      ("Held", held.map { Self.line($0, style.zone) }),
      ("Failed", failed.map { Self.failure($0, style.zone) }),
      (
        "Not read since then",
        unread.map {
          "\($0.source.deployment), read "
            + ($0.source.succeededAt.map { "last \($0.forPeople(in: style.zone))" } ?? "never")
        }
      ),
    ] where !lines.isEmpty {
      out += "\n" + style.bold(title) + "\n" + lines.map { "  \($0)\n" }.joined()
    }
    return out
  }

  /// "2 deployments changed, 1 revision held".
  private var counts: String {
    let unreadWord = unread.count == 1 ? "source was" : "sources were"
    let parts = [
      changes.count.of("deployment") + " changed",
      held.isEmpty ? nil : held.count.of("revision") + " held",
      failed.isEmpty ? nil : failed.count.of("source") + " failed",
      unread.isEmpty ? nil : "\(unread.count) \(unreadWord) not read",
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// One line for each deployment, with the counts below each other.
  private func table(_ style: TextStyle) -> String {
    var table = TextTable([
      .left("deployment"), .left("revisions"), .left("current since"), .right("added"),
      .right("removed"), .right("changed"), .right("opens"), .right("closes"),
    ])
    for change in changes {
      let counts = change.report.map { ChangeCounts($0.changes) }
      table.add([
        change.deployment.description,
        Self.numbers(of: change), change.to.recordedAt.forPeople(in: style.zone),
        (counts?.added ?? change.to.endpointCount).grouped,
        (counts?.removed ?? 0).grouped, (counts?.changed ?? 0).grouped,
        change.report?.access.opened.count.grouped ?? "all",
        change.report?.access.closed.count.grouped ?? "0",
      ])
    }
    return table.text(style)
  }

  private static func numbers(of change: ChangesSince.Change) -> String {
    guard let from = change.from else { return "new → \(change.to.number)" }
    return from.number == change.to.number
      ? "\(from.number), other ports" : "\(from.number) → \(change.to.number)"
  }

  private static func line(_ held: Revision, _ zone: TimeZoneRules) -> String {
    "\(held.deployment)@\(held.number) of \(held.recordedAt.forPeople(in: zone)): "
      + held.holdReasons.map { $0.message.withVisibleControls }.joined(separator: "; ")
  }

  private static func failure(
    _ health: SourceHealth, _ zone: TimeZoneRules
  ) -> String {
    let source = health.source
    return "\(source.deployment), \(source.failedAt?.forPeople(in: zone) ?? ""): "
      + (source.failure ?? "").withVisibleControls + (source.isFailing ? "" : " (read since)")
  }
}

extension String {
  /// Only so many lines, and how many more there are.
  fileprivate func firstLines(_ most: Int?, more: String) -> String {
    guard let most else { return self }
    let lines = split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if lines.count <= most { return self }
    return lines.prefix(most).map { $0 + "\n" }.joined()
      + "  … \((lines.count - most).of("more line", plural: "more lines")); \(more)\n"
  }
}
