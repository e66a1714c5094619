import ChangeReporting
import EndpointModel
import InventoryModel

/// Who did what.
extension Route {
  static let auditPages: [Route] = [
    Route(
      page: "/audit", "Shows who did what, the latest first.", .role(.read, .everything),
      [
        Parameter("deployment", "Only what concerns this one."),
        Parameter("customer", "Only what concerns this one."),
        Parameter("before", "Only entries before this one.", isNumber: true),
      ]
    ) { question in
      let deployment = try question.field("deployment") { try DeploymentName(parsing: $0) }
      let customer = try question.field("customer") { try CustomerName(parsing: $0) }
      let latest = try question.reader.auditEntries(
        before: question.number("before", 1...Int.max), most: shown + 1, deployment: deployment,
        customer: customer
      ).reversed()
      let part = latest.prefix(shown)
      return PageFrame.answer(question, "Audit", in: .audit) {
        filter(deployment, customer)
        if part.isEmpty { Tag.p { "Nothing was changed." } }
        HTML.table("Who did what", ["When", "Who", "What", "Of what", "Changes", "Note"]) {
          for entry in part { HTML.row(of: entry, question.zone) }
        }
        if latest.count > part.count, let last = part.last {
          Tag.p {
            Tag.a(
              .href(
                Link(
                  "audit",
                  query: [("before", "\(last.id)")]
                    + (deployment.map { [("deployment", "\($0)")] } ?? [])
                    + (customer.map { [("customer", "\($0)")] } ?? [])))
            ) { "Earlier entries" }
          }
        }
      }
    }
  ]

  /// So many entries stand on a page.
  private static let shown = 100

  private static func filter(_ deployment: DeploymentName?, _ customer: CustomerName?) -> HTML {
    Tag.form(.class("inline"), .action(Link("audit"))) {
      Tag.label(.labelFor("deployment")) { "Deployment" }
      Tag.input(
        .id("deployment"), .name("deployment"), .type("text"), .value(deployment?.description ?? "")
      )
      Tag.label(.labelFor("customer")) { "Customer" }
      Tag.input(
        .id("customer"), .name("customer"), .type("text"), .value(customer?.text ?? ""))
      Tag.button(.type("submit")) { "Show" }
    }
  }
}
