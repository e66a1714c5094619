import ChangeReporting
import EndpointModel
import FirewallExport
import InventoryModel

extension RegisteredFirewall {
  /// What `gatebook firewall list` and `show` print.
  public func json(applied: Int?, written: Int?) -> JSONText {
    .object([
      "firewall": .string(name.text),
      "target": .string(target),
      "allow": .array(allowances.map { .string($0.description) }),
      "settings": .array(
        settings.sorted { $0.key < $1.key }.map {
          .object(["name": .string($0.key), "value": .string($0.value)])
        }),
      "keepsUntilDeadline": .bool(options.keepsUntilDeadline),
      "mostChangePercent": options.mostChangePercent.map { .number($0) } ?? .null,
      "aggregates": .bool(options.aggregates),
      "resolvesHours": options.resolvesHours.map { .number($0) } ?? .null,
      "applied": applied.map { .number($0) } ?? .null,
      "written": written.map { .number($0) } ?? .null,
    ])
  }
}

extension NotExpressed {
  var json: JSONText {
    .object(["endpoint": JSONText(endpoint), "reason": .string(reason.description)])
  }

  /// `Portal: portal.example.com tcp 443: this target knows no host names`.
  public var text: String {
    let name = [endpoint.service, endpoint.group].compactMap { $0?.withVisibleControls }
      .joined(separator: ", ")
    let what = [
      endpoint.written?.description.withVisibleControls, endpoint.transport?.rawValue,
      endpoint.ports?.description,
    ].compactMap { $0 }.joined(separator: " ")
    return (name.isEmpty ? "" : "\(name.abridged(to: 80)): ")
      + (what.isEmpty ? "" : "\(what): ") + "\(reason)"
  }
}

extension FirewallFiles.Outcome {
  public var json: JSONText {
    .object([
      "firewall": .string(firewall.name.text),
      "target": .string(firewall.target),
      "from": file.from.map { .number($0) } ?? .null,
      "to": .number(file.to),
      "entries": .number(file.entries),
      "notExpressed": .array(file.notExpressed.map(\.json)),
      "resolved": FirewallReports.json(file.resolved),
      "text": .string(file.text),
    ])
  }
}

extension FirewallPlanReport {
  public func text(_ style: TextStyle) -> String {
    var out = "\(firewall.name) (\(firewall.target)), "
    out +=
      from.map { "which has revision \($0)" }
      ?? (lists.contains { $0.applied != nil }
        ? "list by list" : "of which nothing is noted as applied")
    out += "\n\n"
    if let earlierForm {
      out += "Its settings have changed since: it was written as\n  \(earlierForm)\nand is now\n"
      out += "  \(firewall.form)\nOnly a whole file fits. What the device has under names that are "
      out += "set no more stays there until a person removes it.\n\n"
    }
    for held in current.held {
      out += "\(held) waits for approval; nothing of it is taken.\n\n"
    }
    for ahead in current.ahead {
      out += ahead.sentence(keeps: firewall.options.keepsUntilDeadline) + "\n\n"
    }
    for part in behind {
      let numbers = part.revisions.reversed().map { "\($0.number)" }.joined(separator: ", ")
      out += "Of \(part.deployment), "
      out += part.noted.map { "revision \($0) is noted" } ?? "nothing is noted"
      out += "; not applied yet: \(numbers)\n\n"
    }
    if access.isEmpty {
      out += "Nothing opens or closes.\n"
    } else {
      out += AccessText.list("To be opened", opens: access.opened, style) + "\n"
      out += AccessText.list("To be closed", closes: access.closed, style)
    }
    if !lists.isEmpty {
      out += "\nLists\n"
      for list in lists {
        let entries =
          list.entries == 0 ? "nothing left" : list.entries.of("entry", plural: "entries")
        let applied = list.applied.map { "has revision \($0)" } ?? "none applied"
        out += "  \(list.name)  \(entries), \(applied)\n"
      }
    }
    if !current.kept.isEmpty {
      out += "\nKept until the day that the document gives is over in \(current.timeZone)\n"
      for kept in current.kept {
        out += "  \(kept.rule.endpoint.inWords) until \(kept.until)\n"
      }
    }
    if !stillNeeded.isEmpty {
      out += "\nStays, as another one needs it\n"
      for still in stillNeeded {
        let users = still.by.map(\.description.withVisibleControls).joined(separator: ", ")
        out += "  \(still.endpoint.inWords): \(users)\n"
      }
    }
    return out + FirewallReports.resolved(resolved) + FirewallReports.notExpressed(notExpressed)
  }

