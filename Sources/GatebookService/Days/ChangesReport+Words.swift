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
  ///   - more: how to see the rest: a command.
  ///   - language: in which it is told; names, and why sources fail, stay as they are.
  public func text(
    _ style: TextStyle, isSummary: Bool, most: Int?, more: String,
    in language: NoticeLanguage = .english
  ) -> String {
    let phrase = NoticePhrases(language)
    let since = since.forPeople(in: style.zone)
    if isEmpty { return phrase(.nothingSince, since) + "\n" }
    var out = phrase(.since, since, counts(phrase)) + "\n"
    if !changes.isEmpty { out += "\n" + table(style, phrase) }
    if !isSummary {
      for change in changes {
        guard let report = change.report, !report.access.isEmpty else { continue }
        out += "\n" + style.bold("\(change.deployment)") + "\n"
        let lists =
          AccessText.list(phrase(.opens), opens: report.access.opened, style, in: language)
          + AccessText.list(phrase(.closes), closes: report.access.closed, style, in: language)
        out += lists.firstLines(most, more: more, phrase)
      }
    }
    for (title, lines) in [
      (NoticePhrase.heldHeading, held.map { Self.line($0, style.zone, phrase) }),
      (.failedHeading, failed.map { Self.failure($0, style.zone, phrase) }),
      (.unreadHeading, unread.map { Self.unread($0.source, style.zone, phrase) }),
    ] where !lines.isEmpty {
      out += "\n" + style.bold(phrase(title)) + "\n" + lines.map { "  \($0)\n" }.joined()
    }
    return out
  }

  /// "2 deployments changed, 1 revision held".
  private func counts(_ phrase: NoticePhrases) -> String {
    let parts = [
      phrase.count(changes.count, one: .oneChanged, many: .manyChanged),
      held.isEmpty ? nil : phrase.count(held.count, one: .oneHeld, many: .manyHeld),
      failed.isEmpty ? nil : phrase.count(failed.count, one: .oneFailed, many: .manyFailed),
      unread.isEmpty ? nil : phrase.count(unread.count, one: .oneUnread, many: .manyUnread),
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// One line for each deployment, with the counts below each other.
  private func table(_ style: TextStyle, _ phrase: NoticePhrases) -> String {
    var table = TextTable([
      .left(phrase(.deploymentColumn)), .left(phrase(.revisionsColumn)),
      .left(phrase(.sinceColumn)), .right(phrase(.addedColumn)), .right(phrase(.removedColumn)),
      .right(phrase(.changedColumn)), .right(phrase(.opensColumn)), .right(phrase(.closesColumn)),
    ])
    for change in changes {
      let counts = change.report.map { ChangeCounts($0.changes) }
      table.add([
        change.deployment.description,
        Self.numbers(of: change, phrase), change.to.recordedAt.forPeople(in: style.zone),
        phrase.number(counts?.added ?? change.to.endpointCount),
        phrase.number(counts?.removed ?? 0), phrase.number(counts?.changed ?? 0),
        change.report.map { phrase.number($0.access.opened.count) } ?? phrase(.allPorts),
        phrase.number(change.report?.access.closed.count ?? 0),
      ])
    }
    return table.text(style)
  }

  private static func numbers(of change: ChangesSince.Change, _ phrase: NoticePhrases) -> String {
    guard let from = change.from else { return phrase(.newRevision, "\(change.to.number)") }
    return from.number == change.to.number
      ? phrase(.otherPorts, "\(from.number)") : "\(from.number) → \(change.to.number)"
  }

  private static func line(
    _ held: Revision, _ zone: TimeZoneRules, _ phrase: NoticePhrases
  ) -> String {
    phrase(
      .heldLine, "\(held.deployment)@\(held.number)", held.recordedAt.forPeople(in: zone),
      held.holdReasons.map(phrase.reason).joined(separator: "; "))
  }

  private static func failure(
    _ health: SourceHealth, _ zone: TimeZoneRules, _ phrase: NoticePhrases
  ) -> String {
    let source = health.source
    return phrase(
      source.isFailing ? .failedLine : .failedAndRead, "\(source.deployment)",
      source.failedAt?.forPeople(in: zone) ?? "", (source.failure ?? "").withVisibleControls)
  }

  private static func unread(
    _ source: RegisteredSource, _ zone: TimeZoneRules, _ phrase: NoticePhrases
  ) -> String {
    source.succeededAt.map { phrase(.readLast, "\(source.deployment)", $0.forPeople(in: zone)) }
      ?? phrase(.readNever, "\(source.deployment)")
  }
}

extension String {
  /// Only so many lines, and how many more there are.
  fileprivate func firstLines(
    _ most: Int?, more: String, _ phrase: NoticePhrases
  ) -> String {
    guard let most else { return self }
    let lines = split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if lines.count <= most { return self }
    let rest = lines.count - most
    return lines.prefix(most).map { $0 + "\n" }.joined() + "  "
      + (rest == 1 ? phrase(.oneMoreLine, more) : phrase(.moreLines, phrase.number(rest), more))
      + "\n"
  }
}
