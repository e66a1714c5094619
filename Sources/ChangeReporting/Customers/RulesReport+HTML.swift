import EndpointModel

extension RulesReport {
  /// The rules as a page that stands alone: a table for each deployment.
  public var html: String {
    let title = "Firewall rules of \(customer.displayName)"
    var out = HTMLText.element("h1", title) + "\n"
    out += HTMLText.element("p", "As of \(asOf.forPeople).") + "\n"
    for part in parts {
      out += HTMLText.element("h2", part.deployment.description) + "\n"
      guard let revision = part.revision else {
        out += HTMLText.element("p", "There was no revision at that time.") + "\n"
        continue
      }
      guard part.isUsed else {
        out += HTMLText.element("p", "The customer did not use it at that time.") + "\n"
        continue
      }
      out += HTMLText.element(
        "p", "Revision \(revision.number) of \(revision.recordedAt.forPeople).")
      if let declaration = part.declaration {
        out += "\n" + HTMLText.element("p", "Note: \(declaration.text).")
      }
      out += "\n" + EndpointTable.html(part.rules.rules)
      if part.rules.unresolved.isEmpty { continue }
      out += HTMLText.element(
        "h3", "Unresolved: these open nothing until it is settled")
      out += HTMLText.table(
        UnresolvedTable.names, part.rules.unresolved.map(UnresolvedTable.cells))
    }
    return HTMLText.page(title: title, out)
  }
}
