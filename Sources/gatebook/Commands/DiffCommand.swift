import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct DiffCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Report what turns one stored revision, or one document, into another.",
    discussion: """
      A revision is DEPLOYMENT (the current one), DEPLOYMENT@3 or
      DEPLOYMENT@2026-01-31 (the one current at the end of that day).

      Example:
        gatebook diff eschat/canada-aws-02@1 eschat/canada-aws-02
        gatebook diff --files january.txt march.txt
        gatebook diff eschat/canada-aws-02@1 eschat/canada-aws-02 \\
          --customer northwood-ems

      With --customer, the rules of that customer are compared: from the moment when
      the old revision became current (or the day named) to the last moment of the
      new one, which for the current revision is now. So both causes are in it, the
      vendor's revisions and changes of the customer's own ports.
      """)

  @Argument(
    help: "The old revision; with --files the old document.", completion: .deployments)
  var old: String

  @Argument(
    help: "The new revision; with --files the new document.", completion: .deployments)
  var new: String

  @Flag(help: "Compare two documents; no inventory is needed.")
  var files = false

  @Option(
    help: ArgumentHelp("Compare what this customer's firewall must allow.", valueName: "name"),
    completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName?

  @Flag(help: "Report only changes that have stood for 7 days at the time of the new side.")
  var settled = false

  @Flag(help: "With --files: take documents of which rows were not understood.")
  var partial = false

  @Option(
    help: ArgumentHelp("With --files: read both by the layout in this file.", valueName: "file"),
    completion: .file())
  var layout: String?

  @Flag(help: "Only counts: of all, of what opens and closes, and for each service.")
  var summary = false

  @Option(help: ArgumentHelp("At most so many lines of the text.", valueName: "lines"))
  var limit: Int?

  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number of lines.") }
    if settled, files || customer != nil {
      throw ValidationError("--settled goes with neither --files nor --customer.")
    }
    if files {
      if customer != nil {
        throw ValidationError("--customer needs stored revisions; leave out --files.")
      }
      if old == "-", new == "-" {
        throw ValidationError("Only one of the documents can be standard input.")
      }
      return
    }
    if layout != nil { throw ValidationError("--layout is for --files.") }
    for text in [old, new] {
      do {
        _ = try WrittenReference(parsing: text)
      } catch {
        throw ValidationError("\(error). To compare two files, add --files.")
      }
    }
  }

  private static let workers = Workers(limit: 1)

  func answer(in program: Program) throws -> Answer {
    if files { return try betweenFiles(program) }
    let references = try (
      WrittenReference(parsing: old).reference(in: program.zone),
      WrittenReference(parsing: new).reference(in: program.zone)
    )
    return try inventory.reading(program) { inventory in
      let differences = Differences(inventory, now: program.now(), workers: Self.workers)
      if let customer {
        let found = try differences.forCustomer(customer, references.0, references.1)
        return answer(
          found.report,
          text: summary
            ? found.report.summary(program.style)
            : LongText(found.text(program.style, remedies: ReportRemedy.commands)),
          json: found.json)
      }
      let found =
        try settled
        ? differences.settled(references.0, references.1)
        : differences.between(references.0, references.1)
      let title = found.title(in: program.zone) + (settled ? ", what has stood for 7 days" : "")
      return try answer(found.report, title: title, program)
    }
  }

  private func betweenFiles(_ program: Program) throws -> Answer {
    for source in [old, new] { program.progress.show(.reading(source.withoutSecrets)) }
    let found = try DocumentDifference(
      from: DocumentSource(old), to: DocumentSource(new),
      layout: layout.map { try LayoutFile($0).layout() }, acceptsPartial: partial,
      workers: Self.workers)
    let names = [old, new].map(\.withoutSecrets.withVisibleControls).joined(separator: " → ")
    let talk = [found.old, found.new].map { reading -> String in
      let findings = TextReports(TextStyle()).findings(reading.findings.summarized)
      return findings.isEmpty
        ? "" : "\n\(reading.description.source.withVisibleControls):" + findings
    }.joined()
    return try answer(found.report, title: names, talk: talk, program)
  }

  private func answer(
    _ report: ChangeReport, title: String, talk: String = "", _ program: Program
  ) throws -> Answer {
    try answer(
      report,
      text: LongText(title + "\n")
        + (summary ? report.summary(program.style) : text(of: report, program.style)),
      json: JSONText(report), talk: talk)
  }

  /// The text of what opens is built while that of the rows is: if one is long, both are.
  private func text(of report: ChangeReport, _ style: TextStyle) throws -> LongText {
    let (access, services) = try Self.workers.both {
      AccessText(report.access, style)
    } _: {
      ServicesText(report.changes, style)
    }
    return report.text(style, changes: ChangeText(services, access))
  }

  private func answer(
    _ report: ChangeReport, text: @autoclosure () throws -> LongText,
    json: @autoclosure () -> JSONText, talk: String = ""
  ) rethrows -> Answer {
    let status = exitCode.status(differs: !report.changes.isEmpty)
    return switch format.format {
    case .text:
      Answer(
        text: try limit.map { try text().firstLines($0, more: "leave out --limit to see all") }
          ?? text(), talk: talk, status: status)
    case .json: Answer(text: json().text, talk: talk, status: status)
    }
  }
}

extension Differences.Difference {
  /// "eschat/canada-aws-02@1 of 2026-01-15 09:00 UTC → …"
  fileprivate func title(in zone: TimeZoneRules) -> String {
    let beginning =
      switch from {
      case .revision(let from): Self.name(from, zone)
      case .beforeTheFirst(let time):
        "\(to.deployment) at \(time.forPeople(in: zone)), when it had no revision"
      }
    return beginning + " → " + Self.name(to, zone)
  }

  private static func name(_ revision: Revision, _ zone: TimeZoneRules) -> String {
    "\(revision.deployment)@\(revision.number) of \(revision.recordedAt.forPeople(in: zone))"
  }
}
