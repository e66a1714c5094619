import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Where deployments' documents come from, and how reading them goes.
extension Route {
  static let sourcePages: [Route] = [
    Route(
      page: "/sources", "Shows the sources: which fail, are late or paused, and since when.",
      .role(.read, .seen)
    ) { question in
      let all = try SourceHealth.all(in: question.reader, at: question.now).filter {
        question.caller.sees($0.source.deployment)
      }
      let held = try Set(
        all.map(\.source.deployment).filter { try question.reader.heldRevision(of: $0) != nil })
      return PageFrame.answer(question, "Sources", in: .sources) {
        if all.isEmpty { Tag.p { "No source is registered here." } }
        HTML.table(
          "Sources", ["Deployment", "State", "Last read", "Last changed", "From"]
        ) {
          for health in all {
            HTML.row(
              HTML {
                Tag.a(.href(.source(of: health.source.deployment))) {
                  health.source.deployment.description
                }
              },
              SourceView.state(
                of: health, hasHeld: held.contains(health.source.deployment), at: question.now),
              HTML.timeOrNever(health.source.succeededAt, question.zone),
              HTML.timeOrNever(health.changedAt, question.zone),
              HTML { Tag.code { health.source.location.shown } })
          }
        }
      }
    },
    Route(
      page: "/deployments/{vendor}/{name}/source",
      "Shows how reading a deployment's source goes, and what of it was suspicious.",
      .role(.read, .deployment), [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let health = try question.source()
      let revisions = try question.reader.revisions(of: health.source.deployment)
      return try PageFrame.answer(
        question, "\(health.source.deployment): source", in: .sources
      ) {
        try HTML.done(question)
        try SourceView(health, revisions, question).html()
      }
    },
  ]
}

extension HTML {
  /// A moment, or that it never was.
  static func timeOrNever(_ time: UTCTime?, _ zone: TimeZoneRules) -> HTML {
    time.map { HTML.time($0, zone) } ?? HTML("never")
  }
}
