import EndpointModel

/// What many addresses were found as, one line for each endpoint, in columns parted by tabs:
/// for programs. An address that nothing has to do with has one line of its own.
public enum OccurrenceTable {
  public static func text(
    _ found: [(asked: EndpointAddress, occurrences: [ConcernedOccurrence])]
  ) -> String {
    var out =
      "asked\trelation\tdeployment\taddress\tprotocol\tports\tdirection\tservice\tgroup\tsince"
      + "\tuntil\tcustomers\n"
    // What many lines share is put in words once.
    var terms: [Terms: String] = [:]
    var names: [Label: String] = [:]
    func text(_ stated: Terms) -> String {
      if let known = terms[stated] { return known }
      let text = [
        stated.transport?.rawValue, stated.ports?.description, stated.direction?.rawValue,
      ].map { $0 ?? "-" }.joined(separator: "\t")
      terms[stated] = text
      return text
    }
    func text(_ label: Label?) -> String {
      guard let label else { return "-" }
      if let known = names[label] { return known }
      let text = label.text.withVisibleControls
      names[label] = text
      return text
    }
    var lastDeployment: (name: DeploymentName, text: String)?
    func text(_ name: DeploymentName) -> String {
      if let lastDeployment, lastDeployment.name == name { return lastDeployment.text }
      lastDeployment = (name, name.description)
      return name.description
    }
    for (asked, occurrences) in found {
      let asked = EndpointListing.text(asked)
      if occurrences.isEmpty {
        out += asked
        out += "\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n"
        continue
      }
      for concerned in occurrences {
        let occurrence = concerned.occurrence
        let endpoint = occurrence.endpoint
        out += asked
        for cell in [
          occurrence.relation.rawValue, text(occurrence.deployment),
          endpoint.address == nil ? "-" : EndpointListing.text(endpoint.address),
          text(endpoint.terms),
          text(endpoint.serviceLabel), text(endpoint.groupLabel),
          String(occurrence.since.revision), occurrence.until.map { String($0.revision) } ?? "-",
          concerned.customers.isEmpty
            ? "-" : concerned.customers.map(\.text).joined(separator: ","),
        ] {
          out += "\t"
          out += cell
        }
        out += "\n"
      }
    }
    return out
  }
}
