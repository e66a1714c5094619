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
      "Ends a customer's ports, or cancels what is planned.", .role(.desk, .customer), endFields,
      mediaType: PageFrame.mediaType
    ) { order in
      let word = try order.endPorts()
      return .redirection(
        to: Link("customers", order.part("customer"), query: [("done", word)], fragment: "ports"))
    },
  ]

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
  fileprivate func endPorts() throws -> String {
    let customer = try CustomerName(parsing: part("customer"))
    let deployment = try deploymentOfPorts()
    let role = try field("role") { $0 }.flatMap(PortRole.init(rawValue:))
    let until = try field("until") { try WrittenTime.after($0) }
    let leaves = try isOn("leave")
    if leaves, role != nil {
      throw Problem(400, "bad-value", "who leaves has no ports of either role; leave role empty")
    }
    if try isOn("planned") {
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
