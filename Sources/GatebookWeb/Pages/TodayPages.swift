import GatebookService

/// What needs a person today, for a screen that is looked at and not touched.
extension Route {
  static let todayPages: [Route] = [
    Route(
      page: "/today", "Shows what needs a person today, and keeps it current.", .role(.read, .seen)
    ) { question in
      let today = try Today(
        of: question.reader, at: question.now, in: question.zone,
        replication: question.site.replication(question.reader))
      return PageFrame.answer(question, "Needs a person today", isLoadedAgain: true) {
        TodayView(today, for: question).html
      }
    }
  ]
}
