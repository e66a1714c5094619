import EndpointModel
import InventoryModel

extension RulesReport {
  /// The rules as Markdown: a table for each deployment.
  public func markdown(in zone: TimeZoneRules) -> String { markup(zone).text }

  private func markup(_ zone: TimeZoneRules) -> Markup<Markdown> {
    var out: Markup<Markdown> = "# Firewall rules of \(customer.displayName.text)\n\n"
    out += "As of \(asOf.forPeople(in: zone)).\n"
    for part in parts {
      out += "\n## \(part.deployment.description)\n\n"
      guard let revision = part.revision else {
        out += "There was no revision at that time.\n"
        continue
      }
      guard part.isUsed else {
        out += "The customer did not use it at that time.\n"
        continue
      }
      out += "Revision \(revision.number) of \(revision.recordedAt.forPeople(in: zone)).\n\n"
      out += EndpointTable.markdown(part.rules.rules)
      if part.rules.unresolved.isEmpty { continue }
      out += "\n### Unresolved\n\nThese open nothing until it is settled.\n\n"
      out += Markdown.table(
        UnresolvedTable.names, part.rules.unresolved.map(UnresolvedTable.cells))
    }
    return out
  }
}
