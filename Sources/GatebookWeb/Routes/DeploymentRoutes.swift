import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Questions about deployments and their revisions.
extension Route {
  static let deployments: [Route] = [
    Route(
      "/api/v1/deployments", "Lists the deployments with their current revisions.",
      .role(.read, .seen), Page.parameters
    ) { question in
      let all = try question.reader.deployments().filter { question.caller.sees($0.deployment) }
      return try Page(question).answer(all, by: { $0.deployment.description }) { JSONText($0) }
    },
    Route(
      "/api/v1/deployments/{vendor}/{name}/snapshot",
      "Gives the endpoint table, now or at an earlier revision; a page has a part of it.",
      .role(.read, .deployment),
      [Parameter("revision", "A number, a day, or a time; the current one without it.")]
        + Page.parameters
    ) { question in
      let revision = try question.reader.revision(reference(question))
      let all = try question.reader.snapshot(of: revision).endpoints
      let (bounds, headers) = try Page(question).part(of: all.count)
      let start = all.startIndex
      let part = Snapshot(all[(start + bounds.lowerBound)..<(start + bounds.upperBound)])
      return Answer(JSONText(part, of: revision), headers: headers)
    },
    Route(
      "/api/v1/deployments/{vendor}/{name}/log", "Lists the revisions, the latest first.",
      .role(.read, .deployment), Page.parameters
    ) { question in
      try Page(question).answer(
        question.reader.revisions(of: question.deployment()), key: { "\($0.number)" },
        headers: [question.seenHeader()],
        isAfter: { revision, after in
          guard let number = Int(after) else {
            throw Problem(400, "bad-value", "after is a revision's number")
          }
          return revision.number < number
        }, { JSONText($0) })
    },
    Route(
      "/api/v1/diff", "Tells what turns one revision into another.", .role(.read, .seen),
      [
        Parameter("old", "DEPLOYMENT, DEPLOYMENT@3 or DEPLOYMENT@2026-01-31.", isRequired: true),
        Parameter("new", "The same.", isRequired: true),
        Parameter("settled", "Only what has stood for 7 days.", words: ["yes", "no"]),
        Parameter("customer", "What changes in this customer's rules."),
      ], diff),
    Route(
      "/api/v1/held", "Lists the revisions that wait for a person.", .role(.read, .seen),
      Page.parameters
    ) { question in
      let held = try question.reader.deploymentNames().filter { question.caller.sees($0) }
        .compactMap { try question.reader.heldRevision(of: $0) }
      return try Page(question).answer(held, by: { $0.deployment.description }) { JSONText($0) }
    },
    Route(
      "/api/v1/status", "Tells what needs a person's attention.", .role(.read, .everything)
    ) {
      Answer(
        try Status(
          of: $0.reader, at: $0.now, in: $0.zone, replication: $0.site.replication($0.reader),
          missingBase: $0.site.missingBase
        ).json)
    }.always,
    Route(
      "/api/v1/audit", "Tells who did what, the oldest first.", .role(.read, .everything),
      [
        Parameter("since", "From this day or time on."),
        Parameter("deployment", "Only what concerns this one."),
        Parameter("customer", "Only what concerns this one."),
      ] + Page.parameters
    ) { question in
      try Page(question).answer(
        question.reader.auditEntries(
          since: question.one("since") { try question.beginning($0) },
          deployment: question.one("deployment") { try DeploymentName(parsing: $0) },
          customer: question.one("customer") { try CustomerName(parsing: $0) }),
        key: { "\($0.id)" },
        isAfter: { entry, after in
          guard let number = Int(after) else {
            throw Problem(400, "bad-value", "after is an entry's id")
          }
          return entry.id > number
        }, { JSONText($0) })
    },
  ]

  private static func reference(_ question: Question) throws -> RevisionReference {
    let deployment = try question.deployment()
    return try question.one("revision") {
      try question.reference("\(deployment)@\($0)")
    } ?? RevisionReference(deployment)
  }

  @Sendable private static func diff(_ question: Question) throws -> Answer {
    guard let old = try question.one("old", { try question.reference($0) }),
      let new = try question.one("new", { try question.reference($0) })
    else { throw Problem(400, "missing-parameter", "old and new are needed") }
    let customer = try question.one("customer") { try CustomerName(parsing: $0) }
    let isSettled = try question.isOn("settled")
    let differences = Differences(question.reader, now: question.now)
    if let customer {
      if isSettled {
        throw Problem(400, "bad-value", "settled goes without customer")
      }
      try question.check(customer)
      return Answer(try differences.forCustomer(customer, old, new).json)
    }
    for reference in [old, new] { try question.check(reference.deployment) }
    let found = try isSettled ? differences.settled(old, new) : differences.between(old, new)
    return Answer(JSONText(found.report))
  }
}
