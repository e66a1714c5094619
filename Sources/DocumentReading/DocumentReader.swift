import EndpointModel

/// The one way from a document's bytes to its endpoints and findings.
///
/// A format turns the text into blocks; the interpretation turns blocks into
/// endpoints; a feed, whose fields are known, needs neither.
public enum DocumentReader {
  /// - Parameter allowsNone: whether a document that was read to its end may hold no
  ///   endpoint, as a list that was emptied.
  /// - Throws: `ReadingError` where the document cannot be read as what it claims
  ///   to be, or holds no endpoint. What is odd in a document that was read is a
  ///   finding.
  public static func read(
    _ document: Document, allowsNone: Bool = false
  ) throws(ReadingError) -> Reading {
    try read(document, allowsNone: allowsNone, takesShortcuts: true)
  }

  /// - Parameter takesShortcuts: whether tables and lists as programs write them are read
  ///   from their bytes; what is understood of them is the same either way.
  static func read(
    _ document: Document, allowsNone: Bool = false, takesShortcuts: Bool
  ) throws(ReadingError) -> Reading {
    let (text, findings) = try TextDecoding.text(of: document)
    var builder = ReadingBuilder(document: document, text: text, findings: findings)
    let format = DocumentFormat(of: text)
    if takesShortcuts, builder.takePlainRows(format) {
      return try builder.reading(allowsNone: allowsNone)
    }
    switch format {
    case .json:
      let root = try JSONTree(text).root
      guard let feed = Feeds.all.first(where: { $0.recognizes(root) }) else {
        throw .unknownShape(
          source: document.source, format: "JSON", seen: Self.outline(of: root))
      }
      builder.format = feed.name
      if feed is AnyJSON.Type { builder.outline = Self.outline(of: root) }
      builder.take(feed.read(root))
    case .html, .markdown, .restructuredText, .text:
      let (lines, found) = try text.lines(areLong: format == .html)
      builder.findings += found
      builder.format = format.rawValue
      builder.interpret(format.blocks(lines, endsWithNewLine: text.endsWithNewLine))
    case .csv, .tsv:
      let (lines, found) = try text.lines()
      builder.findings += found
      let records = try CSV.records(
        lines, source: document.source, separator: format == .tsv ? "\t" : ",")
      if GatebookCSV.recognizes(records) {
        builder.format = "gatebook-csv"
        builder.take(GatebookCSV.read(records))
      } else if Geofeed.recognizes(records) {
        builder.format = Geofeed.name
        builder.take(Geofeed.read(records))
      } else {
        builder.format = format.rawValue
        builder.interpret([.table(CSV.table(records))])
      }
    }
    return try builder.reading(allowsNone: allowsNone)
  }

  /// The lines of a document as they are read: decoded, without control characters.
  public static func lines(of document: Document) throws(ReadingError) -> [String] {
    let text = try TextDecoding.text(of: document).0
    return try text.lines(areLong: DocumentFormat(of: text) == .html).lines.map(\.text)
  }

  /// The names of a JSON text's first members, for an error.
  private static func outline(of root: JSONValue) -> String {
    switch root.kind {
    case .object:
      let names = root.members.prefix(5).map { $0.key.abridged(to: 30).withVisibleControls }
      return names.isEmpty ? "an empty object" : "an object with " + names.joined(separator: ", ")
    case .array: return "an array of \(root.elements.count) elements"
    default: return "a single value"
    }
  }
}

extension Reading {
  /// What is wrong with a reading that has no endpoint.
  public var noEndpointsError: ReadingError {
    .noEndpoints(
      source: description.source, format: description.format,
      firstError: findings.first { $0.severity == .error })
  }
}

/// Collects what a document gives until it is whole.
private struct ReadingBuilder {
  let document: Document
  let text: SourceText
  var findings: [Finding]
  var format = ""
  /// What a JSON text of no known feed holds at its top, for an error.
  var outline: String?

