import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Giving customers ports.
extension Route {
  static let portOrders: [Route] = [
    Route(
      doing: "/api/v1/customers/{customer}/ports", "Gives a customer ports from a date on.",
      .role(.desk, .customer), portFields
    ) { order in
      try order.customerFile(order.assign())
    }
  ]

  static let portPages: [Route] = [
    Route(
      doing: "/customers/{customer}/ports", "Gives a customer ports from a date on.",
      .role(.desk, .customer), portFields, mediaType: PageFrame.mediaType
    ) { order in
      let name = try order.assign()
      return .redirection(
        to: Link("customers", name.text, query: [("done", "assigned")], fragment: "ports"))
    }
  ]

  private static let portFields = [
    Parameter("deployment", "Whose ports.", isRequired: true),
    Parameter("signaling", "Its signaling port: 7412."),
    Parameter("data", "Its data ports, one range or several: 4265-4328,4400-4463."),
    Parameter("from", "From which day or time on; now if that is left empty."),
    note, seen,
  ]
}

extension Asked {
  /// The deployment that a form names, which who asks has to see: its ports are taken from all who
  /// use it.
  func deploymentOfPorts() throws -> DeploymentName {
    guard let deployment = try field("deployment", { try DeploymentName(parsing: $0) }) else {
      throw Problem(400, "missing-parameter", "deployment is needed")
    }
    try check(deployment)
    return deployment
  }
}

extension Order {
  /// What is known of a customer now, after something was done.
  func customerFile(_ name: CustomerName) throws -> Answer {
    try site.inventory.read { reader in
      Answer(JSONText(try CustomerFiles(reader).file(of: GivenText(parsing: name.text))))
    }
  }

  /// - Returns: the customer.
  fileprivate func assign() throws -> CustomerName {
    let customer = try CustomerName(parsing: part("customer"))
    let deployment = try deploymentOfPorts()
    let from = try field("from") { try beginning($0) } ?? now
    let ports = try [
      (PortRole.signaling, field("signaling") { try PortRanges(parsing: $0) }),
      (.data, field("data") { try PortRanges(parsing: $0) }),
    ]
    let wanted = ports.flatMap { role, ports in
      (ports?.all ?? []).map {
        NewAssignment(
          customer: customer, deployment: deployment, role: role, ports: $0, from: from)
      }
    }
    if wanted.isEmpty { throw Problem(400, "missing-parameter", "name signaling or data ports") }
    let assigned = try write(.customer(customer)) { try $0.assign(wanted) }
    if assigned.isEmpty {
      throw Problem(409, "has-them", "\(customer) has these ports already; nothing was done")
    }
    return customer
  }
}
