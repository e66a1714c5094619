import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// Decisions about revisions, by programs and by people.
extension Route {
  static let decisionOrders: [Route] = Verdict.allCases.map { verdict in
    Route(
      doing: "/api/v1/deployments/{vendor}/{name}/revisions/{number}/\(verdict)",
      verdict.summary, .role(.approve, .deployment), [note, seen]
    ) { order in Answer(try order.decide(verdict).json) }
  }

  static let decisionPages: [Route] = [
    Route(
      doing: "/deployments/{vendor}/{name}/revisions/{number}", "Decides about a revision.",
      .role(.approve, .deployment),
      [
        Parameter(
          "decision", "What is decided.", isRequired: true, words: Verdict.allCases.map(\.rawValue)
        ), note, seen,
      ], mediaType: PageFrame.mediaType
    ) { order in
      guard let verdict = try order.one("decision").flatMap(Verdict.init) else {
        throw Problem(400, "missing-parameter", "decision is needed")
      }
      let outcome = try order.decide(verdict)
      return .redirection(
        to: Link(
          "deployments", order.part("vendor"), order.part("name"), "revisions",
          order.part("number"), query: [("done", outcome.word)]))
    }
  ]

  static let note = Parameter("note", "Why; it stands in the audit.")

  static let seen = Parameter(
    "seen",
    "The last entry of the audit that you know of, as the header Gatebook-Seen told it: what was "
      + "done to the same since is told, and then nothing is done.", isRequired: true,
    isNumber: true)
}

/// What can be decided from outside.
enum Verdict: String, CaseIterable, CustomStringConvertible {
  case approve, reject, revert

  var description: String { rawValue }

  fileprivate var summary: String {
    switch self {
    case .approve: "Makes a held or rejected revision the current one."
    case .reject: "Keeps a revision from being current, now and when a document shows it again."
    case .revert: "Brings the table of an earlier revision back, as a new revision."
    }
  }
}

extension Order {
  fileprivate func decide(_ verdict: Verdict) throws -> Settlement.Outcome {
    let deployment = try deployment()
    let number = try revisionNumber()
    return try write(.deployment(deployment)) { writer in
      let settlement = Settlement(writer)
      return switch verdict {
      case .approve: try settlement.approve(deployment, number: number)
      case .reject: try settlement.reject(deployment, number: number)
      case .revert: try settlement.revert(deployment, to: number)
      }
    }
  }
}

extension Settlement.Outcome {
  /// What came of it, in a word for programs.
  var word: String {
    switch self {
    case .current: "current"
    case .needsAnother: "needs-another"
    case .refused: "rejected"
    case .void: "void"
    }
  }

  var json: JSONText {
    let revision: Revision
    switch self {
    case .current(let other), .needsAnother(let other), .refused(let other), .void(let other, _):
      revision = other
    }
    var members: JSONText.Members = ["outcome": .string(word), "revision": JSONText(revision)]
    if case .void(_, let current) = self {
      members.add("current", current.map { JSONText($0) } ?? .null)
    }
    return .object(members)
  }
}
