import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Having a source read now, not at all, or again.
extension Route {
  static let sourceOrders: [Route] = SourceWish.allCases.map { wish in
    Route(
      doing: "/api/v1/deployments/{vendor}/{name}/source/\(wish.rawValue)", wish.summary,
      .role(.approve, .deployment), [note, seen]
    ) { order in
      let word = try order.see(to: wish)
      return Answer(
        .object([
          "deployment": .string(try order.deployment().description), "outcome": .string(word),
        ]))
    }
  }

  static let sourceOrderPages: [Route] = [
    Route(
      doing: "/deployments/{vendor}/{name}/source",
      "Has a source read now, not at all, or again.", .role(.approve, .deployment),
      [
        Parameter(
          "wish", "What is wanted.", isRequired: true, words: SourceWish.allCases.map(\.rawValue)),
        note, seen,
      ], mediaType: PageFrame.mediaType
    ) { order in
      guard let wish = try order.one("wish").flatMap(SourceWish.init) else {
        throw Problem(400, "missing-parameter", "wish is needed")
      }
      let word = try order.see(to: wish)
      return .redirection(
        to: Link(
          "deployments", order.part("vendor"), order.part("name"), "source",
          query: [("done", word)]))
    }
  ]
}

/// What can be wanted of a source from outside.
enum SourceWish: String, CaseIterable {
  case sync, pause, resume

  fileprivate var summary: String {
    switch self {
    case .sync:
      "Has the source read now, whatever it waits for; what comes of it stands in the source's state."
    case .pause: "Keeps the source from being read until it is resumed; what it brought stays."
    case .resume: "Has a source read again that was paused."
    }
  }
}

extension Order {
  /// - Returns: what came of it, in a word.
  fileprivate func see(to wish: SourceWish) throws -> String {
    let deployment = try deployment()
    switch wish {
    case .pause:
      try write(.source(deployment)) { try $0.pauseSource(of: deployment) }
      return "paused"
    case .resume:
      try write(.source(deployment)) { try $0.resumeSource(of: deployment) }
      return "resumed"
    case .sync:
      guard let sync = site.settings.syncNow else {
        throw Problem(
          409, "no-sync",
          "this server cannot read sources: there is no program gatebook beside it; whoever runs it "
            + "can have \(deployment) synced")
      }
      try write(.source(deployment)) { try $0.noteSyncAsked(of: deployment) }
      switch sync(deployment) {
      case .begun: return "asked"
      case .already: return "asked-already"
      case .busy:
        throw Problem(503, "busy", "many sources wait to be read already; ask again later")
      }
    }
  }
}