  public var json: JSONText {
    .object([
      "firewall": .string(firewall.name.text),
      "target": .string(firewall.target),
      "resolved": FirewallReports.json(resolved),
      "from": from.map { .number($0) } ?? .null,
      "opened": .array(access.opened.map { JSONText($0) }),
      "closed": .array(access.closed.map { JSONText($0) }),
      "unasked": .array([]),
      "timeZone": .string(current.timeZone),
      "kept": .array(
        current.kept.map {
          .object([
            "endpoint": JSONText($0.rule.endpoint), "until": .string($0.until.description),
          ])
        }),
      "stillNeeded": .array(
        stillNeeded.map {
          .object([
            "endpoint": JSONText($0.endpoint),
            "by": .array($0.by.map { .string($0.description) }),
          ])
        }),
      "held": .array(current.held.map { .string($0.description) }),
      "ahead": .array(
        current.ahead.map {
          .object([
            "revision": .string($0.revision.description), "from": .string($0.from.description),
          ])
        }),
      "behind": .array(
        behind.map { part in
          .object([
            "deployment": .string(part.deployment.description),
            "noted": part.noted.map { .number($0) } ?? .null,
            "revisions": .array(part.revisions.map { .number($0.number) }),
          ])
        }),
      "settingsChanged": .bool(earlierForm != nil),
      "lists": .array(
        lists.map { list in
          .object([
            "list": .string(list.name), "entries": .number(list.entries),
            "applied": list.applied.map { .number($0) } ?? .null,
          ])
        }),
      "notExpressed": .array(notExpressed.map(\.json)),
    ])
  }
}

extension CurrentPolicy.Ahead {
  /// One line: that a revision is in a plan or a file before it holds, and what becomes of that which it
  /// removes.
  ///
  /// - Parameter keeps: whether the firewall keeps what documents remove until their day.
  public func sentence(keeps: Bool) -> String {
    "\(revision) is to hold from \(from) on: what it adds is allowed already, and what it removes "
      + (keeps ? "stays until then." : "goes at once, unless --keep-until-deadline is set.")
  }
}

extension FirewallCheckReport {
  public func text(_ style: TextStyle) -> String {
    var out = "\(firewall.name) (\(firewall.target))"
    if let number { out += ", which says it has revision \(number)" }
    out += "\n\n"
    if let number, let applied, number != applied {
      out += "Revision \(applied) is noted as applied.\n\n"
    }
    if isRight {
      let isWhole = notExpressed.isEmpty && notes.isEmpty
      out += isWhole ? "It" : "As far as it is compared, it"
      out += " allows what it has to allow, and nothing else.\n"
    } else {
      out += AccessText.list("Lacks: to be opened", opens: lacking, style) + "\n"
      out += AccessText.list("Outdated: no document asks for it now", closes: outdated, style)
      out +=
        "\n" + AccessText.list("Unasked: no document ever asked for it", closes: unasked, style)
    }
    if !lacking.isEmpty, !denials.isEmpty {
      out += "\nDenied in front of rules that allow some of the same, by\n"
      for denial in denials { out += "  \(denial.withVisibleControls)\n" }
    }
    if !problems.isEmpty {
      out += "\n" + "Not understood: what it allows may be more or less than is said above\n"
      for problem in problems { out += "  \(problem.withVisibleControls)\n" }
    }
    if !notes.isEmpty {
      out += "\nNot compared, as what it lists does not tell it\n"
      for note in notes { out += "  \(note.withVisibleControls)\n" }
    }
    return out
      + FirewallReports.notExpressed(
        notExpressed, below: "Not compared, as it cannot be expressed")
  }

  public var json: JSONText {
    .object([
      "firewall": .string(firewall.name.text),
      "target": .string(firewall.target),
      "opened": .array(lacking.map { JSONText($0) }),
      "closed": .array(outdated.map { JSONText($0) }),
      "unasked": .array(unasked.map { JSONText($0) }),
      "notExpressed": .array(notExpressed.map(\.json)),
      "problems": .array(problems.map { .string($0) }),
      "notes": .array(notes.map { .string($0) }),
      "denials": .array(denials.map { .string($0) }),
      "number": number.map { .number($0) } ?? .null,
      "applied": applied.map { .number($0) } ?? .null,
    ])
  }
}

/// What several reports on firewalls have in common.
public enum FirewallReports {
  static func json(_ resolved: [HostName: [IPAddress]]) -> JSONText {
    .array(
      resolved.sorted { $0.key < $1.key }.map { name, addresses in
        .object([
          "name": .string(name.text),
          "addresses": .array(addresses.map { .string($0.description) }),
        ])
      })
  }

  /// Names and what they gave, below a title; nothing without any.
  static func resolved(_ all: [HostName: [IPAddress]]) -> String {
    if all.isEmpty { return "" }
    return "\nResolved: these addresses stand for the names\n"
      + all.sorted { $0.key < $1.key }.map { name, addresses in
        "  \(name.text): " + addresses.map(\.description).joined(separator: ", ") + "\n"
      }.joined()
  }

  /// One line each, below a title; nothing without any.
  public static func notExpressed(
    _ all: [NotExpressed], below title: String = "Not expressed: this target cannot allow it"
  ) -> String {
    if all.isEmpty { return "" }
    return "\n\(title)\n"
      + all.map { "  \($0.text)\n" }.joined()
  }
}

extension Endpoint {
  /// `192.0.2.1 tcp 443`.
  fileprivate var inWords: String {
    [written?.description.withVisibleControls, transport?.rawValue, ports?.description]
      .compactMap { $0 }.joined(separator: " ")
  }
}