  private var endpoints: [Endpoint] = []
  private var prose = Prose([])
  private var title: String?
  private var feedVersion: String?
  private var revisedOn: PartialDate?

  init(document: Document, text: SourceText, findings: [Finding]) {
    self.document = document
    self.text = text
    self.findings = findings
  }

  mutating func take(_ content: FeedContent) {
    endpoints = content.endpoints
    findings += content.findings.all
    title = content.title
    feedVersion = content.feedVersion
    revisedOn = content.revisedOn
  }

  /// Reads what programs write in rows; false where the text is nothing of the kind.
  mutating func takePlainRows(_ format: DocumentFormat) -> Bool {
    switch format {
    case .csv, .tsv:
      let separator: Character = format == .csv ? "," : "\t"
      guard let found = PlainTable.endpoints(text, separator: separator) else { return false }
      endpoints = found
    case .text:
      guard let list = PlainList(text) else { return false }
      endpoints = list.endpoints
      prose = Prose(list.blocks)
      title = prose.title
      feedVersion = prose.feedVersion
    case .json, .html, .markdown, .restructuredText: return false
    }
    self.format = format.rawValue
    return true
  }

  mutating func interpret(_ blocks: [Block]) {
    prose = Prose(blocks)
    title = prose.title
    feedVersion = prose.feedVersion
    let interpreter = Interpreter(blocks, prose: prose)
    endpoints = interpreter.parts.flatMap(\.endpoints)
    findings += interpreter.findings.all
    findings += StatedCountCheck.findings(prose.statedCounts, interpreter.parts)
  }

  mutating func reading(allowsNone: Bool) throws(ReadingError) -> Reading {
    let order = EndpointOrder(endpoints)
    let snapshot = Snapshot(endpoints, in: order)
    leaveOutDuplicates(order)
    findings += Overlaps.findings(endpoints)
    findings.sort()
    if format == DocumentFormat.html.rawValue, snapshot.endpoints.count <= 2,
      ErrorPage.isNamed(title)
    {
      throw .webPage(source: document.source, title: title)
    }
    let reading = made(snapshot)
    if snapshot.isEmpty {
      if let outline {
        throw .unknownShape(source: document.source, format: "JSON", seen: outline)
      }
      if format == DocumentFormat.html.rawValue {
        throw .webPage(source: document.source, title: title)
      }
      if !allowsNone { throw reading.noEndpointsError }
    }
    return reading
  }

  private func made(_ snapshot: Snapshot) -> Reading {
    var description = DocumentDescription(
      source: document.source, format: format, encoding: text.encoding,
      byteCount: document.bytes.count, sha256: document.sha256)
    description.title = title
    description.deploymentName = prose.deploymentName
    description.feedVersion = feedVersion
    description.revisedOn = revisedOn ?? prose.revisedOn
    description.actBy = prose.actBy
    description.timers = prose.timers
    description.statedCounts = prose.statedCounts
    return Reading(
      description: description, endpoints: endpoints, snapshot: snapshot, findings: findings)
  }

  /// Keeps of equal endpoints the first, with a note for each that comes again.
  private mutating func leaveOutDuplicates(_ order: EndpointOrder) {
    guard var first = order.positions.first.map({ Int($0) }) else { return }
    var again = Set<Int>()
    for position in order.positions.dropFirst().map({ Int($0) }) {
      // Equal ones follow each other in document order.
      if endpoints[first] != endpoints[position] {
        first = position
        continue
      }
      again.insert(position)
      let line = endpoints[first].line.map(String.init) ?? "?"
      findings.append(
        Finding(
          .note, "duplicate", line: endpoints[position].line,
          quote: endpoints[position].address?.description,
          message: "the same endpoint stands in line \(line) already"))
    }
    if again.isEmpty { return }
    endpoints = endpoints.indices.filter { !again.contains($0) }.map { endpoints[$0] }
  }
}
