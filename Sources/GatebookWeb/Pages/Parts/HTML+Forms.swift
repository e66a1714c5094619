import InventoryModel

extension Caller {
  /// Whether the role is enough for something.
  func may(_ needed: ServerRole) -> Bool { role.map { $0 >= needed } ?? false }
}

extension Route {
  /// What a page can be told that was done just now.
  static let doneWords = [
    "current", "needs-another", "rejected", "void", "assigned", "ended", "cancelled", "corrected",
    "applied", "stored", "held", "unchanged", "renamed", "archived", "restored", "merged",
    "asked", "asked-already", "paused", "resumed", "user-added", "user-removed", "rights-changed",
    "password-changed", "token-removed", "layout-kept", "layout-removed",
  ]
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
      case "void": "Done: it is taken out of history, and counts nowhere."
      case "assigned": "Done: the ports are assigned."
      case "ended": "Done: the ports end, as the table tells."
      case "cancelled": "Done: what was planned is cancelled."
      case "corrected": "Done: what was noted wrongly counts nowhere any more."
      case "stored": "Done: it is stored, and current."
      case "held": "Stored: it waits for approval, and nothing opens or closes until then."
      case "unchanged": "Nothing was stored: this is what the document shows already."
      case "renamed": "Done: it has its new name; who uses the old one is told."
      case "archived": "Done: it is out of use; its history stays."
      case "restored": "Done: it is in use again."
      case "merged": "Done: this one has taken over; the other one is out of use."
      case "asked": "Asked: it is read now. Load the page again to see what came of it."
      case "asked-already":
        "It waits to be read already. Load the page again to see what came of it."
      case "paused": "Done: it is not read until it is resumed."
      case "resumed": "Done: it is read again by the next sync."
      case "user-added": "Done: the user may sign in."
      case "user-removed": "Done: the user may not sign in any more."
      case "rights-changed": "Done: the role and what is seen are changed, at once."
      case "password-changed":
        "Done: there is another password; who was signed in has to sign in again."
      case "token-removed": "Done: whoever asks with the token is refused."
      case "layout-kept": "Done: the next document is read by this layout."
      case "layout-removed": "Done: the next document is read without a layout."
      case "applied": "Noted: the firewall has it."
      default: "Done."
      }
    return Tag.p(.class("card"), .role("status")) { text }
  }

  /// What every form has that changes something: who sends it, and what was seen.
  static func sent(by question: Question) throws -> HTML {
    sent(session: question.caller.session, seen: try question.seen())
  }

  /// - Parameter seen: the last entry of the audit when what is decided about was looked up.
  static func sent(session: Session?, seen: Int) -> HTML {
    HTML {
      if let session { session.field }
      Tag.input(.type("hidden"), .name("seen"), .value("\(seen)"))
    }
  }

  /// The field for a reason. It has lines, so that the key that ends a line sends nothing.
  static func note(id: String = "note") -> HTML {
    HTML {
      Tag.label(.labelFor(id)) { "Why, for the audit" }
      Tag.textarea(.id(id), .name("note"), .rows(2), .maxLength(200))
    }
  }
}
