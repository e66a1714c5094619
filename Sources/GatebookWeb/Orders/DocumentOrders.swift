import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Taking a document that somebody sends: what `gatebook sync DEPLOYMENT FILE` does, with the same
/// guard. Only of a deployment that is there: a mistyped path makes none.
extension Route {
  static let documentOrders: [Route] = [
    Route(
      doing: "/api/v1/deployments/{vendor}/{name}/document",
      "Takes a document: stores a revision if its table differs, held where a person has to look.",
      .role(.administer, .deployment),
      [
        document,
        Parameter("dry-run", "Tells what would change; nothing is stored.", words: ["yes", "no"]),
        seen,
      ]
    ) { order in
      let file = try order.file("document")
      return Answer(try order.sync(file, isTry: order.isOn("dry-run")).json)
    }.taking(mostBytes: mostDocument)
  ]

  static let documentPages: [Route] = [
    Route(
      page: "/deployments/{vendor}/{name}/document", "Asks for a document.",
      .role(.administer, .deployment)
    ) { question in
      let name = try question.deployment()
      guard try question.reader.isKnown(name) else {
        throw InventoryError.unknownDeployment(name, known: [])
      }
      return try PageFrame.answer(question, "\(name): a newer document", in: .deployments) {
        try DocumentForm(name, session: question.caller.session, seen: question.seen()).html
      }
    },
    Route(
      doing: "/deployments/{vendor}/{name}/document",
      "Shows what it would do to take a document.", .role(.administer, .deployment),
      [document, seen], mediaType: PageFrame.mediaType
    ) { order in
      let file = try order.file("document")
      let seen = try order.lastSeen()
      let outcome = try order.sync(file, isTry: true)
      let id = order.site.shown.keep(
        file, for: .document(outcome.plan.deployment), of: try order.author(), at: order.now)
      return try PageFrame.answer(
        order, "\(outcome.plan.deployment): what it would change", in: .deployments
      ) { try DocumentTrialView(outcome, of: file, kept: id, seen: seen, order).html() }
    }.taking(mostBytes: mostDocument),
    Route(
      doing: "/deployments/{vendor}/{name}/document/shown",
      "Takes the document whose effect was shown.", .role(.administer, .deployment),
      [shownFile, seen], mediaType: PageFrame.mediaType
    ) { order in
      let purpose = ShownFiles.Purpose.document(try order.deployment())
      let outcome = try order.sync(order.shownFile(for: purpose), isTry: false)
      try order.forgetShown(for: purpose)
      return .redirection(
        to: Link(
          "deployments", order.part("vendor"), order.part("name"), "revisions",
          "\(outcome.revision)", query: [("done", outcome.plan.status.doneWord)]))
    },
  ]

  /// In bytes, with what else is in the form: so that four may be in memory. The longest lists, such
  /// as Azure's service tags, have more, and are synced by the command.
  static let mostDocument = 8 << 20

  private static let document = Parameter(
    "document", "The document, as a file or as text.", isRequired: true, isFile: true)

  static let shownFile = Parameter(
    "shown", "By what the file is found again that was sent before.", isRequired: true)
}

extension SyncPlan.Status {
  fileprivate var doneWord: String {
    switch self {
    case .first, .changed: "stored"
    case .held: "held"
    case .unchanged: "unchanged"
    }
  }
}

extension Order {
  /// What a field has, as a file or as text.
  func file(_ field: String) throws -> UploadedFile {
    if let file = files[field] { return file }
    guard let text = try one(field), !text.isEmpty else {
      throw Problem(400, "missing-parameter", "choose a file: \(field) is empty")
    }
    return UploadedFile(name: "the \(field)", bytes: Array(text.utf8))
  }

  /// The file whose effect was shown to who asks.
  func shownFile(for purpose: ShownFiles.Purpose) throws -> UploadedFile {
    let id = try one("shown") ?? ""
    guard let file = site.shown.file(id, for: purpose, of: try author(), at: now) else {
      throw Problem(
        409, "shown-no-more",
        "the file is no longer kept: a quarter of an hour has passed, or others' files took its "
          + "place. Nothing was stored; send it again"
      )
    }
    return file
  }

  func forgetShown(for purpose: ShownFiles.Purpose) throws {
    site.shown.forget(try one("shown") ?? "", for: purpose, of: try author(), at: now)
  }

  /// Reads a document and compares it with what is there.
  ///
  /// - Parameter isTry: whether nothing is stored.
  fileprivate func sync(_ file: UploadedFile, isTry: Bool) throws -> SyncOutcome {
    let name = try deployment()
    var sync = DocumentSync(
      name, .document(Document(bytes: file.bytes, source: file.name)), now: site.settings.now)
    let outcome = try site.reading.take {
      do {
        return try store(.deployment(name)) { inventory, author, check in
          sync.check = check
          guard try inventory.read({ try $0.isKnown(name) }) else {
            throw InventoryError.unknownDeployment(name, known: [])
          }
          return try isTry
            ? sync.rehearse(on: inventory)
            : sync.store(on: inventory, by: author) { inventory }
        }
      } catch let error as ReadingError {
        throw Problem(415, "unreadable", "\(error)")
      }
    }
    guard let outcome else {
      throw Problem(503, "busy", "another document is being read; send it again")
    }
    return outcome
  }
}
