import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What is told before a revision is taken out of history, and the form for it.
struct VoidView {
  private let effect: VoidEffect
  private let question: Question

  init(_ effect: VoidEffect, _ question: Question) {
    self.effect = effect
    self.question = question
  }

  private var revision: Revision { effect.revision }

  func html() throws -> HTML {
    try HTML {
      Tag.p {
        Tag.a(.href(.revision(revision.deployment, revision.number))) {
          "Revision \(revision.number)"
        }
        " was recorded "
        HTML.time(revision.recordedAt, question.zone)
        ", and is \(revision.stateInWords). Taken out of history, it stays in the list of "
        "revisions and counts nowhere, on past days neither. A document that shows its table "
        "again is stored anew. No other decision brings it back."
      }
      Tag.ul(.class("cards")) {
        Tag.li(.class("card")) { next }
        if let passed = effect.passed {
          Tag.li(.class("card warns")) {
            Tag.p {
              "Revision \(passed.number), which waits, is superseded: it was compared with what "
              "is gone then. The next sync stores it anew."
            }
          }
        }
      }
      if effect.isCurrent {
        ChangesView(effect.table.report, in: question.zone).access
        ConcernedView(effect.table, question, title: "Whom it would concern").html
      }
      try form()
    }
  }

  private var next: HTML {
    Tag.p {
      switch (effect.isCurrent, effect.next) {
      case (true, let next?):
        "Revision \(next.number) of "
        HTML.time(next.recordedAt, question.zone)
        " becomes current again"
        next.isRefused ? ", although it was rejected." : "."
      case (true, nil):
        Tag.strong { "No revision is current then: " }
        "its lists are not given, and nothing is known of what has to be allowed."
      case (false, let current?):
        "Revision \(current.number) stays current: nothing opens or closes."
      case (false, nil): "No revision is current, now and then."
      }
    }
  }

  private func form() throws -> HTML {
    try Tag.section(.class("card closes"), .labelledBy("take-out")) {
      Tag.h2(.id("take-out")) { "Take it out of history" }
      try Tag.form(
        .class("stacked"), .method("post"),
        .action(.void(revision.deployment, revision.number))
      ) {
        HTML.note()
        try HTML.sent(by: question)
        Tag.button(.type("submit"), .class("refuses")) {
          "Take revision \(revision.number) out of history"
        }
      }
    }
  }
}
