import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// The forms by which a deployment or a customer gets another name, goes out of use, or hands over.
struct UseForms {
  private let kind: UseSubject
  private let subject: Watched
  private let question: Question

  init(_ kind: UseSubject, _ subject: Watched, _ question: Question) {
    self.kind = kind
    self.subject = subject
    self.question = question
  }

  func html() throws -> HTML {
    let archivedAt = try archivedAt()
    let firewalls = try question.reader.firewalls(allowing: subject)
    return try HTML {
      Tag.p {
        Tag.a(.href(link())) { "Back to \(subject.description)" }
        ". Nothing here leaves history, and each of it can be undone but for handing over."
      }
      try form(
        "rename", "Another name", button: "Rename",
        about: HTML("Who asks for it by the name that it has now is told the new one.")
      ) {
        Tag.label(.labelFor("to")) { "New name" }
        Tag.input(
          .id("to"), .name("to"), .value(subject.description), .maxLength(200), .required)
      }
      if let archivedAt {
        try form(
          "archive", "Into use again", button: "Take into use",
          about: HTML {
            "It is out of use since "
            HTML.time(archivedAt, question.zone)
            "."
          }
        ) { Tag.input(.type("hidden"), .name("out"), .value("no")) }
      } else {
        try form(
          "archive", "Out of use", button: "Take out of use", about: endText(firewalls)
        ) { Tag.input(.type("hidden"), .name("out"), .value("yes")) }
        try form(
          "merge", "Hand over to another", button: "Hand over", about: mergeText(firewalls)
        ) {
          Tag.label(.labelFor("into")) { "The \(kind.word) that takes over" }
          Tag.input(.id("into"), .name("into"), .maxLength(200), .required)
        }
      }
    }
  }

  private func archivedAt() throws -> UTCTime? {
    switch subject {
    case .deployment(let name): try question.reader.archivedAt(name)
    case .customer(let name): try question.reader.archivedAt(name)
    default: nil
    }
  }

  private func endText(_ firewalls: [FirewallName]) -> HTML {
    let end =
      kind == .deployment
      ? "It is not synced and not listed any more, and its lists are not given."
      : "It is not listed any more, and gets no notices."
    return HTML("\(end) \(concerned(firewalls))")
  }

  private func mergeText(_ firewalls: [FirewallName]) -> HTML {
    let what =
      kind == .deployment
      ? "Its source, its customers' ports and its subscriptions go to the other one, which keeps its"
        + " own table."
      : "Its deployments, ports, contacts and subscriptions go to the other one."
    return HTML("\(what) It is out of use then. \(concerned(firewalls))")
  }

  private func concerned(_ firewalls: [FirewallName]) -> String {
    firewalls.isEmpty
      ? "No firewall allows its rules."
      : "These firewalls allow its rules: \(firewalls.map(\.text).joined(separator: ", "))."
  }

  private func form(
    _ name: String, _ title: String, button: String, about: HTML, @HTMLBuilder fields: () -> HTML
  ) throws -> HTML {
    try Tag.section(.class("card"), .labelledBy(name)) {
      Tag.h2(.id(name)) { title }
      Tag.p { about }
      try Tag.form(.class("stacked"), .method("post"), .action(link(name))) {
        fields()
        HTML.note(id: "\(name)-note")
        try HTML.sent(by: question)
        Tag.div(.class("buttons")) { Tag.button(.type("submit")) { button } }
      }
    }
  }

  /// - Parameter part: of its page; nil for the page itself.
  private func link(_ part: String? = nil) -> Link {
    switch (subject, part) {
    case (.deployment(let name), let part?): Link("deployments", name.vendor, name.name, part)
    case (.deployment(let name), nil): .deployment(name)
    case (.customer(let name), let part?): Link("customers", name.text, part)
    case (.customer(let name), nil): .customer(name)
    default: subject.link
    }
  }
}
