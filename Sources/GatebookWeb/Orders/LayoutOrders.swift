import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// How deployments' documents are read, and confirming that of one. Corrections are made by
/// `gatebook layout`, which shows what each would change.
extension Route {
  static let layouts: [Route] = [
    Route(
      "/api/v1/deployments/{vendor}/{name}/layouts",
      "Lists the versions of the layout by which a deployment's document is read, the latest first.",
      .role(.read, .deployment)
    ) { question in
      let name = try question.deployment()
      _ = try question.reader.settings(of: name)
      return Answer(
        .array(try question.reader.layouts(of: name).map { JSONText($0) }),
        headers: [try question.seenHeader()])
    }
  ]

  static let layoutOrders: [Route] = [
    Route(
      doing: "/api/v1/deployments/{vendor}/{name}/layout",
      "Tells how a document is read by the present layout, and confirms that reading.",
      .role(.administer, .deployment),
      [
        document, keptRevision,
        Parameter("dry-run", "Only tells how it is read; nothing is kept.", words: ["yes", "no"]),
        note, seen,
      ]
    ) { order in
      let (trial, kept) = try order.layoutTrial(of: order.layoutDocument())
      let number = try order.isOn("dry-run") ? nil : order.keep(trial)
      return Answer(
        LayoutReport(
          subject: try order.deployment().description, kept: kept,
          corrections: trial.layout.corrections.map(\.text), reading: trial.after,
          newNumber: number
        ).json)
    }.taking(mostBytes: mostDocument),
    Route(
      doing: "/api/v1/deployments/{vendor}/{name}/layout/use",
      "Reads by an earlier version of the layout again, or without one.",
      .role(.administer, .deployment), [version, note, seen]
    ) { order in Answer(JSONText(try order.useVersion())) },
  ]

  static let layoutPages: [Route] = [
    Route(
      page: "/deployments/{vendor}/{name}/layout", "Shows how a deployment's document is read.",
      .role(.read, .deployment), [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let name = try question.deployment()
      _ = try question.reader.settings(of: name)
      let versions = try question.reader.layouts(of: name)
      let kept = try question.reader.revisions(of: name).first {
        try KeptDocuments(question.reader).has($0)
      }
      return try PageFrame.answer(
        question, "\(name): how its document is read", in: .deployments
      ) {
        try HTML.done(question)
        try LayoutView(name, versions, kept: kept, question).html()
      }
    },
    Route(
      doing: "/deployments/{vendor}/{name}/layout",
      "Shows how a document is read, to be confirmed.", .role(.administer, .deployment),
      [document, keptRevision, seen], mediaType: PageFrame.mediaType
    ) { order in
      let seen = try order.lastSeen()
      let file = try order.layoutDocument()
      let (trial, kept) = try order.layoutTrial(of: file)
      let name = try order.deployment()
      let id = order.site.shown.keep(
        file, for: .layout(name), of: try order.author(), at: order.now)
      return PageFrame.answer(order, "\(name): how it would be read", in: .deployments) {
        LayoutTrialView(name, trial, kept, of: file, shown: id, seen: seen, order).html
      }
    }.taking(mostBytes: mostDocument),
    Route(
      doing: "/deployments/{vendor}/{name}/layout/confirm",
      "Confirms how the document that was shown is read.", .role(.administer, .deployment),
      [shownFile, note, seen], mediaType: PageFrame.mediaType
    ) { order in
      let name = try order.deployment()
      let (trial, _) = try order.layoutTrial(of: order.shownFile(for: .layout(name)))
      _ = try order.keep(trial)
      try order.forgetShown(for: .layout(name))
      return .redirection(to: order.layoutLink(done: "layout-kept"))
    },
    Route(
      doing: "/deployments/{vendor}/{name}/layout/use",
      "Reads by an earlier version of the layout again, or without one.",
      .role(.administer, .deployment), [version, note, seen], mediaType: PageFrame.mediaType
    ) { order in
      let kept = try order.useVersion()
      return .redirection(
        to: order.layoutLink(done: kept.text == nil ? "layout-removed" : "layout-kept"))
    },
  ]

  private static let document = Parameter(
    "document", "The document, as a file or as text; or name a revision.", isFile: true)
  private static let keptRevision = Parameter(
    "revision", "A revision whose document was kept, in place of one that is sent.")
  private static let version = Parameter(
    "number", "Which version; 0 for none: documents are read without a layout.", isRequired: true,
    isNumber: true)
}

extension Order {
  /// What is sent, or was kept of a revision.
  fileprivate func layoutDocument() throws -> UploadedFile {
    let revision = try field("revision") { text in
      guard let number = Int(text), number > 0 else {
        throw Problem(400, "bad-value", "revision is a number from 1")
      }
      return number
    }
    let hasFile = try files["document"] != nil || field("document", { $0 }) != nil
    guard let revision else { return try file("document") }
    if hasFile {
      throw Problem(400, "bad-value", "a document is sent, and a revision is named; choose one")
    }
    return try site.inventory.read { reader in
      let found = try reader.revision(RevisionReference(deployment(), .number(revision)))
      guard let document = try KeptDocuments(reader).document(of: found) else {
        throw Problem(404, "not-kept", "the document of revision \(revision) was not kept; send it")
      }
      return UploadedFile(name: document.source, bytes: document.bytes)
    }
  }

  /// How a document is read by the present layout, and that layout.
  fileprivate func layoutTrial(
    of file: UploadedFile
  ) throws -> (trial: LayoutTrial, kept: KeptLayout?) {
    let name = try deployment()
    // Nothing long is begun where nothing may be changed.
    _ = try author()
    let kept = try site.inventory.read { reader in
      _ = try reader.settings(of: name)
      return try reader.layout(of: name)
    }
    let trial = try site.reading.take { () throws -> LayoutTrial in
      do {
        return try LayoutTrial(
          Document(bytes: file.bytes, source: file.name),
          present: kept?.text.map { try Layout(parsing: $0) })
      } catch let error as ReadingError {
        throw Problem(415, "unreadable", "\(error)")
      }
    }
    guard let trial else {
      throw Problem(503, "busy", "another document is being read; send it again")
    }
    return (trial, kept)
  }

  /// - Returns: the number of the version that was kept.
  fileprivate func keep(_ trial: LayoutTrial) throws -> Int {
    let name = try deployment()
    return try write(.layout(name)) {
      try $0.keepLayout(trial.confirmed.text, of: name).number
    }
  }

  fileprivate func useVersion() throws -> KeptLayout {
    let name = try deployment()
    let number = try number("number", 0...1_000_000) ?? 0
    return try write(.layout(name)) { writer in
      _ = try writer.settings(of: name)
      let versions = try writer.layouts(of: name)
      if number == 0 {
        if versions.first?.text == nil {
          throw Problem(409, "no-layout", "\(name) is read without a layout already")
        }
        return try writer.keepLayout(nil, of: name)
      }
      guard let version = versions.first(where: { $0.number == number }), version.text != nil
      else { throw Problem(404, "unknown-layout", "\(name) has no layout \(number)") }
      return try writer.keepLayout(version.text, of: name)
    }
  }

  fileprivate func layoutLink(done: String) -> Link {
    Link("deployments", part("vendor"), part("name"), "layout", query: [("done", done)])
  }
}
