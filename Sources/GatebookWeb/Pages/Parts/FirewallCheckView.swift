import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// The form by which it is sent what a device lists.
struct FirewallCheckForm {
  private let plan: FirewallPlanReport
  private let question: Question

  init(_ plan: FirewallPlanReport, _ question: Question) {
    self.plan = plan
    self.question = question
  }

  private var name: FirewallName { plan.firewall.name }

  func html() throws -> HTML {
    try HTML {
      Tag.p {
        Tag.a(.href(.firewall(name))) { "Back to \(name)" }
        ". What the device really has is compared with what it has to allow: rules that somebody "
        "added or removed there. Nothing of it is kept."
      }
      try Tag.form(
        .class("stacked"), .method("post"), .action(.check(of: name)), .sendsFiles
      ) {
        Tag.label(.labelFor("configuration")) {
          "What the device lists, for \(plan.firewall.target)"
        }
        Tag.input(
          .id("configuration"), .name("configuration"), .type("file"), .required,
          .describedBy("configuration-help"))
        Tag.p(.id("configuration-help"), .class("faint")) {
          "At most 8 MiB. "
          Tag.code { "gatebook firewall check --help" }
          " tells by which command each device lists it."
        }
        if !plan.lists.isEmpty {
          Tag.label(.labelFor("list")) { "List" }
          Tag.select(.id("list"), .name("list")) {
            for list in plan.lists { Tag.option(.value(list.name)) { list.name } }
          }
        }
        try HTML.sent(by: question)
        Tag.button(.type("submit")) { "Compare" }
      }
    }
  }
}

/// What a device lacks, and what it has besides.
struct FirewallCheckView {
  private let report: FirewallCheckReport

  init(_ report: FirewallCheckReport) { self.report = report }

  /// So many lines of each kind are shown.
  private static let most = 100

  var html: HTML {
    HTML {
      Tag.p {
        Tag.a(.href(.firewall(report.firewall.name))) { "Back to \(report.firewall.name)" }
        if let number = report.number { ". It says that it has revision \(number)" }
        if let applied = report.applied { ". Revision \(applied) is noted as applied" }
        "."
      }
      if !report.problems.isEmpty {
        lines(
          "problems", "Not understood: it may allow more or less than is said here",
          report.problems, tone: .class("card closes"))
      }
      if report.isRight {
        Tag.p(.class("calm")) { "It allows what it has to allow, and nothing else." }
      } else {
        Tag.div(.class("sides")) {
          side(
            "lacks", "Lacks", report.lacking, .class("opens"), "What has to be allowed is allowed.")
          side(
            "outdated", "Outdated: no document asks for it now", report.outdated, .class("closes"),
            "Nothing is left of what was asked for once.")
          side(
            "unasked", "Unasked: no document ever asked for it", report.unasked, .class("closes"),
            "Nobody added anything.")
        }
      }
      if !report.lacking.isEmpty, !report.denials.isEmpty {
        lines("denials", "Denied in front of rules that allow some of the same", report.denials)
      }
      if !report.notes.isEmpty {
        lines("notes", "Not compared, as what it lists does not tell it", report.notes)
      }
      if !report.notExpressed.isEmpty {
        lines(
          "not-expressed", "Not compared, as its language cannot say it",
          report.notExpressed.map(\.text))
      }
      Tag.p { Tag.a(.href(.check(of: report.firewall.name))) { "Compare another listing" } }
    }
  }

  private func side(
    _ id: String, _ title: String, _ entries: AccessEntries, _ tone: Attribute, _ none: String
  ) -> HTML {
    Tag.section(tone, .labelledBy(id)) {
      Tag.h2(.id(id)) { "\(title): \(entries.count.of("entry", plural: "entries"))" }
      if entries.isEmpty {
        Tag.p { report.problems.isEmpty ? none : "Nothing, as far as it is understood." }
      } else {
        HTML.entries(entries)
      }
    }
  }

  private func lines(
    _ id: String, _ title: String, _ lines: [String], tone: Attribute = .none
  ) -> HTML {
    Tag.section(tone, .labelledBy(id)) {
      Tag.h2(.id(id)) { title }
      Tag.ul { for line in lines.prefix(Self.most) { Tag.li { line } } }
      if lines.count > Self.most { Tag.p { "And \(lines.count - Self.most) more." } }
    }
  }
}
