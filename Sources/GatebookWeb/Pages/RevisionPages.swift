import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// One revision: why it waits, and what it does or would do.
extension Route {
  static let revisionPages: [Route] = [
    Route(
      page: "/deployments/{vendor}/{name}/revisions/{number}",
      "Shows a revision: why it waits, the document's words, and what it does to whom.",
      .role(.read, .deployment), [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let revision = try question.revision()
      let effect = try RevisionEffect(of: revision, in: question.reader, at: question.now)
      let quotes = try question.reader.quotes(of: revision)
      // Of one that waits, nothing can be applied.
      let standing =
        revision.isAccepted ? try FirewallStanding.all(of: revision, in: question.reader) : [:]
      let current = try question.reader.latestRevision(of: revision.deployment)
      return try PageFrame.answer(
        question, "\(revision.deployment), revision \(revision.number)", in: .deployments
      ) {
        try HTML.done(question)
        try RevisionView(effect, quotes, standing: standing, question).html(
          deciding: question.caller.may(.approve)
            ? DecisionForm(revision, current: current, question).html() : .none)
      }
    }
  ]
}

extension Question {
  /// The revision that the path names by its number.
  func revision() throws -> Revision {
    try reader.revision(RevisionReference(deployment(), .number(revisionNumber())))
  }
}
