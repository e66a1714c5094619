import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What has changed since somebody last looked.
extension Route {
  static let changesPages: [Route] = [
    Route(
      page: "/changes", "Shows which deployments have changed since a day.", .role(.read, .seen),
      [since]
    ) { question in
      let since = try question.since()
      let changes = try question.changes(since: since)
      return PageFrame.answer(
        question, "Changes since \(since.dayOrTime(in: question.zone))", in: .deployments
      ) {
        form(since, question.zone)
        if changes.isEmpty { Tag.p(.class("calm")) { "Nothing has changed since then." } }
        if !changes.isEmpty { table(changes, question.zone) }
      }
    }
  ]

  static let changes: [Route] = [
    Route(
      "/api/v1/changes", "Tells which deployments have changed since a time, and by how much.",
      .role(.read, .seen), [since]
    ) { question in
      Answer(.array(try question.changes(since: question.since()).map(\.json)))
    },
    Route(
      "/api/v1/deadlines", "Tells by which days something has to be done.", .role(.read, .seen)
    ) { question in
      let deadlines = try Deadlines(question.reader, in: question.zone).coming(after: question.now)
        .filter(question.caller.sees)
      return Answer(.array(deadlines.map(\.json)))
    },
  ]

  private static let since = Parameter(
    "since", "From the beginning of this day, or from this time; 7 days ago without it.")

  private static func form(_ since: UTCTime, _ zone: TimeZoneRules) -> HTML {
    Tag.form(.class("inline"), .action(Link("changes"))) {
      Tag.label(.labelFor("since")) { "Since" }
      Tag.input(.id("since"), .name("since"), .type("date"), .value("\(zone.day(of: since))"))
      Tag.button(.type("submit")) { "Show" }
    }
  }

  private static func table(
    _ changes: [ChangesSince.Change], _ zone: TimeZoneRules
  ) -> HTML {
    HTML.table("Changes", ["Deployment", "From", "To", "Rows", "Opens", "Closes", "Compare"]) {
      for change in changes {
        let name = change.deployment
        HTML.row(
          HTML { Tag.a(.href(.deployment(name))) { name.description } },
          HTML(change.from.map { "revision \($0.number)" } ?? "nothing"),
          HTML("revision \(change.to.number) of \(zone.day(of: change.to.recordedAt))"),
          HTML(
            change.report.map { ChangeCounts($0.changes).inWords }
              ?? change.to.endpointCount.of("row")),
          entries(change.report?.access.opened), entries(change.report?.access.closed),
          HTML {
            if let from = change.from {
              Tag.a(
                .href(
                  Link(
                    "deployments", name.vendor, name.name, "compare",
                    query: [("old", "\(from.number)"), ("new", "\(change.to.number)")]))
              ) { "What changed in \(name)" }
            } else {
              "all is new"
            }
          })
      }
    }
  }
}

extension Route {
  /// How many entries; nothing where all is new.
  fileprivate static func entries(_ entries: AccessEntries?) -> HTML {
    HTML(entries.map { $0.count.of("entry", plural: "entries") } ?? "")
  }
}

extension Question {
  fileprivate func since() throws -> UTCTime {
    let week = UTCTime(seconds: max(0, now.seconds - 7 * 86_400)) ?? now
    return try field("since") { try beginning($0) } ?? zone.start(of: zone.day(of: week))
  }

  fileprivate func changes(since time: UTCTime) throws -> [ChangesSince.Change] {
    try ChangesSince(reader).changes(
      of: reader.deploymentsInUse().filter(caller.sees), since: time, now: now)
  }
}
