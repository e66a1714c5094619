import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Ending ports, and cancelling what is planned.
extension Route {
  static let portEndOrders: [Route] = [
    Route(
      doing: "/api/v1/customers/{customer}/ports/end",
      "Ends a customer's ports, or cancels what is planned.", .role(.desk, .customer), endFields
    ) { order in
      _ = try order.endPorts()
      return try order.customerFile(CustomerName(parsing: order.part("customer")))
    }
  ]

  static let portEndPages: [Route] = [
    Route(
      page: "/customers/{customer}/ports/end", "Asks which of a customer's ports end.",
      .role(.desk, .customer)
    ) { question in
      let file = try CustomerFiles(question.reader).file(
        of: GivenText(parsing: question.part("customer")))
      return try PageFrame.answer(
        question, "\(file.customer.displayName): end ports", in: .customers
      ) { try PortEndForm(file, question).html() }
    },
    Route(
      doing: "/customers/{customer}/ports/end",
      "Ends a customer's ports, or cancels what is planned.", .role(.desk, .customer),
      endFields.filter { $0.name != "planned" } + [when], mediaType: PageFrame.mediaType
    ) { order in
      let word = try order.endPortsAsChosen()
      return .redirection(
        to: Link("customers", order.part("customer"), query: [("done", word)], fragment: "ports"))
    },
  ]

  /// A page's form has no silent default: a program says the same by `until` and `planned`.
  private static let when = Parameter(
    "when", "Whether they end now or with the day until, or only what is planned is cancelled.",
    isRequired: true, words: ["now", "day", "planned"])

  private static let endFields = [
    Parameter("deployment", "Whose ports.", isRequired: true),
    Parameter(
      "role", "Only the signaling port, or only the data ports; both if that is left empty.",
      words: ["", "signaling", "data"]),
    Parameter("until", "Until when they hold: a day (its end) or time; now if that is left empty."),
    Parameter(
      "leave", "The customer does not use the deployment any more.", words: ["yes", "no"]),
    Parameter("planned", "Only cancels what is to change later.", words: ["yes", "no"]),
    note, seen,
  ]
}

extension Order {
  /// - Returns: what was done, in a word.
  fileprivate func endPortsAsChosen() throws -> String {
    let hasDay = try field("until") { $0 } != nil
    switch try one("when") ?? "" {
    case "now" where !hasDay: return try endPorts()
    case "day" where hasDay: return try endPorts()
    case "planned": return try endPorts(onlyPlanned: true)
    case "day":
      throw Problem(400, "missing-parameter", "say the day until which they hold, or choose now")
    case "now":
      throw Problem(
        400, "bad-value", "a day is given, and now is chosen; leave the day empty, or choose it")
    default:
      throw Problem(
        400, "missing-parameter", "choose when they end: when is now, day or planned")
    }
  }

  /// - Returns: what was done, in a word.
  fileprivate func endPorts(onlyPlanned: Bool? = nil) throws -> String {
    let customer = try CustomerName(parsing: part("customer"))
    let deployment = try deploymentOfPorts()
    let role = try field("role") { $0 }.flatMap(PortRole.init(rawValue:))
    let until = try field("until") { try after($0) }
    let leaves = try isOn("leave")
    if leaves, role != nil {
      throw Problem(400, "bad-value", "who leaves has no ports of either role; leave role empty")
    }
    if try onlyPlanned ?? isOn("planned") {
      if leaves || until != nil {
        throw Problem(400, "bad-value", "planned goes with neither leave nor until")
      }
      let count = try write(.customer(customer)) {
        try $0.cancelPlans(customer, on: deployment, role: role)
      }
      if count == 0 {
        throw Problem(
          409, "nothing-planned", "nothing is to change later for \(customer) on \(deployment)")
      }
      return "cancelled"
    }
    _ = try write(.customer(customer)) {
      try $0.unassign(
        customer, from: deployment, role: role, at: until ?? now, leaves: leaves)
    }
    return "ended"
  }
}
