import InventoryModel

extension Caller {
  /// Whether the role is enough for something.
  func may(_ needed: ServerRole) -> Bool { role.map { $0 >= needed } ?? false }
}

extension Route {
  /// What a page can be told that was done just now.
  static let doneWords = ["current", "needs-another", "rejected", "void", "assigned", "applied"]
}

extension HTML {
  /// What was done just now, for who does not see what has changed on the page.
  static func done(_ question: Question) throws -> HTML {
    guard let word = try question.one("done") else { return .none }
    let text =
      switch word {
      case "current": "Done: a revision became current."
      case "needs-another": "Noted: another user has to approve it, too."
      case "rejected": "Done: it is rejected."
      case "assigned": "Done: the ports are assigned."
      case "applied": "Noted: the firewall has it."
      default: "Done."
      }
    return Tag.p(.class("card"), .role("status")) { text }
  }

  /// What every form has that changes something: who sends it, and what was seen.
  static func sent(by question: Question) throws -> HTML {
    let seen = try question.seen()
    return HTML {
      if let session = question.caller.session { session.field }
      Tag.input(.type("hidden"), .name("seen"), .value("\(seen)"))
    }
  }

  /// The field for a reason. It has lines, so that the key that ends a line sends nothing.
  static func note() -> HTML {
    HTML {
      Tag.label(.labelFor("note")) { "Why, for the audit" }
      Tag.textarea(.id("note"), .name("note"), .rows(2), .maxLength(200))
    }
  }
}
