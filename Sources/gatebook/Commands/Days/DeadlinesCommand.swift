import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct DeadlinesCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadlines",
    abstract: "Tell by which days something has to be done, and what is overdue.",
    discussion: """
      A day comes from a document that says by when its changes have to be made, or
      from customers' ports that begin or end. Overdue is what a registered firewall
      was to be given by a day that is past and is not noted to have (`firewall
      applied` notes it), and a revision that is still held on the day that its
      document states.

      Example:
        gatebook deadlines --within 30d
        gatebook deadlines --format ics > gatebook.ics
        gatebook deadlines --within 3d --exit-code

      With --exit-code, the status is 4 if something is overdue.
      """)

  @Option(
    help: ArgumentHelp(
      "Only what is due within so many days (30d) or weeks (2w); overdue in any case.",
      valueName: "time"))
  var within: DayCount?

  @Flag(name: .customLong("exit-code"), help: "End with status 4 where something is overdue.")
  var wantsStatus = false

  @Option(help: "What the deadlines are written in; ics is for calendar programs.")
  var format = Format.text

  @OptionGroup var inventory: InventoryOption

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, ics
  }

  func answer(in program: Program) throws -> Answer {
    let now = program.now()
    let (coming, overdue) = try inventory.reading(program) { reader in
      let deadlines = Deadlines(reader, in: program.zone)
      return (try deadlines.coming(after: now), try deadlines.overdue(at: now))
    }
    let today = program.zone.day(of: now)
    let due = coming.filter { deadline in
      within.map { today.days(until: deadline.day) <= $0.days } ?? true
    }
    return Answer(
      text: text(due, overdue, now, program.style),
      status: wantsStatus && !overdue.isEmpty ? .overdue : .done)
  }

  private func text(
    _ coming: [Deadline], _ overdue: [OverdueDeadline], _ now: UTCTime, _ style: TextStyle
  ) -> String {
    switch format {
    case .json:
      return JSONText.object([
        "coming": .array(coming.map(\.json)), "overdue": .array(overdue.map(\.json)),
      ]).text
    case .csv:
      let rows =
        overdue.map { ("overdue", $0.date, $0.inWords) }
        + coming.map { ("coming", $0.date, $0.inWords) }
      return JSONText.csv(
        rows.map { state, date, words in
          .object([
            "date": .string(date.description), "state": .string(state), "what": .string(words),
          ])
        })
    case .ics: return DeadlineCalendar(coming, at: now).text
    case .text:
      let today = style.zone.day(of: now)
      if coming.isEmpty, overdue.isEmpty { return "Nothing is due, and nothing overdue.\n" }
      let lines =
        overdue.map { ($0.date.description, "overdue", $0.inWords) }
        + coming.map { ($0.date.description, Self.distance(today.days(until: $0.day)), $0.inWords) }
      var table = TextTable([.left("day, \(style.zone.name)"), .right("in days"), .left("what")])
      for (day, distance, words) in lines { table.add([day, distance, words.withVisibleControls]) }
      return table.text(style)
    }
  }

  private static func distance(_ days: Int) -> String {
    // Of a month, the first day counts, and it may have begun.
    return days <= 0 ? "now" : "\(days)"
  }
}

/// A number of days as people write it: `30d`, `2w`, or `30`.
struct DayCount: ExpressibleByArgument {
  let days: Int

  init?(argument: String) {
    let factor = argument.hasSuffix("w") ? 7 : 1
    let digits =
      argument.hasSuffix("w") || argument.hasSuffix("d") ? argument.dropLast() : argument[...]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
      (0...36_500).contains(number)
    else { return nil }
    days = number * factor
  }
}
