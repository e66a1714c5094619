import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Correcting what was noted wrongly of a customer's ports.
extension Route {
  static let portCorrectionOrders: [Route] = [
    Route(
      doing: "/api/v1/customers/{customer}/ports/correct",
      "Corrects the history of a customer's ports.", .role(.desk, .customer), correctionFields
    ) { order in try order.customerFile(order.correctPorts()) }
  ]

  static let portCorrectionPages: [Route] = [
    Route(
      page: "/customers/{customer}/ports/correct",
      "Asks what is right instead of ports that were noted wrongly.", .role(.desk, .customer),
      Array(correctionFields.prefix(4))
    ) { question in
      let deployment = try question.deploymentOfPorts()
      let file = try CustomerFiles(question.reader).file(
        of: GivenText(parsing: question.part("customer")))
      let wrong = try question.wrongPorts(on: deployment, in: file)
      return try PageFrame.answer(
        question, "\(file.customer.displayName): correct ports", in: .customers
      ) { try PortCorrectionForm(wrong, question).html() }
    },
    Route(
      doing: "/customers/{customer}/ports/correct",
      "Corrects the history of a customer's ports.", .role(.desk, .customer), correctionFields,
      mediaType: PageFrame.mediaType
    ) { order in
      let name = try order.correctPorts()
      return .redirection(
        to: Link("customers", name.text, query: [("done", "corrected")], fragment: "ports"))
    },
  ]

  /// The first four name what is wrong.
  private static let correctionFields = [
    Parameter("deployment", "Whose ports.", isRequired: true),
    Parameter(
      "role", "The signaling port or the data ports.", isRequired: true,
      words: PortRole.allCases.map(\.rawValue)),
    Parameter("held", "A day or time at which the wrong ports hold.", isRequired: true),
    Parameter("wrong", "Which ports are wrong, where it has several ranges then: udp/4201-4264."),
    Parameter("ports", "The ports that it had: 4265-4328; as noted if that is left empty."),
    Parameter(
      "protocol", "Their protocol; as noted if that is left empty.",
      words: [""] + AssignedTransport.allCases.map(\.rawValue)),
    Parameter("from", "From which day or time on; as noted if that is left empty."),
    Parameter("until", "Until which day (its end) or time; as noted if that is left empty."),
    Parameter("never", "It never had such ports.", words: ["yes", "no"]),
    note, seen,
  ]
}

extension Asked {
  /// A moment at which the wrong ports hold.
  fileprivate func momentHeld() throws -> UTCTime {
    guard let time = try field("held", { try asOf($0) }) else {
      throw Problem(400, "missing-parameter", "held is needed")
    }
    return time
  }

  fileprivate func roleOfPorts() throws -> PortRole {
    guard let role = try field("role", { $0 }).flatMap(PortRole.init(rawValue:)) else {
      throw Problem(400, "missing-parameter", "role is needed")
    }
    return role
  }
}

extension Question {
  /// The one record that is meant to be wrong.
  fileprivate func wrongPorts(
    on deployment: DeploymentName, in file: CustomerFile
  ) throws -> PortAssignment {
    let (role, time) = (try roleOfPorts(), try momentHeld())
    let ports = try field("wrong") { try PortQuestion(parsing: $0) }
    let found = file.assignments.filter { held in
      held.corrected == nil && held.deployment == deployment && held.role == role
        && held.period.contains(time)
        && ports.map {
          $0.ports == held.ports && ($0.transport ?? held.transport) == held.transport
        } ?? true
    }
    guard let wrong = found.first else {
      throw Problem(404, "no-such-ports", "\(file.customer.name) has no such ports then")
    }
    // As the correction itself refuses it.
    if found.count > 1 { throw AssignmentError.severalHeld(found, at: time) }
    return wrong
  }
}

extension Order {
  /// - Returns: the customer.
  fileprivate func correctPorts() throws -> CustomerName {
    let customer = try CustomerName(parsing: part("customer"))
    let correction = PortCorrection(
      customer, on: try deploymentOfPorts(), try roleOfPorts(), at: try momentHeld(),
      try field("wrong") { try PortQuestion(parsing: $0) }, to: try right())
    _ = try write(.customer(customer)) { try correction.make(in: $0) }
    return customer
  }

  private func right() throws -> PortCorrection.Right {
    let ports = try field("ports") { try PortRange(parsing: $0) }
    let transport = try field("protocol") { $0 }.flatMap(AssignedTransport.init(rawValue:))
    let from = try field("from") { try beginning($0) }
    let until = try field("until") { try after($0) }
    if try isOn("never") { return .never }
    if ports == nil, transport == nil, from == nil, until == nil {
      throw Problem(
        400, "missing-parameter",
        "say what is right, by ports, protocol, from or until; or that it never had them")
    }
    return .had(ports, transport, from: from, until: until)
  }
}
