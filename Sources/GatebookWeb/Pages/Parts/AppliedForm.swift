import GatebookService
import InventoryModel

/// The form by which it is noted what a firewall was given.
struct AppliedForm {
  private let plan: FirewallPlanReport
  private let written: WrittenPolicy
  private let question: Question

  /// - Parameter written: the policy that was written last.
  init(_ plan: FirewallPlanReport, written: WrittenPolicy, _ question: Question) {
    self.plan = plan
    self.written = written
    self.question = question
  }

  func html() throws -> HTML {
    try Tag.section(.class("card"), .labelledBy("note-applied")) {
      Tag.h2(.id("note-applied")) { "Note as applied" }
      Tag.p {
        "Its revision \(written.number) was written last, "
        HTML.time(written.writtenAt, question.zone)
        ". What became current since is not in it."
      }
      try Tag.form(
        .class("stacked"), .method("post"),
        .action(Link("firewalls", plan.firewall.name.text, "applied"))
      ) {
        if !plan.lists.isEmpty {
          Tag.label(.labelFor("list")) { "List" }
          Tag.select(.id("list"), .name("list")) {
            for list in plan.lists { Tag.option(.value(list.name)) { list.name } }
          }
        }
        Tag.label(.labelFor("number")) {
          plan.lists.isEmpty
            ? "Its revision: the last one written, or an earlier one if that was noted by mistake"
            : "Its revision; the last one written if left empty"
        }
        Tag.input(
          .id("number"), .name("number"), .type("text"), .autocomplete("off"),
          .value(plan.lists.isEmpty ? "\(written.number)" : ""))
        HTML.note()
        try HTML.sent(by: question)
        Tag.button(.type("submit")) { "The firewall has it" }
      }
    }
  }
}
