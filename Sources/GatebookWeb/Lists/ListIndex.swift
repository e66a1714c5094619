import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// Which lists there are for who asks, and who got each when.
struct ListIndex {
  private let question: Question

  init(_ question: Question) { self.question = question }

  func answer() throws -> Answer {
    let polls = question.site.listPolls
    let deployments = try question.reader.deployments().filter {
      Audience.deployment($0.deployment, nil).includes(question.caller, question.rights)
    }
    let firewalls = try question.reader.firewalls().filter {
      Audience.firewall($0.allowances).includes(question.caller, question.rights)
    }
    return Answer(
      .object([
        "lists": .array(
          deployments.map { revision in
            let path = "/lists/\(revision.deployment)."
            return .object([
              "list": .string(path + "txt"),
              "deployment": .string(revision.deployment.description),
              "revision": .number(revision.number),
              "recordedAt": .string(revision.recordedAt.description),
              "public": .bool(question.rights.isPublic(revision.deployment)),
              "polls": json(polls, below: path),
            ])
          }),
        "firewalls": .array(
          firewalls.map { firewall in
            let path = "/firewalls/\(firewall.name)/"
            return .object([
              "list": .string(path + "list.txt"),
              "firewall": .string(firewall.name.text),
              "target": .string(firewall.target),
              "public": .bool(question.rights.isPublic(firewall.allowances)),
              "polls": json(polls, below: path),
            ])
          }),
      ]))
  }

  /// Who asks is nobody's business who has no token; and what is asked with a customer's name is
  /// for who sees that customer.
  private func json(_ polls: [ListPoll], below path: String) -> JSONText {
    if question.caller.role == nil { return .array([]) }
    let own = polls.filter { poll in
      poll.list.hasPrefix(path) && (question.caller.seesEverything || !poll.namesCustomer)
    }
    return .array(
      own.map { poll in
        .object([
          "list": .string(poll.list),
          "who": .string(poll.who),
          "firstAt": .string(poll.firstAt.description),
          "lastAt": .string(poll.lastAt.description),
          "secondsAgo": .number(Int(question.now.seconds - poll.lastAt.seconds)),
        ])
      })
  }
}

extension ListPoll {
  fileprivate var namesCustomer: Bool { list.contains("customer=") }
}
