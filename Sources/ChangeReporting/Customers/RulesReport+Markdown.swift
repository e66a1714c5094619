import EndpointModel

extension RulesReport {
  /// The rules as Markdown: a table for each deployment.
  public var markdown: String {
    var out = "# Firewall rules of \(customer.displayName.text.escaped)\n\n"
    out += "As of \(asOf.forPeople).\n"
    for part in parts {
      out += "\n## \(part.deployment)\n\n"
      guard let revision = part.revision else {
        out += "There was no revision at that time.\n"
        continue
      }
      guard part.isUsed else {
        out += "The customer did not use it at that time.\n"
        continue
      }
      out += "Revision \(revision.number) of \(revision.recordedAt.forPeople).\n\n"
      out += Self.row(["Service", "Group", "Address", "Protocol", "Ports", "Direction"])
      out += Self.row(Array(repeating: "---", count: 6))
      for rule in part.rules.rules {
        out += Self.row(
          [
            rule.service, rule.group, rule.address?.description, rule.transport?.rawValue,
            rule.ports?.description, rule.direction?.rawValue,
          ].map { ($0 ?? "").escaped })
      }
      if part.rules.unresolved.isEmpty { continue }
      out += "\n### Unresolved\n\nThese open nothing until it is settled.\n\n"
      out += Self.row(["Service", "Group", "Address", "Protocol", "Missing"])
      out += Self.row(Array(repeating: "---", count: 5))
      for unresolved in part.rules.unresolved {
        let endpoint = unresolved.endpoint
        out += Self.row(
          [
            endpoint.service, endpoint.group, endpoint.address?.description,
            endpoint.transport?.rawValue, unresolved.missing.inWords,
          ].map { ($0 ?? "").escaped })
      }
    }
    return out
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}

extension String {
  /// The text as Markdown shows it literally: no markup, no HTML, no cell's end.
  fileprivate var escaped: String {
    var out = ""
    for character in withVisibleControls {
      if "\\`*_{}[]<>#|~&!".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
