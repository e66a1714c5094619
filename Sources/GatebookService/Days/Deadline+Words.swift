import ChangeReporting
import EndpointModel
import InventoryModel

extension Deadline {
  public var json: JSONText {
    var members: JSONText.Members = [
      "date": .string(date.description), "timeZone": .string(timeZone),
    ]
    switch subject {
    case .document(let deployment, let day, let revisions):
      members.add("kind", "document")
      members.add("states", .string(day.rawValue))
      members.add("deployment", .string(deployment.description))
      members.add("revisions", .array(revisions.map { .number($0.number) }))
      members.add("held", .array(revisions.filter(\.isHeld).map { .number($0.number) }))
    case .portsBegin(let ports):
      members.add("kind", "ports-begin")
      members.add("assignment", JSONText(ports))
    case .portsEnd(let ports):
      members.add("kind", "ports-end")
      members.add("assignment", JSONText(ports))
    }
    return .object(members)
  }

  /// What has to be done, in one line.
  public var inWords: String { words(in: .english) }

  /// The same in a language; names stay as they are.
  public func words(in language: NoticeLanguage) -> String {
    let phrase = NoticePhrases(language)
    switch subject {
    case .document(let deployment, let day, let revisions):
      let numbers = revisions.map {
        $0.isHeld ? phrase(.heldNumber, "\($0.number)") : "\($0.number)"
      }.joined(separator: ", ")
      let whole: NoticePhrase
      let month: NoticePhrase
      switch day {
      case .actBy: (whole, month) = (.wantedByDay, .wantedInMonth)
      case .effective: (whole, month) = (.inForceFromDay, .inForceFromMonth)
      case .switchOff: (whole, month) = (.offOnDay, .offInMonth)
      }
      return date.day == nil
        ? phrase(month, "\(deployment)", numbers, "\(date)")
        : phrase(whole, "\(deployment)", numbers)
    case .portsBegin(let ports): return ports.words(.portsBegin, phrase)
    case .portsEnd(let ports): return ports.words(.portsEnd, phrase)
    }
  }
}

extension OverdueDeadline {
  public var json: JSONText {
    var members: JSONText.Members = [
      "date": .string(date.description), "deployment": .string(deployment.description),
      "timeZone": .string(timeZone),
    ]
    switch reason {
    case .held(let revision):
      members.add("kind", "held")
      members.add("revision", .number(revision.number))
    case .document(let revision, let firewall):
      members.add("kind", "document")
      members.add("revision", .number(revision.number))
      members.add("firewall", .string(firewall.text))
    case .ports(let ports, let firewall):
      members.add("kind", "ports-begin")
      members.add("assignment", JSONText(ports))
      members.add("firewall", .string(firewall.text))
    }
    return .object(members)
  }

  /// What was not done, in one line.
  public var inWords: String { words(in: .english) }

  /// The same in a language; names stay as they are.
  public func words(in language: NoticeLanguage) -> String {
    let phrase = NoticePhrases(language)
    switch reason {
    case .held(let revision):
      return phrase(
        states == .actBy ? .heldWanted : .heldStated, "\(deployment)", "\(revision.number)")
    case .document(let revision, let firewall):
      return phrase(
        states == .actBy ? .wantedNotNoted : .statedNotNoted, "\(deployment)",
        "\(revision.number)", firewall.text)
    case .ports(let ports, let firewall):
      return ports.words(.portsNotNoted, phrase, firewall.text)
    }
  }
}

extension PortAssignment {
  fileprivate func words(
    _ sentence: NoticePhrase, _ phrase: NoticePhrases, _ firewall: String = ""
  ) -> String {
    phrase(
      sentence, "\(customer)", "\(deployment)", transport.rawValue, "\(ports)",
      phrase(role == .data ? .dataRole : .signalingRole), firewall)
  }
}
