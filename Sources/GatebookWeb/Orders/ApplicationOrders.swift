import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Noting what firewalls were given.
extension Route {
  static let applicationOrders: [Route] = [
    Route(
      doing: "/api/v1/firewalls/{firewall}/applied",
      "Notes that a firewall has what was written for it.", .role(.approve, .everything),
      appliedFields
    ) { order in
      let (name, numbers) = try order.noteApplied()
      return Answer(
        .object([
          "firewall": .string(name.text), "applied": .array(numbers.map { .number($0) }),
        ]))
    }
  ]

  static let applicationPages: [Route] = [
    Route(
      doing: "/firewalls/{firewall}/applied",
      "Notes that a firewall has what was written for it.", .role(.approve, .everything),
      appliedFields, mediaType: PageFrame.mediaType
    ) { order in
      let (name, _) = try order.noteApplied()
      return .redirection(to: Link("firewalls", name.text, query: [("done", "applied")]))
    }
  ]

  private static let appliedFields = [
    Parameter("number", "Of which of its revisions; the last written one if that is left empty."),
    Parameter("list", "Which of its lists, where its files are one list each."), note, seen,
  ]
}

extension Order {
  fileprivate func noteApplied() throws -> (FirewallName, [Int]) {
    let name = try FirewallName(parsing: part("firewall"))
    let list = try field("list") { $0 }
    let number = try field("number") { text in
      guard let number = Int(text), number > 0 else {
        throw Problem(400, "bad-value", "number is one from 1")
      }
      return number
    }
    let numbers = try write(.firewall(name)) {
      try FirewallApplications($0, in: zone).note(
        name, lists: list.map { [$0] } ?? [], number: number)
    }
    return (name, numbers)
  }
}
