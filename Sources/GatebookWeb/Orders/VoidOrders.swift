import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// Taking a revision out of history. It is the one decision that changes what was current on past
/// days, so it needs another role than the others.
extension Route {
  static let voidOrders: [Route] = [
    Route(
      doing: "/api/v1/deployments/{vendor}/{name}/revisions/{number}/void",
      "Takes a revision out of history that was recorded by mistake.",
      .role(.administer, .deployment), [note, seen]
    ) { order in Answer(try order.void().json) }
  ]

  static let voidPages: [Route] = [
    Route(
      page: "/deployments/{vendor}/{name}/revisions/{number}/void",
      "Shows what it would do to take a revision out of history.",
      .role(.administer, .deployment)
    ) { question in
      let revision = try question.revision()
      let effect = try VoidEffect(of: revision, in: question.reader, at: question.now)
      return try PageFrame.answer(
        question, "\(revision.deployment), revision \(revision.number): recorded by mistake?",
        in: .deployments
      ) { try VoidView(effect, question).html() }
    },
    Route(
      doing: "/deployments/{vendor}/{name}/revisions/{number}/void",
      "Takes a revision out of history that was recorded by mistake.",
      .role(.administer, .deployment), [note, seen], mediaType: PageFrame.mediaType
    ) { order in
      let outcome = try order.void()
      return .redirection(
        to: Link(
          "deployments", order.part("vendor"), order.part("name"), "revisions",
          order.part("number"), query: [("done", outcome.word)]))
    },
  ]
}

extension Order {
  fileprivate func void() throws -> Settlement.Outcome {
    let deployment = try deployment()
    let number = try revisionNumber()
    return try write(.deployment(deployment)) {
      try Settlement($0).void(deployment, number: number)
    }
  }
}
