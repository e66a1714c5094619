import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Registered firewalls and what each has to change.
extension Route {
  static let firewallPages: [Route] = [
    Route(page: "/firewalls", "Shows the registered firewalls.", .role(.read, .seen)) { question in
      let all = try question.reader.firewalls().filter {
        Audience.firewall($0.allowances).includes(question.caller, question.rights)
      }.map { ($0, try question.reader.applications(on: $0.name).last) }
      return PageFrame.answer(question, "Firewalls", in: .firewalls) {
        if all.isEmpty { Tag.p { "No firewall is registered here." } }
        HTML.table("Firewalls", ["Firewall", "Target", "Allows", "Last applied"]) {
          for (firewall, last) in all {
            HTML.row(
              HTML {
                if question.caller.seesEverything {
                  Tag.a(.href(.firewall(firewall.name))) { firewall.name.text }
                } else {
                  firewall.name.text
                }
              }, HTML(firewall.target),
              HTML(firewall.allowances.map(\.description).joined(separator: ", ")),
              last.map { HTML.time($0.act.time, question.zone) } ?? HTML("never noted"))
          }
        }
      }
    },
    Route(
      page: "/firewalls/{firewall}", "Shows what a firewall has to change.",
      .role(.read, .everything), [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let name = try FirewallName(parsing: question.part("firewall"))
      let plan = try FirewallPlans(question.reader, in: question.zone).plan(name, at: question.now)
      let applications = try question.reader.applications(on: name)
      let written = try question.reader.policy(of: name)
      return try PageFrame.answer(question, "Firewall \(name)", in: .firewalls) {
        try HTML.done(question)
        if question.caller.may(.approve) {
          Tag.p {
            Tag.a(.href(.check(of: name))) { "Its own changes: compare what the device has" }
          }
        }
        FirewallView(plan, applications, in: question.zone).html
        if question.caller.may(.approve), let written {
          try AppliedForm(plan, written: written, question).html()
        }
      }
    },
  ]
}
