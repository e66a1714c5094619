import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Questions about customers, and about who has what.
extension Route {
  static let customers: [Route] = [
    Route(
      "/api/v1/customers", "Lists the customers.", .role(.read, .seen),
      [Parameter("deployment", "Only those that use it now.")] + Page.parameters
    ) { question in
      let deployment = try question.one("deployment") { try DeploymentName(parsing: $0) }
      if let deployment { try question.check(deployment) }
      let all =
        try deployment.map {
          try CustomerFiles(question.reader).customers(using: $0, at: question.now)
        } ?? question.reader.customers()
      return try Page(question).answer(
        all.filter { question.caller.sees($0.name) }, by: { $0.name.text }, { JSONText($0) })
    },
    Route(
      "/api/v1/customers/{customer}",
      "Gives a customer with its deployments and the history of its ports.",
      .role(.read, .customer)
    ) { question in
      let name = try GivenText(parsing: question.part("customer"))
      return Answer(
        JSONText(try CustomerFiles(question.reader).file(of: name)),
        headers: [try question.seenHeader()])
    },
    Route(
      "/api/v1/rules/{customer}", "Tells what a customer's firewall must allow.",
      .role(.read, .customer),
      [
        Parameter("deployment", "Only this one; all that the customer uses without it."),
        Parameter("revision", "Of that deployment, this revision's table.", isNumber: true),
        Parameter("asOf", "At the end of a day, or at a time; now without it."),
      ]
    ) { question in
      let deployment = try question.one("deployment") { try DeploymentName(parsing: $0) }
      let revision = try question.number("revision", 1...1_000_000_000)
      if revision != nil, deployment == nil {
        throw Problem(400, "missing-parameter", "revision is of one deployment; name it")
      }
      return Answer(
        try Rules(question.reader).report(
          for: GivenText(parsing: question.part("customer")), in: deployment, revision: revision,
          at: question.one("asOf") { try question.asOf($0) } ?? question.now
        ).json)
    },
    Route(
      "/api/v1/lookup",
      "Tells which deployments have an address, or which customers a port, and since when.",
      .role(.read, .seen),
      [
        Parameter("address", "An address, block, range, name or pattern.", isRepeated: true),
        Parameter("port", "tcp/7400, or 7400 of either protocol.", isRepeated: true),
        Parameter("deployment", "Only in this one."),
        Parameter("asOf", "Only what held at the end of this day, or at this time."),
      ], lookup),
    Route(
      "/api/v1/search", "Finds deployments, customers, addresses and ports by what is typed.",
      .role(.read, .seen),
      [
        Parameter("q", "What is looked for.", isRequired: true),
        Parameter("limit", "How many of each kind; 20 without it.", isNumber: true),
      ], search),
  ]

  @Sendable private static func lookup(_ question: Question) throws -> Answer {
    let asOf = try question.one("asOf") { try question.asOf($0) }
    let deployment = try question.one("deployment") { try DeploymentName(parsing: $0) }
    if let deployment { try question.check(deployment) }
    let addresses = try (question.query["address"] ?? []).map { try EndpointAddress(parsing: $0) }
    let ports = try (question.query["port"] ?? []).map { try PortQuestion(parsing: $0) }
    guard (1...1000).contains(addresses.count + ports.count) else {
      throw Problem(400, "missing-parameter", "name 1 to 1000 of address and port")
    }
    let found = try AddressLookup(question.reader, in: deployment).occurrences(
      of: addresses, at: asOf ?? question.now, only: asOf != nil)
    var all: [JSONText] = []
    for (address, occurrences) in zip(addresses, found) {
      all += seen(occurrences, by: question.caller).map {
        JSONText($0.occurrence, of: address, customers: $0.customers)
      }
    }
    for port in ports {
      all += try PortLookup(question.reader, in: deployment).holders(of: port, at: asOf)
        .filter { question.caller.sees($0.customer) }.map { JSONText($0, of: port) }
    }
    return Answer(.array(all))
  }

  @Sendable private static func search(_ question: Question) throws -> Answer {
    let found = try SeenFindings(
      GivenText(parsing: question.one("q") ?? ""), question,
      limit: question.number("limit", 1...100) ?? 20)
    return Answer(
      .object([
        "deployments": .array(found.deployments.map { .string($0.description) }),
        "customers": .array(found.customers.map { JSONText($0) }),
        "endpoints": .array(
          found.occurrences.map {
            JSONText(
              $0.occurrence, of: $0.occurrence.endpoint.address ?? .any, customers: $0.customers)
          }),
        "assignments": .array(found.assignments.map { JSONText($0) }),
      ]))
  }

  /// What somebody sees of where an address occurs, and of the customers that it concerns.
  private static func seen(
    _ occurrences: [ConcernedOccurrence], by caller: Caller
  ) -> [ConcernedOccurrence] {
    occurrences.filter { caller.sees($0.occurrence.deployment) }.map {
      ConcernedOccurrence($0.occurrence, $0.customers.filter(caller.sees))
    }
  }
}
