import ChangeReporting
import EndpointModel
import InventoryModel

/// The form by which it is told what is right instead of ports that were noted wrongly.
struct PortCorrectionForm {
  private let wrong: PortAssignment
  private let question: Question

  init(_ wrong: PortAssignment, _ question: Question) {
    self.wrong = wrong
    self.question = question
  }

  func html() throws -> HTML {
    try HTML {
      Tag.dl {
        Tag.dt { "Noted" }
        Tag.dd { Tag.code { wrong.portsText } }
        Tag.dt { "On" }
        Tag.dd { wrong.deployment.description }
        Tag.dt { "When" }
        Tag.dd { wrong.period.text(at: question.now, in: question.zone) }
        Tag.dt { "By" }
        Tag.dd { wrong.assigned.by?.text ?? "" }
      }
      Tag.p { "It stays in the history, marked as noted wrongly, and counts nowhere." }
      try form()
      Tag.p { Tag.a(.href(.customer(wrong.customer))) { "Back to \(wrong.customer)" } }
    }
  }

  private func form() throws -> HTML {
    try Tag.form(
      .class("stacked"), .method("post"),
      .action(Link("customers", wrong.customer.text, "ports", "correct"))
    ) {
      Tag.input(.type("hidden"), .name("deployment"), .value(wrong.deployment.description))
      Tag.input(.type("hidden"), .name("role"), .value(wrong.role.rawValue))
      Tag.input(.type("hidden"), .name("held"), .value(wrong.period.from.description))
      Tag.input(
        .type("hidden"), .name("wrong"), .value("\(wrong.transport.rawValue)/\(wrong.ports)"))
      Tag.label(.labelFor("ports")) { "The ports that it had; as noted if left empty" }
      Tag.input(.id("ports"), .name("ports"), .type("text"), .autocomplete("off"))
      Tag.label(.labelFor("protocol")) { "Their protocol" }
      Tag.select(.id("protocol"), .name("protocol")) {
        Tag.option(.value("")) { "as noted: \(wrong.transport.rawValue)" }
        for transport in AssignedTransport.allCases {
          Tag.option(.value(transport.rawValue)) { transport.rawValue }
        }
      }
      Tag.label(.labelFor("from")) {
        "From which day on (\(question.zone.name)); as noted if left empty"
      }
      Tag.input(.id("from"), .name("from"), .type("date"))
      Tag.label(.labelFor("until")) { "Until the end of which day; as noted if left empty" }
      Tag.input(.id("until"), .name("until"), .type("date"))
      HTML.note()
      try HTML.sent(by: question)
      Tag.div(.class("buttons")) {
        Tag.button(.type("submit")) { "This is right" }
        Tag.button(.type("submit"), .name("never"), .value("yes"), .class("refuses")) {
          "It never had these ports"
        }
      }
    }
  }
}
