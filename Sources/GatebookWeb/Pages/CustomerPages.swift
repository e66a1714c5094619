import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Customers with their ports and rules.
extension Route {
  static let customerPages: [Route] =
    [
      Route(
        page: "/customers", "Shows the customers.", .role(.read, .seen),
        [Parameter("after", "Only those after this one.")]
      ) { question in
        let after = try question.one("after") ?? ""
        let all = try question.reader.customers().filter {
          question.caller.sees($0.name) && $0.name.text > after
        }
        let part = Array(all.prefix(250))
        return PageFrame.answer(question, "Customers", in: .customers) {
          if all.isEmpty { Tag.p { "There is no customer here." } }
          if question.caller.may(.desk), question.caller.seesEverything {
            Tag.p { Tag.a(.href(Link("sheet"))) { "Take over a sheet of customers and ports" } }
          }
          HTML.customers(part)
          if all.count > part.count, let last = part.last {
            Tag.p {
              Tag.a(.href(Link("customers", query: [("after", last.name.text)]))) {
                "Further customers"
              }
            }
          }
        }
      },
      Route(
        page: "/customers/{customer}",
        "Shows a customer: its ports over time, what is free, and its rules.",
        .role(.read, .customer), [Parameter("done", "What was done just now.", words: doneWords)]
      ) { question in
        let name = try GivenText(parsing: question.part("customer"))
        let file = try CustomerFiles(question.reader).file(of: name)
        let rules = try Rules(question.reader).report(for: name, at: question.now)
        return try PageFrame.answer(
          question, file.customer.displayName.text, in: .customers
        ) { try CustomerView(file, rules, question).html() }
      },
    ]
    + [
      rules(.text, "txt", "text/plain; charset=utf-8"),
      rules(.csv, "csv", "text/csv; charset=utf-8"),
      rules(.html, "html", "application/xhtml+xml"),
      rules(.markdown, "md", "text/markdown; charset=utf-8"),
    ]

  /// Rules as a file to send.
  private static func rules(
    _ format: RulesFormat, _ ending: String, _ mediaType: String
  ) -> Route {
    // As a file, not as a page of this site: what it is made of may have styles of its own.
    let mediaType = ending == "html" ? "application/octet-stream" : mediaType
    return Route(
      "/customers/{customer}/rules.\(ending)", "Gives a customer's rules as a file to send.",
      .role(.read, .customer), mediaType: mediaType
    ) { question in
      let report = try Rules(question.reader).report(
        for: GivenText(parsing: question.part("customer")), at: question.now)
      return Answer(
        Representation(
          Array(format.text(report, TextStyle(zone: question.zone)).utf8), mediaType: mediaType,
          headers: [
            (
              "Content-Disposition",
              "attachment; filename=\"rules-\(report.customer.name).\(ending)\""
            ), ("Content-Security-Policy", "sandbox; default-src 'none'"),
          ]))
    }
  }
}
