import ChangeReporting
import InventoryModel

/// The form by which a customer is given ports.
struct PortsForm {
  private let file: CustomerFile
  private let question: Question

  init(_ file: CustomerFile, _ question: Question) {
    self.file = file
    self.question = question
  }

  func html() throws -> HTML {
    let deployments = Set(
      file.uses.filter { $0.period.until.map { $0 > question.now } ?? true }.map(\.deployment)
    ).sorted().filter(question.caller.sees)
    if deployments.isEmpty { return .none }
    return try Tag.section(.class("card"), .labelledBy("assign")) {
      Tag.h2(.id("assign")) { "Assign ports" }
      try Tag.form(
        .class("stacked"), .method("post"),
        .action(Link("customers", file.customer.name.text, "ports"))
      ) {
        Tag.label(.labelFor("deployment")) { "Deployment" }
        Tag.select(.id("deployment"), .name("deployment")) {
          for deployment in deployments {
            Tag.option(.value(deployment.description)) { deployment.description }
          }
        }
        Tag.label(.labelFor("signaling")) { "Signaling port, such as 7412" }
        Tag.input(.id("signaling"), .name("signaling"), .type("text"), .autocomplete("off"))
        Tag.label(.labelFor("data")) {
          "Data ports, all of them, such as 4265-4328 or 4265-4328, 4400-4463"
        }
        Tag.input(.id("data"), .name("data"), .type("text"), .autocomplete("off"))
        Tag.label(.labelFor("from")) {
          "From which day on (\(question.zone.name)); from now if left empty"
        }
        Tag.input(.id("from"), .name("from"), .type("date"))
        HTML.note()
        try HTML.sent(by: question)
        Tag.button(.type("submit")) { "Assign" }
      }
    }
  }
}
