import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// The calendar of deadlines.
extension Route {
  static let deadlinePages: [Route] = [
    Route(
      page: "/deadlines", "Shows by which days something has to be done.", .role(.read, .seen)
    ) { question in
      let deadlines = try Deadlines(question.reader, in: question.zone).coming(after: question.now)
        .filter(question.caller.sees)
      return PageFrame.answer(question, "Deadlines", in: .deadlines) {
        Tag.p {
          "Calendar programs can subscribe to "
          Tag.a(.href(Link("deadlines.ics"))) { "deadlines.ics" }
          " with a token. The days are those of \(question.zone.name)."
        }
        if deadlines.isEmpty {
          Tag.p(.class("calm")) { "No document states a day to come, and no ports begin or end." }
        }
        for (month, part) in byMonth(deadlines) {
          Tag.section(.labelledBy("month-\(month)")) {
            Tag.h2(.id("month-\(month)")) { month }
            HTML.table("Deadlines of \(month)", ["Day", "What"]) {
              for deadline in part {
                HTML.row(HTML(deadline.date.description), deadline.html)
              }
            }
          }
        }
      }
    }
  ]

  static let calendars: [Route] = [
    Route(
      "/deadlines.ics", "Gives the deadlines to calendar programs (iCalendar).",
      .role(.read, .seen), mediaType: "text/calendar; charset=utf-8"
    ) { question in
      let deadlines = try Deadlines(question.reader, in: question.zone).coming(after: question.now)
        .filter(question.caller.sees)
      return Answer(
        Representation(
          Array(DeadlineCalendar(deadlines, at: question.now).text.utf8),
          mediaType: "text/calendar; charset=utf-8"))
    }
  ]

  private static func byMonth(_ deadlines: [Deadline]) -> [(String, [Deadline])] {
    Dictionary(grouping: deadlines) { String("\($0.day)".prefix(7)) }.sorted { $0.key < $1.key }
  }
}
