import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// How a deployment's document is read, and since when.
struct LayoutView {
  private let name: DeploymentName
  private let versions: [KeptLayout]
  private let kept: Revision?
  private let question: Question

  /// - Parameters:
  ///   - versions: those of its layout, the latest first.
  ///   - kept: the latest revision whose document was kept; nil if there is none.
  init(
    _ name: DeploymentName, _ versions: [KeptLayout], kept: Revision?, _ question: Question
  ) {
    self.name = name
    self.versions = versions
    self.kept = kept
    self.question = question
  }

  func html() throws -> HTML {
    try HTML {
      Tag.p {
        Tag.a(.href(.deployment(name))) { "Back to \(name)" }
        ". A layout is what a person confirmed or corrected of how the document is read; one that no "
        "longer fits is held."
      }
      if let present = versions.first, let text = present.text {
        Tag.p {
          "It is read by layout \(present.number), kept "
          HTML.time(present.act.time, question.zone)
          " by \(present.act.author.shown)."
        }
        HTML.lines("Layout \(present.number)", text)
      } else {
        Tag.p { "It is read without a layout." }
      }
      if question.caller.may(.administer) {
        try form()
        if versions.contains(where: { $0.text != nil }) { try earlier() }
      }
      if !versions.isEmpty { history }
    }
  }

  private func form() throws -> HTML {
    try Tag.section(.class("card"), .labelledBy("show")) {
      Tag.h2(.id("show")) { "Confirm how a document is read" }
      Tag.p { "First you are shown how it is read, table by table; nothing is kept." }
      try Tag.form(
        .class("stacked"), .method("post"), .action(.layout(of: name)), .sendsFiles
      ) {
        Tag.label(.labelFor("document")) { "The document, as a file of at most 8 MiB" }
        Tag.input(.id("document"), .name("document"), .type("file"))
        if let kept {
          Tag.label(.labelFor("revision")) {
            "Or the number of a revision whose document was kept, such as \(kept.number)"
          }
          Tag.input(.id("revision"), .name("revision"), .type("text"), .autocomplete("off"))
        }
        try HTML.sent(by: question)
        Tag.button(.type("submit")) { "Show how it is read" }
      }
    }
  }

  /// By which a version is used again.
  private func earlier() throws -> HTML {
    let present = versions.first
    return try Tag.section(.class("card"), .labelledBy("use")) {
      Tag.h2(.id("use")) { "Read by another version" }
      try Tag.form(
        .class("stacked"), .method("post"),
        .action(Link("deployments", name.vendor, name.name, "layout", "use"))
      ) {
        Tag.label(.labelFor("number")) { "Version" }
        Tag.select(.id("number"), .name("number"), .required) {
          Tag.option(.value("")) { "Choose" }
          for version in versions where version.text != nil && version.number != present?.number {
            Tag.option(.value("\(version.number)")) {
              "layout \(version.number) of \(question.zone.day(of: version.act.time))"
            }
          }
          if present?.text != nil { Tag.option(.value("0")) { "none: read without a layout" } }
        }
        HTML.note(id: "use-note")
        try HTML.sent(by: question)
        Tag.div(.class("buttons")) { Tag.button(.type("submit")) { "Read by this one" } }
      }
    }
  }

  private var history: HTML {
    Tag.section(.labelledBy("versions")) {
      Tag.h2(.id("versions")) { "Versions" }
      HTML.table("Versions", ["Layout", "Kept", "By", "Note"]) {
        for version in versions {
          HTML.row(
            HTML("\(version.number)" + (version.text == nil ? ", none from then on" : "")),
            HTML.time(version.act.time, question.zone), HTML(version.act.author.shown.text),
            HTML(version.act.note?.text ?? ""))
        }
      }
    }
  }
}

/// How a document that was sent is read, and the form to confirm that.
struct LayoutTrialView {
  private let name: DeploymentName
  private let trial: LayoutTrial
  private let present: KeptLayout?
  private let file: UploadedFile
  private let id: String
  private let seen: Int
  private let order: Order

