import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage
import InventorySync

struct DiffCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Report what turns one stored revision, or one document, into another.",
    discussion: """
      A revision is DEPLOYMENT (the current one), DEPLOYMENT@3 or
      DEPLOYMENT@2026-01-31 (the one current at the end of that day, UTC).

      Example:
        gatebook diff eschat/canada-aws-02@1 eschat/canada-aws-02
        gatebook diff --files january.txt march.txt
        gatebook diff eschat/canada-aws-02@1 eschat/canada-aws-02 --customer northwood-ems

      With --customer, the rules of that customer are compared: from the moment when
      the old revision became current (or the day named) to the last moment of the new
      one, which for the current revision is now. So both causes are in it, the
      vendor's revisions and changes of the customer's own ports.
      """)

  @Argument(help: "The old revision; with --files the old document.")
  var old: String

  @Argument(help: "The new revision; with --files the new document.")
  var new: String

  @Flag(help: "Compare two documents; no inventory is needed.")
  var files = false

  @Option(
    help: ArgumentHelp("Compare what this customer's firewall must allow.", valueName: "name"),
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName?

  @Flag(help: "Report only changes that have stood for 7 days at the time of the new side.")
  var settled = false

  @Flag(help: "With --files: take documents of which rows were not understood.")
  var partial = false

  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
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
    for text in [old, new] {
      do {
        _ = try RevisionReference(parsing: text)
      } catch {
        throw ValidationError("\(error). To compare two files, add --files.")
      }
    }
  }

  func answer(in program: Program) throws -> Answer {
    if let customer { return try answer(for: customer, program) }
    return try files ? betweenFiles(program) : betweenRevisions(program)
  }

  /// - Parameter text: that of the report's changes, where it was made before.
  private func told(
    _ report: ChangeReport, text: ChangeText? = nil, title: String, talk: String = "",
    _ program: Program
  ) -> Answer {
    let status = exitCode.status(differs: !report.changes.isEmpty)
    return switch format.format {
    case .text:
      Answer(
        text: LongText(title + "\n") + report.text(program.style, known: text), talk: talk,
        status: status)
    case .json: Answer(text: JSONText(report).text, talk: talk, status: status)
    }
  }

  private func betweenFiles(_ program: Program) throws -> Answer {
    let readings = try [old, new].mapInParallel(limit: 2) { source in
      Result { try SourceReading.read(source, program) }
    }.map { try $0.get() }
    for reading in readings where reading.isPartial && !partial {
      throw SyncError.partlyRead(reading)
    }
    let names = [old, new].map(\.withoutSecrets.withVisibleControls).joined(separator: " → ")
    let talk = readings.map { reading -> String in
      let findings = TextReports(TextStyle()).findings(reading.findings.summarized)
      return findings.isEmpty
        ? "" : "\n\(reading.description.source.withVisibleControls):" + findings
    }.joined()
    return told(
      ChangeReport(from: readings[0].snapshot, to: readings[1].snapshot), title: names,
      talk: talk, program)
  }

  private func betweenRevisions(_ program: Program) throws -> Answer {
    try inventory.reading(program) { inventory in
      let reference = try RevisionReference(parsing: old)
      let to = try inventory.revision(RevisionReference(parsing: new))
      let from: Revision
      do {
        from = try inventory.revision(reference)
      } catch InventoryError.unknownRevision(let asked, let latest?, let held) {
        // At a time before the first one, there was nothing: all is new.
        guard case .at(let time) = reference.selector else {
          throw InventoryError.unknownRevision(asked, latest: latest, held: held)
        }
        return try sinceBeforeTheFirst(time, to, inventory, program)
      }
      if settled {
        let before = try inventory.snapshot(of: from)
        let after = try inventory.snapshot(of: to)
        let between = try settlingRevisions(from, to, inventory, now: program.now())
          .map { try inventory.snapshot(of: $0) }
        return told(
          ChangeReport(from: before, to: .settled(from: before, between, to: after)),
          title: title(from, to) + ", what has stood for 7 days", program)
      }
      let isOne = from.deployment == to.deployment
      let declarations = try [from, to].map { try inventory.declaration(of: $0.deployment) }
      if declarations.contains(where: { $0 != nil }) {
        return told(
          try report(from, to, declarations, inventory), title: title(from, to), program)
      }
      if isOne, let answer = try fromWhatLiesBetween(from, to, inventory, program) { return answer }
      var report = ChangeReport(
        from: try inventory.snapshot(of: from), to: try inventory.snapshot(of: to))
      if isOne { report.returns = try returns(from, to, report.addedAddresses, inventory) }
      return told(report, title: title(from, to), program)
    }
  }

  private func sinceBeforeTheFirst(
    _ time: UTCTime, _ to: Revision, _ inventory: InventoryReader, _ program: Program
  ) throws -> Answer {
    let after = try inventory.snapshot(of: to)
    let declaration = try inventory.declaration(of: to.deployment)
    let report =
      declaration.map { ChangeReport(from: Snapshot([]), to: after, declaration: $0) }
      ?? ChangeReport(from: Snapshot([]), to: after)
    return told(
      report,
      title: "\(to.deployment) at \(time.forPeople), when it had no revision → "
        + "\(to.deployment)@\(to.number) of \(to.recordedAt.forPeople)", program)
  }

  /// Where something is declared to be meant, what opens and closes is that of the tables as
  /// they are meant.
  private func report(
    _ from: Revision, _ to: Revision, _ declarations: [Declaration?],
    _ inventory: InventoryReader
  ) throws -> ChangeReport {
    let (old, new) = (try inventory.snapshot(of: from), try inventory.snapshot(of: to))
    var report = ChangeReport(
      from: old, meant: declarations[0], to: new, meant: declarations[1])
    if from.deployment == to.deployment {
      report.returns = try returns(from, to, report.addedAddresses, inventory)
    }
    return report
  }

  /// Between revisions of one deployment, from what lies between them alone; nil where the
  /// inventory does not tell all of it.
  ///
  /// Of long tables, what opens and closes is asked for and put in words beside the rest, over
  /// a connection of its own: one answers one thread at a time, and what lies between two
  /// revisions stays as it is.
  private func fromWhatLiesBetween(
    _ from: Revision, _ to: Revision, _ inventory: InventoryReader, _ program: Program
  ) throws -> Answer? {
    guard try inventory.knowsAccess(of: from.deployment, from: from, to: to) else { return nil }
    let style = format.format == .text ? program.style : nil
    let isLong = max(from.endpointCount, to.endpointCount) > 10_000
    @Sendable func opening(
      _ inventory: InventoryReader
    ) throws -> (access: AccessDifference, text: AccessText?)? {
      try inventory.accessChange(of: from.deployment, from: from, to: to).map { change in
        let access = AccessDifference(change)
        return (access, style.map { AccessText(access, $0) })
      }
    }
    func changing() throws -> (RevisionDifference, text: ServicesText?, returns: [AddressReturn]) {
      let difference = try inventory.difference(of: from.deployment, from: from, to: to)
      return (
        difference, text: style.map { ServicesText(difference.changes, $0) },
        returns: try returns(from, to, difference.addedAddresses, inventory)
      )
    }
    let (opened, changed) =
      isLong
      ? try inParallel({ try self.inventory.reading(program, opening) }, changing)
      : (try opening(inventory), try changing())
    guard let opened else { return nil }
    var report = ChangeReport(
      changes: changed.0.changes, access: opened.access,
      addedAddresses: changed.0.addedAddresses, removedAddresses: changed.0.removedAddresses)
    report.returns = changed.returns
    let text = changed.text.flatMap { services in opened.text.map { ChangeText(services, $0) } }
    return told(report, text: text, title: title(from, to), program)
  }

  /// What the next revision brought back.
  private func returns(
    _ from: Revision, _ to: Revision, _ addedAddresses: [EndpointAddress],
    _ inventory: InventoryReader
  ) throws -> [AddressReturn] {
    guard from.number + 1 == to.number, to.isAccepted else { return [] }
    return try inventory.returns(of: addedAddresses, in: to)
  }

  /// The revisions that were current in the week before the new side, and at its
  /// beginning; only the old side where that is younger.
  private func settlingRevisions(
    _ from: Revision, _ to: Revision, _ inventory: InventoryReader, now: UTCTime
  ) throws -> [Revision] {
    let time =
      switch try RevisionReference(parsing: new).selector {
      case .current: now
      case .at(let time): time
      case .number: to.recordedAt
      }
    let week = UTCTime(seconds: max(0, time.seconds - Int64(InventoryReader.returnWindow)))!
    if week < from.recordedAt { return [from] }
    let first = try inventory.revision(RevisionReference(to.deployment, .at(week)))
    return try inventory.revisions(of: to.deployment).filter {
      $0.isAccepted && $0.number >= first.number && $0.number <= to.number
    }
  }

  private func answer(for customer: CustomerName, _ program: Program) throws -> Answer {
    let difference = try inventory.reading(program) { inventory in
      let references = try [old, new].map { try RevisionReference(parsing: $0) }
      let revisions = try references.map { try inventory.revision($0) }
      let ends = try zip(references, revisions).map { reference, revision in
        try Self.moments(of: revision, as: reference, inventory, now: program.now())
      }
      // The earlier side begins when it became current, the later one lasts to its end.
      let isForward = ends[0].first <= ends[1].last
      let times = isForward ? [ends[0].first, ends[1].last] : [ends[0].last, ends[1].first]
      let states = try zip(revisions, times).map { revision, time in
        CustomerDifference.State(
          revision: revision, time: time,
          isUsed: try inventory.uses(revision.deployment, customer, at: time),
          assignments: try inventory.assignments(
            on: revision.deployment, of: customer, at: time),
          snapshot: try inventory.snapshot(of: revision).meant(
            by: inventory.declaration(of: revision.deployment, at: time)))
      }
      return CustomerDifference(customer: customer, before: states[0], after: states[1])
    }
    let status = exitCode.status(differs: !difference.report.changes.isEmpty)
    return switch format.format {
    case .text: Answer(text: difference.text(program.style), status: status)
    case .json: Answer(text: difference.json.text, status: status)
    }
  }

  /// When the state that a reference means begins and ends.
  private static func moments(
    of revision: Revision, as reference: RevisionReference, _ inventory: InventoryReader,
    now: UTCTime
  ) throws -> (first: UTCTime, last: UTCTime) {
    switch reference.selector {
    case .current: return (now, now)
    case .at(let time): return (time, time)
    case .number:
      let next = try inventory.revisions(of: revision.deployment)
        .last { $0.number > revision.number && $0.isAccepted }
      let last = next.flatMap { UTCTime(seconds: $0.recordedAt.seconds - 1) } ?? now
      return (revision.recordedAt, max(last, revision.recordedAt))
    }
  }

  private func title(_ from: Revision, _ to: Revision) -> String {
    [from, to].map {
      "\($0.deployment)@\($0.number) of \($0.recordedAt.forPeople)"
    }.joined(separator: " → ")
  }
}
