import EndpointModel
import InventoryModel

extension RulesReport {
  /// The rules as a self-contained page: a table for each deployment.
  public func html(in zone: TimeZoneRules) -> String { page(zone).text }

  private func page(_ zone: TimeZoneRules) -> Markup<HTML> {
    let title = "Firewall rules of \(customer.displayName)"
    var out: Markup<HTML> = "<h1>\(title)</h1>\n"
    out += HTML.element("p", "As of \(asOf.forPeople(in: zone)).") + "\n"
    for part in parts {
      out += HTML.element("h2", part.deployment.description) + "\n"
      guard let revision = part.revision else {
        out += HTML.element("p", "There was no revision at that time.") + "\n"
        continue
      }
      guard part.isUsed else {
        out += HTML.element("p", "The customer did not use it at that time.") + "\n"
        continue
      }
      out += HTML.element(
        "p", "Revision \(revision.number) of \(revision.recordedAt.forPeople(in: zone)).")
      if let declaration = part.declaration {
        out += "\n" + HTML.element("p", "Note: \(declaration.text(in: zone)).")
      }
      out += "\n" + EndpointTable.html(part.rules.rules)
      if part.rules.unresolved.isEmpty { continue }
      out += HTML.element(
        "h3", "Unresolved: these open nothing until it is settled")
      out += HTML.table(
        UnresolvedTable.names, part.rules.unresolved.map(UnresolvedTable.cells))
    }
    return HTML.page(title: title, out)
  }
}
