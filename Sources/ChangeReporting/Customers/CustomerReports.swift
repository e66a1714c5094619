import EndpointModel
import InventoryModel

/// A customer with everything that is known about them.
public struct CustomerFile: Sendable {
  public let customer: Customer
  public let uses: [DeploymentUse]
  /// Sorted by deployment, role and time.
  public let assignments: [PortAssignment]

  public init(customer: Customer, uses: [DeploymentUse], assignments: [PortAssignment]) {
    self.customer = customer
    self.uses = uses
    self.assignments = assignments
  }
}

/// An endpoint that is related to an address, and the customers it concerns.
public struct ConcernedOccurrence: Sendable {
  public let occurrence: Occurrence
  public let customers: [CustomerName]

  public init(_ occurrence: Occurrence, _ customers: [CustomerName]) {
    self.occurrence = occurrence
    self.customers = customers
  }
}

extension TextReports {
  /// One line per customer.
  public func customers(_ customers: [Customer]) -> String {
    if customers.isEmpty { return "The inventory has no customer.\n" }
    let width = customers.map(\.name.text.count).max() ?? 0
    return customers.map { customer in
      style.toned(customer.name.text.padded(to: width), .bold) + "  \(customer.displayName)"
        + (customer.contacts.isEmpty
          ? "" : "  " + customer.contacts.map(\.text).joined(separator: ", "))
        + "\n"
    }.joined()
  }

  /// A customer's deployments and ports with their history.
  public func customer(_ file: CustomerFile, at now: UTCTime) -> String {
    let customer = file.customer
    var out = style.toned("\(customer.name)", .bold) + "  \(customer.displayName)\n"
    for contact in customer.contacts { out += "  \(contact)\n" }
    if let language = customer.language { out += "  written to in \(language.rawValue)\n" }
    let deployments = Set(file.uses.map(\.deployment) + file.assignments.map(\.deployment))
    if deployments.isEmpty { out += "It uses no deployment.\n" }
    for deployment in deployments.sorted() {
      out += "\n" + style.toned("\(deployment)", .bold)
      out +=
        file.uses.filter { $0.deployment == deployment }
        .map { ", used " + $0.period.text(at: now, in: style.zone) }.joined() + "\n"
      let own = file.assignments.filter { $0.deployment == deployment }
      if own.isEmpty { out += "  no ports of its own\n" }
      out += own.map { assignment($0, at: now) }.joined()
    }
    return out
  }

  /// An assignment, and who made and ended it.
  private func assignment(_ assignment: PortAssignment, at now: UTCTime) -> String {
    let isPresent = assignment.corrected == nil && assignment.period.contains(now)
    let mark = isPresent ? "* " : "  "
    let period =
      assignment.period.isEmpty
      ? "never (was to hold from \(assignment.period.from.dayOrTime(in: style.zone)))"
      : assignment.period.text(at: now, in: style.zone)
    var out = "  " + mark + assignment.portsText + "  " + period + "\n"
    out += "      assigned " + record(assignment.assigned) + "\n"
    if assignment.isCorrection { out += "      in the place of what was noted wrongly\n" }
    if let corrected = assignment.corrected {
      out += "      noted wrongly: corrected " + record(corrected) + "\n"
    }
    if let ended = assignment.ended, ended != assignment.assigned {
      out += "      ended " + record(ended) + "\n"
    }
    return isPresent ? out : style.toned(out, .dim)
  }

  /// "2026-01-31 12:00 UTC by anna: more radios"
  func record(_ record: HistoryRecord) -> String {
    record.time.forPeople(in: style.zone) + (record.by.map { " by \($0)" } ?? "")
      + (record.note.map { ": \($0)" } ?? "")
  }

  /// Who has a port, and who had it.
  ///
  /// - Parameters:
  ///   - holders: by deployment, the latest first.
  ///   - isPast: whether `now` is a time other than the present.
  public func holders(
    _ holders: [PortAssignment], of port: PortQuestion, at now: UTCTime, isPast: Bool
  ) -> String {
    let when = isPast ? "at \(now.forPeople(in: style.zone))" : "now"
    if holders.isEmpty { return "No customer has or had port \(port).\n" }
    var out = ""
    let present = holders.filter { $0.period.contains(now) }
    let later = holders.filter { $0.period.from > now && !$0.period.isEmpty }
    let past = holders.filter {
      !$0.period.contains(now) && ($0.period.from <= now || $0.period.isEmpty)
    }
    if present.isEmpty { out += "port \(port), \(when): nobody has it\n" }
    for (title, part) in [(when, present), ("later", later), ("before", past)] {
      if part.isEmpty { continue }
      out += style.toned("port \(port), \(title)", .bold) + "\n"
      for holder in part {
        out += "  \(holder.deployment)  " + style.toned(holder.customer.text, .bold) + "  "
        out += holder.portsText + "  "
        out +=
          holder.period.isEmpty
          ? "from \(holder.period.from.dayOrTime(in: style.zone)), replaced as from the same moment"
          : holder.period.text(at: now, in: style.zone)
        out += (holder.assigned.note.map { "  \($0)" } ?? "") + "\n"
      }
    }
    return out
  }

  /// Which deployments state a port, whoever their customers are; empty if none does.
  public func statements(_ statements: [PortStatement], of port: PortQuestion) -> String {
    if statements.isEmpty { return "" }
    var table = TextTable([
      .left("  deployment"), .left("service"), .left("what passes"), .right("endpoints"),
    ])
    for statement in statements {
      let endpoint = statement.endpoint
      let names = [endpoint.service, endpoint.group].compactMap { $0?.withVisibleControls }
      table.add([
        "  \(statement.deployment)", names.joined(separator: ", "), TermsText.text(endpoint),
        statement.count.grouped,
      ])
    }
    return style.toned("port \(port), as documents state it", .bold) + "\n" + table.text(style)
  }
}