  /// - Parameters:
  ///   - id: by what the file is found again.
  ///   - seen: the audit's last entry before the document was read.
  init(
    _ name: DeploymentName, _ trial: LayoutTrial, _ present: KeptLayout?, of file: UploadedFile,
    shown id: String, seen: Int, _ order: Order
  ) {
    self.name = name
    self.trial = trial
    self.present = present
    self.file = file
    self.id = id
    self.seen = seen
    self.order = order
  }

  private var reading: Reading { trial.after }
  private var leftOver: [Finding] { reading.findings.filter(\.isLeftOver) }

  /// So many parts, and facts that are left over, are shown.
  private static let most = 100

  var html: HTML {
    HTML {
      Tag.p {
        Tag.code { file.name }
        ", by \(present.map { "layout \($0.number)" } ?? "no layout"): "
        "\(reading.snapshot.endpoints.count.of("endpoint")), "
        "\(leftOver.count.of("fact")) left over."
      }
      for (number, part) in reading.tables.prefix(Self.most).enumerated() {
        section(part, id: "part-\(number + 1)")
      }
      if reading.tables.count > Self.most {
        Tag.p { "And \((reading.tables.count - Self.most).of("more part", plural: "more parts"))." }
      }
      if !leftOver.isEmpty { facts }
      form
    }
  }

  private func section(_ part: TableUnderstanding, id: String) -> HTML {
    let title =
      part.kind.rawValue + (part.name.isEmpty ? "" : " \"\(part.name.abridged(to: 100))\"")
    return Tag.section(.labelledBy(id)) {
      Tag.h2(.id(id)) { title }
      Tag.p {
        "\(reading.documentPlaces.words(ofLine: part.line)): "
        if let reason = part.leftOut {
          Tag.strong { "left out: \(reason)" }
        } else {
          "\(part.rowsRead) of \(part.rows.of("row")) read, \(part.endpoints.of("endpoint"))."
        }
      }
      if !part.around.isEmpty { Tag.p { "For all rows: \(part.around.joined(separator: ", "))." } }
      if !part.columns.isEmpty {
        HTML.table("Columns of \(title)", ["Column", "Is", "Why"]) {
          for (place, column) in part.columns.enumerated() {
            HTML.row(
              HTML(
                "\(place + 1)" + (column.header.isEmpty ? "" : " \(column.header.abridged(to: 60))")
              ),
              HTML(column.role), HTML(column.reason))
          }
        }
      }
    }
  }

  private var facts: HTML {
    Tag.section(.labelledBy("left-over")) {
      Tag.h2(.id("left-over")) { "Left over" }
      HTML.table("Left over", ["Line", "What", "Words"]) {
        for finding in leftOver.prefix(Self.most) {
          HTML.row(
            HTML(finding.line.map { "\($0)" } ?? "all"), HTML(finding.message),
            HTML { if let quote = finding.quote { Tag.code { quote } } })
        }
      }
      if leftOver.count > Self.most { Tag.p { "And \(leftOver.count - Self.most) more." } }
    }
  }

  private var form: HTML {
    Tag.section(.class("card"), .labelledBy("confirm")) {
      Tag.h2(.id("confirm")) { "Confirm it" }
      Tag.p {
        "Documents that are no longer like this one are held then. "
        "To correct what is read wrongly, use "
        Tag.code { "gatebook layout \(name)" }
        "."
      }
      Tag.form(
        .class("stacked"), .method("post"),
        .action(Link("deployments", name.vendor, name.name, "layout", "confirm"))
      ) {
        Tag.input(.type("hidden"), .name("shown"), .value(id))
        HTML.note()
        HTML.sent(session: order.caller.session, seen: seen)
        Tag.div(.class("buttons")) {
          Tag.button(.type("submit")) { "This is how it is to be read" }
        }
      }
    }
  }
}
