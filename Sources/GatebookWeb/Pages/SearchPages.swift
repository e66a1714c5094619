import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// The first page, and what is found.
extension Route {
  static let searchPages: [Route] = [
    Route(
      page: "/", "Shows the search and what needs a person today.", .role(.read, .seen)
    ) { question in
      let today = try Today(
        of: question.reader, at: question.now, in: question.zone,
        replication: question.site.replication(question.reader))
      return PageFrame.answer(question, "Search", in: .search) {
        SearchForm("").html
        Tag.div(.id("results"), .live("polite"))
        Tag.section(.labelledBy("today")) {
          Tag.h2(.id("today")) { "Needs a person today" }
          TodayView(today, for: question).html
          Tag.p { Tag.a(.href(Link("today"))) { "On a screen of its own" } }
        }
      }
    },
    Route(
      page: "/search", "Shows who has an address or a port, and customers by name.",
      .role(.read, .seen), [Parameter("q", "What is looked for.")]
    ) { question in
      let asked = try question.one("q") ?? ""
      let found = try GivenText(asked).map { text in
        try SeenFindings(text, question, limit: 50)
      }
      return PageFrame.answer(question, "Search", in: .search) {
        SearchForm(asked).html
        Tag.div(.id("results"), .live("polite")) {
          if let found { FindingsView(found, at: question.now, in: question.zone).html }
        }
      }
    },
  ]
}

/// The field in which everything is looked up.
struct SearchForm {
  private let text: String

  init(_ text: String) { self.text = text }

  var html: HTML {
    Tag.form(.class("search"), .role("search"), .action(Link("search"))) {
      Tag.label(.labelFor("q")) { "Address, host name, port, customer or deployment" }
      Tag.div(.class("field")) {
        Tag.input(
          .id("q"), .name("q"), .type("search"), .value(text), .maxLength(200),
          .autocomplete("off"), .describedBy("q-help"), .data(.search, "results"))
        Tag.button(.type("submit")) { "Search" }
      }
      Tag.p(.id("q-help"), .class("faint")) {
        "Who needs 3.97.31.75? Whose is tcp/7412? What does a customer open? A few letters of a name are enough."
      }
    }
  }
}
