import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import NoticeDelivery

/// The paths of the Microsoft 365 IP address and URL web service, for every vendor: an instance is
/// `vendor.name`. Names of parameters count in any case, as there.
extension Route {
  static let microsoft365: [Route] = [
    Route(
      "/version", "Tells the latest version of every instance.", .list,
      clientParameters + [Parameter("AllVersions", "Also the earlier ones.")], ignoresCase: true
    ) { question in
      try checkClient(question)
      let all = try question.reader.deployments().map(\.deployment).filter {
        Audience.deployment($0, nil).includes(question.caller, question.rights)
      }
      return Answer(
        .array(
          try all.map { deployment in
            let export = try Self.versions(deployment, question)
            return try isTrue("AllVersions", question) ? export.version : export.latestVersion
          }))
    },
    Route(
      "/version/{instance}", "Tells an instance's latest version.", .list,
      clientParameters + [Parameter("AllVersions", "Also the earlier ones.")], ignoresCase: true
    ) { question in
      try answer(question, from: versions) { export in
        try isTrue("AllVersions", question) ? export.version : export.latestVersion
      }
    },
    Route(
      "/endpoints/{instance}", "Gives an instance's endpoint sets.", .list,
      clientParameters + [
        Parameter("ServiceAreas", "Only these and what is common, joined by commas."),
        Parameter("NoIPv6", "Without IPv6 addresses."),
        Parameter("TenantName", "Is taken and changes nothing: the documents have placeholders."),
      ], ignoresCase: true
    ) { question in
      let areas = try question.one("ServiceAreas")?.split(separator: ",").map(String.init) ?? []
      let hasIPv6 = try !isTrue("NoIPv6", question)
      return try answer(question) { $0.endpoints(serviceAreas: Set(areas), hasIPv6: hasIPv6) }
    },
    Route(
      "/changes/{instance}/{version}", "Gives an instance's changes after a version.", .list,
      clientParameters, ignoresCase: true
    ) { question in
      let version = question.part("version")
      guard version.utf8.count == 10, version.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw Problem(400, "bad-value", "a version is of ten digits: 2026013100")
      }
      return try answer(question) { $0.changes(after: version) }
    },
  ]

  private static let clientParameters = [
    Parameter("ClientRequestId", "A GUID that each client makes for itself.", isRequired: true),
    Parameter("Format", "JSON, the only one here."),
  ]

  private static func checkClient(_ question: Question) throws {
    let text = try question.one("ClientRequestId") ?? ""
    let lengths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    guard lengths == [8, 4, 4, 4, 12], text.allSatisfy({ $0 == "-" || $0.isHexDigit }) else {
      throw Problem(
        400, "bad-value",
        "ClientRequestId is a GUID such as b10c5ed1-bad1-445f-b386-b919946339a7")
    }
    if let format = try question.one("Format"), format.lowercased() != "json" {
      throw Problem(406, "format", "Format is JSON here")
    }
  }

  private static func isTrue(_ name: String, _ question: Question) throws -> Bool {
    guard let value = try question.one(name)?.lowercased() else { return false }
    if value == "true" { return true }
    if value == "false" { return false }
    throw Problem(400, "bad-value", "\(name) is true or false")
  }

  /// - Parameter export: makes it of a deployment; the whole history if it is not told.
  private static func answer(
    _ question: Question,
    from export: (DeploymentName, Question) throws -> Microsoft365Export = export,
    _ json: (Microsoft365Export) throws -> JSONText
  ) throws -> Answer {
    try checkClient(question)
    let deployment = try Self.deployment(question)
    let audience = Audience.deployment(deployment, nil)
    try audience.check(question.caller, question.rights)
    let revision = try question.reader.revision(RevisionReference(deployment))
    if let since = try question.reader.archivedAt(deployment) {
      throw ListError.outOfUse(deployment, since: since)
    }
    let text = try json(export(deployment, question)).text
    return Answer(
      Representation(
        Array(text.utf8), mediaType: "application/json", modifiedAt: revision.recordedAt,
        isPublic: audience.isPublic(question.rights)), audience: audience)
  }

  private static func export(
    _ deployment: DeploymentName, _ question: Question
  ) throws -> Microsoft365Export {
    try ChangeExports(question.reader).microsoft365(
      deployment, instance: "\(deployment.vendor).\(deployment.name)")
  }

  private static func versions(
    _ deployment: DeploymentName, _ question: Question
  ) throws -> Microsoft365Export {
    try ChangeExports(question.reader).microsoft365Versions(
      deployment, instance: "\(deployment.vendor).\(deployment.name)")
  }

  /// The deployment of an instance. Both parts of its name may hold points, so each is tried.
  private static func deployment(_ question: Question) throws -> DeploymentName {
    let instance = question.part("instance")
    let names = instance.indices.filter { instance[$0] == "." }.compactMap { point in
      DeploymentName("\(instance[..<point])/\(instance[instance.index(after: point)...])")
    }
    for name in names where try question.reader.isKnown(name) { return name }
    guard let first = names.first else {
      throw Problem(400, "bad-value", "an instance is vendor.name")
    }
    return first
  }
}

/// What feed readers ask.
extension Route {
  static let feeds: [Route] = [
    feed(.atom, "atom", "application/atom+xml"), feed(.rss, "rss", "application/rss+xml"),
    feed(.jsonFeed, "json", "application/feed+json"),
  ]

  private static func feed(
    _ format: HistoryFormat, _ ending: String, _ mediaType: String
  ) -> Route {
    Route(
      "/feeds/{vendor}/{name}.\(ending)", "Gives a deployment's changes to feed readers.", .list,
      mediaType: mediaType
    ) { question in
      let deployment = try question.deployment()
      let audience = Audience.deployment(deployment, nil)
      try audience.check(question.caller, question.rights)
      _ = try question.reader.revision(RevisionReference(deployment))
      // Whoever reads a feed can only look.
      let history = try ChangeExports(question.reader).history(
        .history(deployment), for: NoticeComposer.Reader(), now: question.now, in: question.zone,
        remedies: { _ in "whoever keeps the inventory decides" })
      return Answer(
        Representation(
          Array(format.text(history).utf8), mediaType: mediaType,
          isPublic: audience.isPublic(question.rights)), audience: audience, isTimed: true)
    }
  }
}
