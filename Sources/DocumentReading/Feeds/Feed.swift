import EndpointModel

/// A vendor's own JSON, whose fields are known.
protocol Feed: Sendable {
  /// The format's name in reports: `aws-ip-ranges`.
  static var name: String { get }

  /// Whether a JSON text is this feed, judging by its fields.
  static func recognizes(_ root: JSONValue) -> Bool

  static func read(_ root: JSONValue) -> FeedContent
}

/// What a feed holds.
struct FeedContent {
  var endpoints = EndpointsBuilder()
  var findings = Findings()
  var tables: [TableUnderstanding] = []
  var title: String?
  var feedVersion: String?
  var revisedOn: PartialDate?
}

/// Every feed that is read; the first that recognizes a text reads it. A new feed is a file of its
/// own and a line here.
enum Feeds {
  static let all: [any Feed.Type] = [
    GatebookJSON.self,
    Hyperforce.self,
    AWSIPRanges.self,
    Microsoft365.self,
    AzureServiceTags.self,
    GoogleIPRanges.self,
    GitHubMeta.self,
    Cloudflare.self,
    Fastly.self,
    Datadog.self,
    Auth0.self,
    OracleCloud.self,
    Atlassian.self,
    Zscaler.self,
    Zendesk.self,
    MISPWarningList.self,
    AnyJSON.self,
  ]
}

extension FeedContent {
  /// Adds an endpoint for an address, or a finding if the value is not one.
  mutating func add(
    _ value: JSONValue, service: String?, group: String?, ports: Ports? = nil,
    transport: IPProtocol? = nil, direction: Direction? = nil, note: String? = nil
  ) {
    guard let text = value.string else {
      findings.add(
        .error, "address-not-understood", line: value.line, quote: value.literal,
        "an address that is not text was left out")
      return
    }
    switch AddressToken.read(text.trimmed[...]) {
    case .address(let found):
      for remark in found.remarks {
        findings.add(.warning, remark.code, line: value.line, quote: text, remark.message)
      }
      endpoints.append(
        Endpoint(
          service: service, group: group, written: found.written,
          ports: ports ?? found.port.flatMap { PortSet([$0...$0]).map(Ports.numbers) },
          transport: transport,
          direction: direction, note: note, line: value.line))
    case .broken(let error):
      findings.add(
        .error, "address-not-understood", line: value.line, quote: text,
        "\(error); it was left out")
    case .word:
      findings.add(
        .error, "address-not-understood", line: value.line, quote: text,
        "\"\(text.abridged(to: 60))\" is not an address; it was left out")
    }
  }

  /// Adds every element of a list; a value that is not a list is a finding.
  mutating func addAll(
    _ list: JSONValue?, named name: String, service: String?, group: String?, note: String? = nil
  ) {
    guard let list else { return }
    guard list.kind == .array else {
      findings.add(
        .error, "field-missing", line: list.line, quote: name, "\(name) is not a list")
      return
    }
    for element in list.elements { add(element, service: service, group: group, note: note) }
  }
}

extension JSONValue {
  /// A string without control and invisible characters, white space folded; nil for other kinds and
  /// if nothing is left.
  var safeText: String? { string?.safeKey }
}

extension String {
  /// A key as a name: without control and invisible characters, white space folded; nil if nothing
  /// is left.
  var safeKey: String? { withoutUnsafeCharacters.text.foldedOrNil }
}
