import ChangeReporting
import InventoryModel

/// The form by which ports are ended, or what is planned for them cancelled.
struct PortEndForm {
  private let file: CustomerFile
  private let question: Question

  init(_ file: CustomerFile, _ question: Question) {
    self.file = file
    self.question = question
  }

  private var name: CustomerName { file.customer.name }

  /// The deployments that it uses now or later.
  private var deployments: [DeploymentName] {
    Set(file.uses.filter { $0.period.until.map { $0 > question.now } ?? true }.map(\.deployment))
      .sorted().filter(question.caller.sees)
  }

  func html() throws -> HTML {
    try HTML {
      Tag.p {
        Tag.a(.href(.customer(name))) { "Back to \(file.customer.displayName)" }
        ". Its history stays; ports that were to begin later never begin."
      }
      if deployments.isEmpty {
        Tag.p(.class("calm")) { "It uses no deployment that you see, now or later." }
      } else {
        try form()
      }
    }
  }

  private func form() throws -> HTML {
    try Tag.form(.class("stacked"), .method("post"), .action(.portsEnd(name))) {
      Tag.label(.labelFor("deployment")) { "Deployment" }
      // Nothing is chosen beforehand: Enter alone ends nothing.
      Tag.select(.id("deployment"), .name("deployment"), .required) {
        Tag.option(.value("")) { "Choose" }
        for deployment in deployments {
          Tag.option(.value(deployment.description)) { deployment.description }
        }
      }
      Tag.label(.labelFor("role")) { "Which ports" }
      Tag.select(.id("role"), .name("role")) {
        Tag.option(.value("")) { "all that it has" }
        Tag.option(.value("signaling")) { "the signaling port" }
        Tag.option(.value("data")) { "the data ports" }
      }
      Tag.label(.labelFor("when")) { "When they end" }
      Tag.select(.id("when"), .name("when"), .required) {
        Tag.option(.value("")) { "Choose" }
        Tag.option(.value("now")) { "now" }
        Tag.option(.value("day")) { "at the end of the day below" }
        Tag.option(.value("planned")) { "they go on: only what is planned is cancelled" }
      }
      Tag.label(.labelFor("until")) { "That day (\(question.zone.name))" }
      Tag.input(.id("until"), .name("until"), .type("date"))
      Tag.label(.labelFor("leave")) { "And the deployment" }
      Tag.select(.id("leave"), .name("leave")) {
        Tag.option(.value("no")) { "it goes on using it" }
        Tag.option(.value("yes")) { "it does not use it any more, and has no ports there" }
      }
      HTML.note()
      try HTML.sent(by: question)
      Tag.div(.class("buttons")) {
        Tag.button(.type("submit"), .class("refuses")) { "End or cancel as chosen" }
      }
    }
  }
}
