import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// The lists that firewalls poll.
///
/// A firewall takes a list as the whole truth, so a fault is never an empty list: what is unknown,
/// out of use, or would be empty is a problem with a status of 400 or above, on which firewalls keep
/// what they have.
extension Route {
  static let lists: [Route] = [
    Route(
      "/lists", "Tells which lists there are, and who asked for each when.", .list
    ) { try ListIndex($0).answer() },
    deploymentList("txt", "text/plain; charset=utf-8"),
    deploymentList("json", "application/json"),
    Route(
      "/firewalls/{firewall}/list.txt",
      "Gives a list of a registered firewall, in its own language if that is one of lists.", .list,
      [
        Parameter(
          "list", "Which of its lists, such as out-tcp-443; an answer of 404 tells them."),
        Parameter(
          "kind", "Of a plain list: whether it holds addresses or host names.",
          words: ["addresses", "names"]),
      ], mediaType: "text/plain; charset=utf-8", firewallList),
  ]

  private static let listParameters = [
    Parameter(
      "service", "Only the addresses of this service, as the document names it.",
      isRepeated: true),
    Parameter("customer", "With this customer's ports, where they are each customer's own."),
    Parameter(
      "family", "Only entries of this kind.", isRepeated: true,
      words: ListQuestion.Kind.allCases.map(\.rawValue)),
    Parameter(
      "ports",
      "Only addresses that have to be reached over all of these ports: tcp/443, 443, "
        + "udp/4201-4264, or unstated."),
    Parameter("aggregate", "Joins neighbouring blocks.", words: ["yes", "no"]),
    Parameter(
      "most", "Refuses a list that has more entries, as the firewall would cut it.",
      isNumber: true),
    Parameter("empty", "Gives an empty list where it would be one.", words: ["allowed", "no"]),
  ]

  /// What the lists of a deployment are made from, as a revision never changes. A customer's own
  /// ports begin and end with time, and have no such words.
  @Sendable private static func basis(_ question: Question) throws -> String? {
    if question.query["customer"] != nil { return nil }
    let deployment = try question.deployment()
    guard let revision = try question.reader.latestRevision(of: deployment) else { return nil }
    let others: [String?] = [
      try question.reader.declaration(of: deployment).map { "\($0)" },
      try question.reader.archivedAt(deployment).map { "\($0)" },
      question.rights.isPublic(deployment) ? "public" : nil,
    ]
    return "\(revision.number) " + others.map { $0 ?? "-" }.joined(separator: " ")
  }

  private static func deploymentList(_ ending: String, _ mediaType: String) -> Route {
    var route = Route(
      "/lists/{vendor}/{name}.\(ending)",
      "Gives the addresses of a deployment's current revision, one a line or as JSON.", .list,
      listParameters, mediaType: mediaType
    ) { question in
      let asked = try listQuestion(question)
      let audience = Audience.deployment(asked.deployment, asked.customer)
      try audience.check(question.caller, question.rights)
      let list = try DeploymentLists(question.reader).list(
        asked, at: question.now, allowsEmpty: question.isOn("empty", word: "allowed"))
      if let most = try question.number("most", 1...10_000_000), list.entries.count > most {
        throw Problem(
          409, "too-many-entries",
          "the list of \(asked.deployment) has \(list.entries.count) entries, and most=\(most) is "
            + "asked for; aggregate=yes may make it smaller")
      }
      let text = ending == "txt" ? list.text : list.json.text
      return Answer(
        Representation(
          Array(text.utf8), mediaType: mediaType,
          // Of the addresses alone, the revision's time says when they changed. What is declared of
          // ports, and a customer's own, have other times.
          modifiedAt: asked.customer == nil && asked.traffic == nil
            ? list.revision.recordedAt : nil,
          isPublic: audience.isPublic(question.rights),
          headers: [
            ("Gatebook-Entries", "\(list.entries.count)"),
            ("Gatebook-Revision", "\(list.revision.number)"),
            ("Gatebook-Left-Out", "\(list.leftOut)"),
          ]), audience: audience, isTimed: asked.customer != nil)
    }
    route.basis = basis
    return route
  }

  private static func listQuestion(_ question: Question) throws -> ListQuestion {
    var asked = ListQuestion(try question.deployment())
    asked.services = question.query["service"] ?? []
    asked.customer = try question.one("customer") { try CustomerName(parsing: $0) }
    asked.kinds = Set((question.query["family"] ?? []).compactMap(ListQuestion.Kind.init))
    asked.traffic = try question.one("ports") { try ListedTraffic(parsing: $0) }
    asked.aggregates = try question.isOn("aggregate")
    return asked
  }

  @Sendable private static func firewallList(_ question: Question) throws -> Answer {
    let name = try FirewallName(parsing: question.part("firewall"))
    let firewall: RegisteredFirewall
    do {
      firewall = try question.reader.firewall(name)
    } catch is FirewallError where !question.caller.seesEverything {
      throw Problem.outOfScope
    }
    let audience = Audience.firewall(firewall.allowances)
    try audience.check(question.caller, question.rights)
    let list = try FirewallLists(question.reader, in: question.zone).list(
      question.one("list"), of: name, hasNames: question.one("kind") == "names",
      at: question.now)
    return Answer(
      Representation(
        Array(list.text.utf8), mediaType: "text/plain; charset=utf-8",
        isPublic: audience.isPublic(question.rights),
        headers: [
          ("Gatebook-Entries", "\(list.entries)"),
          ("Gatebook-Left-Out", "\(list.notExpressed)"),
        ]), audience: audience, isTimed: true)
  }
}

extension DeploymentList {
  fileprivate var text: String { entries.map { $0 + "\n" }.joined() }

  fileprivate var json: JSONText {
    .object([
      "deployment": .string(question.deployment.description),
      "revision": .number(revision.number),
      "recordedAt": .string(revision.recordedAt.description),
      "entries": .array(entries.map { .string($0) }),
      "leftOut": .number(leftOut),
    ])
  }
}
