import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Questions about registered firewalls.
extension Route {
  static let firewalls: [Route] = [
    Route(
      "/api/v1/firewalls", "Lists the firewalls with what each has to allow.",
      .role(.read, .seen), Page.parameters
    ) { question in
      let all = try question.reader.firewalls().filter {
        Audience.firewall($0.allowances).includes(question.caller, question.rights)
      }.map { try RegisteredState($0, in: question.reader) }
      return try Page(question).answer(all, by: { $0.firewall.name.text }) { $0.json }
    },
    Route(
      "/api/v1/firewalls/{firewall}/plan",
      "Tells what a firewall has to change, from what was last applied to what is current.",
      .role(.read, .everything)
    ) { question in
      let name = try FirewallName(parsing: question.part("firewall"))
      return Answer(
        try FirewallPlans(question.reader, in: question.zone).plan(name, at: question.now).json,
        headers: [try question.seenHeader()])
    },
  ]
}
