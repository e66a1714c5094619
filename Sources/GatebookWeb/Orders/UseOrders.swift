import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Other names for deployments and customers, taking them out of use, and handing over to another.
extension Route {
  static let useOrders: [Route] = UseSubject.allCases.flatMap { kind in
    [
      Route(
        doing: "/api/v1\(kind.path)/rename", "Gives a \(kind.word) another name.",
        .role(.administer, .everything), [to, note, seen]
      ) { order in
        let subject = try order.rename(kind)
        return Answer(.object(["name": .string(subject.description)]))
      },
      Route(
        doing: "/api/v1\(kind.path)/archive",
        "Takes a \(kind.word) out of use, or into use again; its history stays.",
        .role(.administer, .everything), [off, note, seen]
      ) { order in
        let (subject, isArchived) = try order.archive(kind)
        return Answer(
          .object(["name": .string(subject.description), "archived": .bool(isArchived)]))
      },
      Route(
        doing: "/api/v1\(kind.path)/merge",
        "Hands what hangs on a \(kind.word) over to another one, and takes it out of use.",
        .role(.administer, .everything), [into, note, seen]
      ) { order in
        let (other, firewalls) = try order.merge(kind)
        return Answer(
          .object([
            "name": .string(other.description),
            "firewalls": .array(firewalls.map { .string($0.text) }),
          ]))
      },
    ]
  }

  static let usePages: [Route] = UseSubject.allCases.flatMap { kind in
    [
      Route(
        page: "\(kind.path)/use", "Asks for a \(kind.word)'s other name, or its end.",
        .role(.administer, .everything)
      ) { question in
        let subject = try kind.subject(of: question)
        return try PageFrame.answer(question, "\(subject): name and use", in: kind.place) {
          try UseForms(kind, subject, question).html()
        }
      },
      Route(
        doing: "\(kind.path)/rename", "Gives a \(kind.word) another name.",
        .role(.administer, .everything), [to, note, seen], mediaType: PageFrame.mediaType
      ) { order in
        .redirection(to: kind.link(try order.rename(kind), done: "renamed"))
      },
      Route(
        doing: "\(kind.path)/archive",
        "Takes a \(kind.word) out of use, or into use again; its history stays.",
        .role(.administer, .everything), [off, note, seen], mediaType: PageFrame.mediaType
      ) { order in
        let (subject, isArchived) = try order.archive(kind)
        return .redirection(to: kind.link(subject, done: isArchived ? "archived" : "restored"))
      },
      Route(
        doing: "\(kind.path)/merge",
        "Hands what hangs on a \(kind.word) over to another one, and takes it out of use.",
        .role(.administer, .everything), [into, note, seen], mediaType: PageFrame.mediaType
      ) { order in
        .redirection(to: kind.link(try order.merge(kind).other, done: "merged"))
      },
    ]
  }

  private static let to = Parameter("to", "Its new name.", isRequired: true)
  private static let into = Parameter("into", "The one that takes over.", isRequired: true)
  private static let off = Parameter(
    "out", "Whether it is out of use from now on.", isRequired: true, words: ["yes", "no"])
}

/// Whose name and use are changed.
enum UseSubject: CaseIterable, Sendable {
  case deployment, customer

  var word: String { self == .deployment ? "deployment" : "customer" }

  /// Of its page.
  var path: String {
    self == .deployment ? "/deployments/{vendor}/{name}" : "/customers/{customer}"
  }

  var place: PageFrame.Place { self == .deployment ? .deployments : .customers }

  /// What the path names.
  func subject(of asked: some Asked) throws -> Watched {
    switch self {
    case .deployment: .deployment(try asked.deployment())
    case .customer: .customer(try CustomerName(parsing: asked.part("customer")))
    }
  }

  func named(_ text: String) throws -> Watched {
    switch self {
    case .deployment: .deployment(try DeploymentName(parsing: text))
    case .customer: .customer(try CustomerName(parsing: text))
    }
  }

  func link(_ subject: Watched, done: String) -> Link {
    switch subject {
    case .deployment(let name):
      Link("deployments", name.vendor, name.name, query: [("done", done)])
    case .customer(let name): Link("customers", name.text, query: [("done", done)])
    default: subject.link
    }
  }
}

extension Order {
  fileprivate func rename(_ kind: UseSubject) throws -> Watched {
    let subject = try kind.subject(of: self)
    let new = try needed("to", kind)
    try write(subject) { writer in
      switch (subject, new) {
      case (.deployment(let old), .deployment(let new)): try writer.rename(old, to: new)
      case (.customer(let old), .customer(let new)): try writer.rename(old, to: new)
      default: break
      }
    }
    return new
  }

  fileprivate func archive(_ kind: UseSubject) throws -> (Watched, isArchived: Bool) {
    let subject = try kind.subject(of: self)
    let isArchived = try isOn("out")
    try write(subject) { writer in
      switch subject {
      case .deployment(let name): try writer.setArchived(name, isArchived)
      case .customer(let name): try writer.setArchived(name, isArchived)
      default: break
      }
    }
    return (subject, isArchived)
  }

  /// - Returns: who has taken over, and the firewalls that have to allow something else now.
  fileprivate func merge(_ kind: UseSubject) throws -> (other: Watched, firewalls: [FirewallName]) {
    let subject = try kind.subject(of: self)
    let other = try needed("into", kind)
    let firewalls = try write(subject) { writer in
      let firewalls = try writer.firewalls(allowing: subject)
      switch (subject, other) {
      case (.deployment(let old), .deployment(let other)): try writer.merge(old, into: other)
      case (.customer(let old), .customer(let other)): try writer.merge(old, into: other)
      default: break
      }
      return firewalls
    }
    return (other, firewalls)
  }

  private func needed(_ field: String, _ kind: UseSubject) throws -> Watched {
    guard let name = try self.field(field, { try kind.named($0) }) else {
      throw Problem(400, "missing-parameter", "\(field) is needed")
    }
    return name
  }
}

extension InventoryReader {
  /// The firewalls that have to allow a deployment's or a customer's rules.
  func firewalls(allowing subject: Watched) throws -> [FirewallName] {
    try firewalls().filter { firewall in
      firewall.allowances.contains {
        switch subject {
        case .deployment(let name): $0.deployment == name
        case .customer(let name): $0.customer == name
        default: false
        }
      }
    }.map(\.name)
  }
}
