import InventoryModel

/// The form by which a document is sent.
struct DocumentForm {
  private let name: DeploymentName
  private let session: Session?
  private let seen: Int

  init(_ name: DeploymentName, session: Session?, seen: Int) {
    self.name = name
    self.session = session
    self.seen = seen
  }

  var html: HTML {
    HTML {
      Tag.p {
        "What the document says is compared with the current revision of "
        Tag.a(.href(.deployment(name))) { name.description }
        ". First you are shown what would change; nothing is stored."
      }
      Tag.form(.class("stacked"), .method("post"), .action(.document(name)), .sendsFiles) {
        Tag.label(.labelFor("document")) { "The document: a saved page, a PDF, a sheet, a feed" }
        Tag.input(
          .id("document"), .name("document"), .type("file"), .required,
          .describedBy("document-help"))
        Tag.p(.id("document-help"), .class("faint")) { "At most 8 MiB." }
        HTML.sent(session: session, seen: seen)
        Tag.button(.type("submit")) { "Show what would change" }
      }
    }
  }
}
