import InventoryModel

/// The form by which a revision is decided about.
struct DecisionForm {
  private let revision: Revision
  private let current: Revision?
  private let question: Question

  init(_ revision: Revision, current: Revision?, _ question: Question) {
    self.revision = revision
    self.current = current
    self.question = question
  }

  private var isCurrent: Bool {
    current.map { $0.copyOf ?? $0.number } == revision.copyOf ?? revision.number
  }

  private var verdicts: [(Verdict, String)] {
    if revision.state == .void { return [] }
    var all: [(Verdict, String)] = []
    if !revision.isAccepted || revision.isRefused {
      all.append((.approve, "Approve revision \(revision.number)"))
    } else if !isCurrent {
      all.append((.revert, "Go back to revision \(revision.number)"))
    }
    if !revision.isRefused { all.append((.reject, "Reject revision \(revision.number)")) }
    return all
  }

  func html() throws -> HTML {
    let verdicts = verdicts
    if verdicts.isEmpty { return .none }
    return try Tag.section(.class("card"), .labelledBy("decide")) {
      Tag.h2(.id("decide")) { "Decide" }
      try Tag.form(
        .class("stacked"), .method("post"),
        .action(.revision(revision.deployment, revision.number))
      ) {
        HTML.note()
        try HTML.sent(by: question)
        Tag.div(.class("buttons")) {
          for (verdict, words) in verdicts {
            Tag.button(
              .type("submit"), .name("decision"), .value(verdict.rawValue),
              verdict == .reject ? .class("refuses") : .none
            ) { words }
          }
        }
      }
      if question.caller.may(.administer) {
        Tag.p {
          Tag.a(.href(.void(revision.deployment, revision.number))) {
            "It was recorded by mistake"
          }
          ": under a wrong time, or from a wrong source."
        }
      }
    }
  }
}
