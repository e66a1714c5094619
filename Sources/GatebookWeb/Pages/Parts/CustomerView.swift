import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What is told of a customer.
struct CustomerView {
  private let file: CustomerFile
  private let rules: RulesReport
  private let question: Question

  init(_ file: CustomerFile, _ rules: RulesReport, _ question: Question) {
    self.file = file
    self.rules = rules
    self.question = question
  }

  private var name: CustomerName { file.customer.name }

  func html() throws -> HTML {
    try HTML {
      try HTML.done(question)
      Tag.dl {
        Tag.dt { "Short name" }
        Tag.dd { Tag.code { name.text } }
        Tag.dt { "Contacts" }
        Tag.dd {
          file.customer.contacts.isEmpty
            ? "none" : file.customer.contacts.map(\.text).joined(separator: ", ")
        }
        for use in file.uses {
          Tag.dt { "Uses" }
          Tag.dd { "\(use.deployment), \(use.period.text(at: question.now, in: question.zone))" }
        }
      }
      if question.caller.may(.administer), question.caller.seesEverything {
        Tag.p { Tag.a(.href(.use(of: name))) { "Rename it, or take it out of use" } }
      }
      ports
      if question.caller.may(.desk) { try PortsForm(file, question).html() }
      try free()
      send
      for part in rules.parts { rulesOf(part) }
    }
  }

  private var ports: HTML {
    let periods = PortPeriods(file.assignments, at: question.now, in: question.zone)
    return Tag.section(.labelledBy("ports")) {
      Tag.h2(.id("ports")) { "Ports" }
      if file.assignments.isEmpty { Tag.p { "It has no ports of its own." } }
      if !periods.isEmpty { periods.html }
      if !file.assignments.isEmpty {
        HTML.table(
          "Ports",
          ["Ports", "Deployment", "When", "Assigned by", "Note"] + (mayChange ? ["If wrong"] : [])
        ) {
          for assignment in file.assignments { row(assignment) }
        }
        if mayChange {
          Tag.p { Tag.a(.href(.portsEnd(name))) { "End ports, or cancel what is planned" } }
        }
      }
    }
  }

  private func row(_ assignment: PortAssignment) -> HTML {
    HTML.row(
      HTML(assignment.portsText), HTML(assignment.deployment.description),
      HTML {
        if assignment.corrected != nil {
          "noted wrongly, counts nowhere"
        } else if assignment.period.isEmpty {
          "never: replaced before it began"
        } else {
          if assignment.period.contains(question.now) { Tag.strong { "now, " } }
          assignment.period.text(at: question.now, in: question.zone)
        }
      }, HTML(assignment.assigned.by?.text ?? ""),
      HTML(assignment.assigned.note?.text ?? ""),
      more: mayChange ? [correction(of: assignment)] : [])
  }

  private var mayChange: Bool { question.caller.may(.desk) }

  /// Leads to where it is told what is right, if there is something to correct.
  private func correction(of assignment: PortAssignment) -> HTML {
    if assignment.corrected != nil || assignment.period.isEmpty
      || !question.caller.sees(assignment.deployment)
    {
      return .none
    }
    return Tag.a(
      .href(.portsCorrection(of: assignment)), .label("Correct \(assignment.portsText)")
    ) { "Correct" }
  }

  /// What could be assigned; it tells of others' ports, so only who sees the deployment is told.
  private func free() throws -> HTML {
    let deployments = Set(rules.parts.filter(\.isUsed).map(\.deployment)).sorted()
      .filter(question.caller.sees)
    let found = try deployments.flatMap { deployment in
      try PortRole.allCases.compactMap { role -> PortSearch? in
        do {
          return try PortSearch(
            on: deployment, in: question.reader, role: role, from: question.now)
        } catch is NoFreePortsError {
          return nil
        }
      }
    }
    if found.isEmpty { return .none }
    return Tag.section(.labelledBy("free")) {
      Tag.h2(.id("free")) { "Free ports" }
      HTML.table("Free ports", ["Deployment", "Role", "First free", "Protocol", "Free ranges"]) {
        for search in found {
          HTML.row(
            HTML(search.deployment.description), HTML(search.role.rawValue),
            HTML { Tag.code { search.ports.description } }, HTML(search.transport.rawValue),
            Self.ranges(search.ranges))
        }
      }
    }
  }

  /// So many free ranges are told; what lies above them is rarely wanted.
  private static let mostRanges = 6

  private static func ranges(_ ranges: [PortRange]) -> HTML {
    HTML {
      Tag.code { ranges.prefix(mostRanges).map(\.description).joined(separator: ", ") }
      if ranges.count > mostRanges { " and \(ranges.count - mostRanges) more" }
    }
  }

  private var send: HTML {
    Tag.section(.labelledBy("send")) {
      Tag.h2(.id("send")) { "Rules to send" }
      Tag.p { "As files, as of now:" }
      Tag.ul(.class("row")) {
        for (ending, what) in [
          ("txt", "text"), ("csv", "spreadsheet (CSV)"), ("html", "web page"), ("md", "Markdown"),
        ] {
          Tag.li {
            Tag.a(.href(Link("customers", name.text, "rules.\(ending)"))) { "Rules as \(what)" }
          }
        }
      }
    }
  }

  private func rulesOf(_ part: RulesReport.Part) -> HTML {
    let id = "rules-" + part.deployment.description
    return Tag.section(.labelledBy(id)) {
      Tag.h2(.id(id)) { "Rules on \(part.deployment)" }
      if let revision = part.revision {
        Tag.p {
          "Revision \(revision.number), since "
          HTML.time(revision.recordedAt, question.zone)
          ": \(part.rules.rules.count.of("rule"))."
        }
      } else {
        Tag.p { "It has no revision yet." }
      }
      if let declaration = part.declaration {
        Tag.p { "Declared: \(declaration.text(in: question.zone))." }
      }
      if !part.rules.unresolved.isEmpty {
        Tag.p(.class("card closes")) {
          "\(part.rules.unresolved.count.of("endpoint")) open nothing until they are settled:"
        }
        HTML.table("Not settled on \(part.deployment)", ["Address", "Service", "Missing"]) {
          for unresolved in part.rules.unresolved.prefix(100) {
            HTML.row(
              HTML { Tag.code { unresolved.endpoint.written?.description ?? "no address" } },
              HTML(unresolved.endpoint.service ?? ""), HTML(unresolved.missing.inWords))
          }
        }
      }
      HTML.endpoints(
        "Rules on \(part.deployment)", part.rules.rules.prefix(250), areRules: true)
      if part.rules.rules.count > 250 {
        Tag.p { "And \(part.rules.rules.count - 250) more: the files have all." }
      }
    }
  }
}
