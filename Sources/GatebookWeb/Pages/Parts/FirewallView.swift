import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What is told of a firewall.
struct FirewallView {
  private let plan: FirewallPlanReport
  private let applications: [FirewallApplication]
  private let zone: TimeZoneRules

  init(
    _ plan: FirewallPlanReport, _ applications: [FirewallApplication], in zone: TimeZoneRules
  ) {
    self.zone = zone
    self.plan = plan
    self.applications = applications
  }

  var html: HTML {
    HTML {
      Tag.dl {
        Tag.dt { "Target" }
        Tag.dd { plan.firewall.target }
        Tag.dt { "Allows" }
        Tag.dd { plan.firewall.allowances.map(\.description).joined(separator: ", ") }
        Tag.dt { "Has" }
        Tag.dd {
          plan.from.map { "its revision \($0)" }
            ?? (plan.lists.contains { $0.applied != nil } ? "lists, see below" : "nothing noted")
        }
      }
      for held in plan.current.held {
        Tag.p(.class("card closes")) { "\(held) waits for approval; nothing of it is taken." }
      }
      if plan.earlierForm != nil {
        Tag.p(.class("card warns")) {
          "Its settings have changed since it was written: only a whole file fits."
        }
      }
      if !plan.behind.isEmpty { behind }
      HTML.access(plan.access)
      if !plan.lists.isEmpty { lists }
      if !plan.notExpressed.isEmpty { notExpressed }
      if !applications.isEmpty { applied }
    }
  }

  /// So many revisions of a deployment are named.
  private static let mostBehind = 20

  /// What is current and not noted as applied, change by change.
  private var behind: HTML {
    Tag.section(.labelledBy("behind")) {
      Tag.h2(.id("behind")) { "Not applied yet" }
      HTML.table(
        "Not applied yet", ["Change", "Current since", "To be done before", "It is noted to have"]
      ) {
        for part in plan.behind {
          for revision in part.revisions.prefix(Self.mostBehind) {
            HTML.row(
              HTML {
                Tag.a(.href(.revision(part.deployment, revision.number))) {
                  "\(part.deployment), revision \(revision.number)"
                }
              }, HTML.time(revision.recordedAt, zone),
              HTML(revision.openBefore(in: zone)?.description ?? "not stated"),
              HTML(part.noted.map { "revision \($0)" } ?? "nothing"))
          }
        }
      }
      for part in plan.behind where part.revisions.count > Self.mostBehind {
        Tag.p { "And \(part.revisions.count - Self.mostBehind) earlier of \(part.deployment)." }
      }
    }
  }

  private var lists: HTML {
    Tag.section(.labelledBy("lists")) {
      Tag.h2(.id("lists")) { "Lists" }
      HTML.table("Lists", ["List", "Entries", "Applied"]) {
        for list in plan.lists {
          HTML.row(
            HTML { Tag.code { list.name } }, HTML("\(list.entries)"),
            HTML(list.applied.map { "its revision \($0)" } ?? "not noted"))
        }
      }
    }
  }

  private var notExpressed: HTML {
    Tag.section(.labelledBy("not-expressed")) {
      Tag.h2(.id("not-expressed")) { "What its language cannot say: \(plan.notExpressed.count)" }
      Tag.ul { for item in plan.notExpressed.prefix(100) { Tag.li { item.text } } }
      if plan.notExpressed.count > 100 { Tag.p { "And \(plan.notExpressed.count - 100) more." } }
    }
  }

  private var applied: HTML {
    Tag.section(.labelledBy("applied")) {
      Tag.h2(.id("applied")) { "Applied" }
      HTML.table("Applied", ["When", "Revision", "List", "By", "Note"]) {
        for application in applications.suffix(50).reversed() {
          HTML.row(
            HTML.time(application.act.time, zone), HTML("\(application.number)"),
            HTML(application.list ?? "all"), HTML(application.act.author.shown.text),
            HTML(application.act.note?.text ?? ""))
        }
      }
    }
  }
}
