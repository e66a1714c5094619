import EndpointModel
import InventoryModel

/// What one customer's firewall must allow at one time, for each deployment.
public struct RulesReport: Sendable {
  public let customer: Customer
  public let asOf: UTCTime
  /// Sorted by deployment.
  public let parts: [Part]

  /// The rules of one deployment.
  public struct Part: Sendable {
    public let deployment: DeploymentName
    /// Nil if the deployment had no revision yet at that time.
    public let revision: Revision?
    /// Whether the customer uses the deployment at that time; if not, there are no rules.
    public let isUsed: Bool
    public let assignments: [PortAssignment]
    public let rules: CustomerRules
    /// The declaration that was applied because the document states no ports or protocol; nil if it
    /// makes no difference.
    public let declaration: Declaration?

    /// - Parameters:
    ///   - snapshot: the revision's; empty if there is none.
    ///   - declaration: what is declared at that time.
    public init(
      deployment: DeploymentName, revision: Revision?, isUsed: Bool,
      assignments: [PortAssignment], snapshot: Snapshot, declaration: Declaration? = nil
    ) {
      let meant = isUsed ? snapshot.meant(by: declaration) : Snapshot([])
      self.declaration = isUsed && meant != snapshot ? declaration : nil
      self.deployment = deployment
      self.revision = revision
      self.isUsed = isUsed
      self.assignments = assignments
      rules = CustomerRules(meant, assignments: assignments)
    }
  }

  public init(customer: Customer, asOf: UTCTime, parts: [Part]) {
    self.customer = customer
    self.asOf = asOf
    self.parts = parts
  }
}

extension RulesReport {
  /// The rules for a person, by deployment and service.
  public func text(_ style: TextStyle) -> String {
    let reports = TextReports(style)
    var out = style.toned("\(customer.name)", .bold) + "  \(customer.displayName), "
    out += "as of \(asOf.forPeople(in: style.zone))\n"
    if parts.isEmpty { out += "It used no deployment at that time.\n" }
    for part in parts {
      out += "\n" + style.toned(Self.heading(part, style.zone), .bold) + "\n"
      for assignment in part.assignments {
        out += "  \(assignment.portsText)  \(assignment.period.text(at: asOf, in: style.zone))\n"
      }
      if let declaration = part.declaration { out += "  \(declaration.text(in: style.zone))\n" }
      if part.revision == nil || !part.isUsed { continue }
      out += "\n" + reports.listing(part.rules.rules)
      if part.rules.unresolved.isEmpty { continue }
      out += "\n" + style.toned("Unresolved: these open nothing until it is settled", .red) + "\n"
      for (missing, group) in EndpointListing.grouped(part.rules.unresolved, by: \.missing) {
        out += style.toned("  \(missing.inWords)", .yellow) + "\n"
        for unresolved in group {
          let endpoint = unresolved.endpoint
          let names = [endpoint.service, endpoint.group].compactMap { $0?.withVisibleControls }
          out += "    \(EndpointListing.text(endpoint.written).padded(to: 18))  "
          out += names.joined(separator: ", ") + "\n"
        }
      }
    }
    return out
  }

  private static func heading(_ part: Part, _ zone: TimeZoneRules) -> String {
    guard let revision = part.revision else {
      return "\(part.deployment): no revision at that time"
    }
    if !part.isUsed { return "\(part.deployment): not used by the customer at that time" }
    let time = revision.recordedAt.forPeople(in: zone)
    return "\(part.deployment), revision \(revision.number) of \(time): "
      + part.rules.rules.count.of("rule")
      + (part.rules.unresolved.isEmpty ? "" : ", \(part.rules.unresolved.count) unresolved")
  }

  /// One record for each rule, and one for each endpoint that opens nothing because its ports are
  /// unknown: `status` is `rule` or `unresolved`.
  public var csv: String {
    var out = CSVText.line(
      ["status", "deployment", "revision"] + EndpointCSV.names + ["missing"])
    for part in parts {
      let place = [part.deployment.description, part.revision.map { String($0.number) }]
      for rule in part.rules.rules {
        out += CSVText.line(["rule"] + place + EndpointCSV.cells(rule) + [nil])
      }
      for unresolved in part.rules.unresolved {
        var endpoint = unresolved.endpoint
        // The documented range is not an answer, and must not look like one.
        endpoint.ports = nil
        endpoint.examplePorts = nil
        out += CSVText.line(
          ["unresolved"] + place + EndpointCSV.cells(endpoint) + [unresolved.missing.inWords])
      }
    }
    return out
  }

  public var json: JSONText {
    .object([
      "customer": .string(customer.name.text),
      "displayName": .string(customer.displayName.text),
      "asOf": .string(asOf.description),
      "deployments": .array(
        parts.map { part in
          .object([
            "deployment": .string(part.deployment.description),
            "revision": JSONText(part.revision?.number),
            "used": .bool(part.isUsed),
            "declared": JSONText(part.declaration),
            "recordedAt": JSONText(part.revision?.recordedAt.description),
            "assignments": .array(part.assignments.map { JSONText($0) }),
            "rules": .array(part.rules.rules.map { JSONText($0) }),
            "unresolved": .array(part.rules.unresolved.map { JSONText($0) }),
          ])
        }),
    ])
  }
}

extension CustomerRules.Missing {
  /// What is missing, in words.
  public var inWords: String {
    switch self {
    case .assignment(.signaling): "the customer has no signaling port at that time"
    case .assignment(.data): "the customer has no data ports at that time"
    case .role: "the document does not say which of the customer's ports"
    case .transport(let stated, let assigned):
      "the document says \(stated.rawValue), the customer's ports are \(assigned.rawValue)"
    }
  }
}
