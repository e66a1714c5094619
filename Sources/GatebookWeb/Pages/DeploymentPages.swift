import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Deployments and their tables.
extension Route {
  static let deploymentPages: [Route] = [
    Route(page: "/deployments", "Shows the deployments.", .role(.read, .seen)) { question in
      let all = try question.reader.deployments().filter { question.caller.sees($0.deployment) }
      return PageFrame.answer(question, "Deployments", in: .deployments) {
        if all.isEmpty { Tag.p { "There is no deployment with a current revision." } }
        HTML.table(
          "Deployments", ["Deployment", "Current revision", "Since", "Endpoints", "Title"]
        ) {
          for revision in all {
            HTML.row(
              HTML {
                Tag.a(.href(.deployment(revision.deployment))) { revision.deployment.description }
              }, HTML("\(revision.number)"), HTML.day(revision.recordedAt, question.zone),
              HTML("\(revision.endpointCount)"), HTML(revision.document.title ?? ""))
          }
        }
      }
    },
    Route(
      page: "/deployments/{vendor}/{name}",
      "Shows a deployment: its revisions over time, and its endpoint table.",
      .role(.read, .deployment),
      [
        Parameter("after", "From which endpoint on the table is shown.", isNumber: true),
        Parameter("done", "What was done just now.", words: doneWords),
      ],
      deployment),
    Route(
      page: "/deployments/{vendor}/{name}/compare",
      "Shows what opens and closes between two revisions.", .role(.read, .deployment),
      [
        Parameter("old", "A number or a day.", isRequired: true),
        Parameter("new", "A number or a day.", isRequired: true),
      ], compare),
  ]

  /// So many endpoints stand on a page.
  private static let rowsShown = 250

  @Sendable private static func deployment(_ question: Question) throws -> Answer {
    let name = try question.deployment()
    let revisions = try question.reader.revisions(of: name)
    let current = try question.reader.latestRevision(of: name)
    let start = try question.number("after", 0...Int.max) ?? 0
    let endpoints = try current.map { try question.reader.snapshot(of: $0).endpoints }
    let declaration = try question.reader.declaration(of: name)
    let hasSource = try question.reader.source(of: name) != nil
    return try PageFrame.answer(question, name.description, in: .deployments) {
      try HTML.done(question)
      if let current {
        Tag.p {
          "Revision \(current.number) is current, since "
          HTML.time(current.recordedAt, question.zone)
          ": \(current.endpointCount.of("endpoint"))."
          if let title = current.document.title { " \(title)." }
        }
      } else {
        Tag.p { "No revision is current." }
      }
      Tag.p {
        if hasSource {
          Tag.a(.href(.source(of: name))) { "Where its document comes from" }
          ", "
        }
        Tag.a(.href(.layout(of: name))) {
          hasSource ? "how it is read" : "How its document is read"
        }
      }
      if let declaration { Tag.p { "Declared: \(declaration.text(in: question.zone))." } }
      if question.caller.may(.administer) {
        Tag.p { Tag.a(.href(.document(name))) { "Send a newer document" } }
        if question.caller.seesEverything {
          Tag.p { Tag.a(.href(.use(of: name))) { "Rename it, or take it out of use" } }
        }
      }
      for held in revisions where held.isHeld {
        Tag.p(.class("card closes")) {
          Tag.a(.href(.revision(name, held.number))) {
            "Revision \(held.number) waits for approval"
          }
        }
      }
      RevisionsView(name, revisions, in: question.zone).html
      if let endpoints, let current {
        table(name, endpoints, of: current, from: min(start, endpoints.count))
      }
    }
  }

  private static func table(
    _ name: DeploymentName, _ endpoints: Endpoints, of revision: Revision, from start: Int
  ) -> HTML {
    let end = min(start + rowsShown, endpoints.count)
    let first = endpoints.startIndex
    return Tag.section(.labelledBy("endpoints")) {
      Tag.h2(.id("endpoints")) { "Endpoints" }
      if endpoints.count > rowsShown {
        Tag.p { "\(start + 1) to \(end) of \(endpoints.count)." }
      }
      HTML.endpoints(
        "Endpoints of revision \(revision.number)", endpoints[(first + start)..<(first + end)])
      Tag.nav(.label("Parts of the table")) {
        if start > 0 {
          link("Earlier endpoints", name, max(0, start - rowsShown))
          " "
        }
        if end < endpoints.count { link("Further endpoints", name, end) }
      }
    }
  }

  private static func link(_ text: String, _ name: DeploymentName, _ start: Int) -> HTML {
    Tag.a(
      .href(
        Link(
          "deployments", name.vendor, name.name, query: [("after", "\(start)")],
          fragment: "endpoints"))
    ) { text }
  }

  @Sendable private static func compare(_ question: Question) throws -> Answer {
    let name = try question.deployment()
    guard let old = try question.one("old", { try question.reference("\(name)@\($0)") }),
      let new = try question.one("new", { try question.reference("\(name)@\($0)") })
    else { throw Problem(400, "missing-parameter", "old and new are needed") }
    let found = try Differences(question.reader, now: question.now).between(old, new)
    let zone = question.zone
    let before =
      switch found.from {
      case .revision(let revision):
        "revision \(revision.number) of \(zone.day(of: revision.recordedAt))"
      case .beforeTheFirst(let time): "nothing, as of \(zone.day(of: time))"
      }
    return PageFrame.answer(
      question, "\(name): what changed", in: .deployments
    ) {
      Tag.p {
        Tag.a(.href(.deployment(name))) { name.description }
        ": from \(before) to revision \(found.to.number) of \(zone.day(of: found.to.recordedAt))."
      }
      ChangesView(found.report, in: zone).html
    }
  }
}
