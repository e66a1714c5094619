import EndpointModel

/// Collects what is read from a document until the reading is complete.
struct ReadingBuilder {
  private let source: String
  private let encoding: String
  private let byteCount: Int
  private let sha256: String
  private var findings: [Finding]
  private var formatName = ""
  private var ending = DocumentEnding.whole
  private var places = DocumentPlaces()
  /// Of a document that is not made of lines, if they are wanted.
  private var rows: [DocumentLine] = []
  /// What a JSON text that is not a known feed holds at its top level, for an error.
  private var outline: String?

  private var endpoints = Endpoints()
  private var tables: [TableUnderstanding] = []
  private var prose = Prose([])
  private var title: String?
  private var feedVersion: String?
  private var revisedOn: PartialDate?
  /// The layout that it is read with.
  private let layout: Layout?
  private var layoutFit = LayoutFit()

  init(
    _ document: consuming Document, layout: Layout? = nil, keepsRows: Bool = false,
    takesShortcuts: Bool
  ) throws(ReadingError) {
    self.layout = layout
    let opened = try OpenedDocument.opening(document)
    source = document.source
    byteCount = document.bytes.count
    sha256 = document.sha256
    switch opened {
    case .text(let text, let found):
      encoding = text.encoding
      findings = found
      try take(text, takesShortcuts: takesShortcuts)
    case .office(let office):
      encoding = office.encoding
      findings = office.findings
      formatName = office.format
      places = office.places
      if keepsRows { rows = office.lines }
      interpret(office.blocks)
    }
  }

  private mutating func take(_ text: SourceText, takesShortcuts: Bool) throws(ReadingError) {
    let format = DocumentFormat(of: text)
    ending = DocumentEnding(of: text, format)
    if !(layout?.isOfParts ?? false), let feed = BlockListFeeds.feed(for: text) {
      let (lines, found) = try text.lines()
      findings += found
      formatName = feed.name
      take(feed.content(of: lines))
      applyLayout()
      return
    }
    // A bare list has no parts and columns of which a layout could tell anything.
    let isBare = format == .text && !(layout?.isOfParts ?? false)
    if !(takesShortcuts && (layout == nil || isBare) && takePlainRows(text, format)) {
      try interpret(text, as: format)
    }
    applyLayout()
  }

  private mutating func interpret(
    _ text: SourceText, as format: DocumentFormat
  ) throws(ReadingError) {
    switch format {
    case .json:
      let root = try JSONTree(text).root
      guard let feed = Feeds.all.first(where: { $0.recognizes(root) }) else {
        throw .unknownShape(
          source: text.source, format: "JSON", seen: DocumentReader.outline(of: root))
      }
      if feed is AnyJSON.Type || layout?.isOfParts ?? false {
        formatName = AnyJSON.name
        outline = DocumentReader.outline(of: root)
        take(data: DataNode(root))
      } else {
        formatName = feed.name
        take(feed.read(root))
      }
    case .ndjson, .yaml, .xml, .hcl:
      formatName = format.rawValue
      if let root = try format.data(of: text) { take(data: root) }
    case .html, .markdown, .restructuredText, .asciidoc, .mediawiki, .moin, .confluence, .docbook,
      .mail, .text:
      try interpret(text, format)
    case .csv, .tsv:
      let (lines, found) = try text.lines()
      findings += found
      let (records, comments) = try CSV.recordsAndComments(
        lines, source: text.source, separator: CSV.separator(of: text) ?? ",")
      if !(layout?.isOfParts ?? false),
        let feed = RecordFeeds.all.first(where: { $0.recognizes(records) })
      {
        formatName = feed.name
        take(feed.read(records))
      } else {
        formatName = format.rawValue
        interpret([.table(CSV.table(records))], isData: true, besides: comments)
      }
    }
  }

  private mutating func take(data root: DataNode) {
    let reading = DataReading(LongTexts.removed(from: root, &findings), layout: layout)
    take(FeedContent(reading))
    layoutFit = reading.layout?.fit ?? LayoutFit()
  }

  /// Applies what a layout tells of the whole document, in whatever format it is.
  private mutating func applyLayout() {
    guard let layout else { return }
    if tables.isEmpty, !endpoints.isEmpty {
      var whole = TableUnderstanding(
        line: 1, columns: [], rows: endpoints.count, rowsRead: endpoints.count)
      let isList = formatName == DocumentFormat.text.rawValue
      (whole.name, whole.kind) = isList ? ("#1", .list) : (formatName, .feed)
      whole.endpoints = endpoints.count
      tables = [whole]
    }
    if let defaults = layout.defaults {
      endpoints = endpoints.changingTerms(defaults.completing)
    }
    if let service = layout.service, endpoints.contains(where: { $0.service == nil }) {
      endpoints = Endpoints(
        endpoints.lazy.map { endpoint in
          var endpoint = endpoint
          endpoint.service = endpoint.service ?? service
          return endpoint
        })
    }
  }

  private mutating func take(_ content: FeedContent) {
    var content = content
    endpoints = content.endpoints.finish()
    findings += content.findings.all
    tables = content.tables
    title = content.title
    feedVersion = content.feedVersion
    revisedOn = content.revisedOn
  }

  /// Reads rows such as programs write; false if the text is of another kind.
  private mutating func takePlainRows(_ text: SourceText, _ format: DocumentFormat) -> Bool {
    switch format {
    case .csv, .tsv:
      let separator = CSV.separator(of: text) ?? ","
      guard let found = PlainTable.reading(text, separator: separator) else { return false }
      endpoints = found.endpoints
      findings += found.findings
    case .text:
      guard let list = PlainList(text) else { return false }
      endpoints = list.endpoints
      prose = Prose(list.blocks)
      title = prose.title
      feedVersion = prose.feedVersion
      findings += AddressAccounting(of: list.blocks, endpoints, findings).findings
    default: return false
    }
    formatName = format.rawValue
    return true
  }

  /// Reads a text in its likeliest format, or in another one that fits better.
  private mutating func interpret(_ text: SourceText, _ format: DocumentFormat) throws(ReadingError)
  {
    let (blocks, found) = try self.blocks(of: text, as: format)
    var best = (
      format: format, blocks: blocks, found: found,
      interpreter: Interpreter(blocks, prose: Prose(blocks), layout: layout)
    )
    // A wrong guess yields nothing, or leaves something not understood; a name is not a guess.
    let isGuess = !format.isNamed(by: text.source) && best.interpreter.leftOver > 0
    if best.interpreter.count == 0 && !best.interpreter.declines || isGuess {
      let others = DocumentFormat.candidates(for: text).filter {
        $0 != format && !$0.isData && $0 != .csv && $0 != .tsv && $0 != .mail
      }
      for other in others.prefix(2) {
        guard let (blocks, found) = try? self.blocks(of: text, as: other) else { continue }
        let interpreter = Interpreter(blocks, prose: Prose(blocks), layout: layout)
        if interpreter.reads(moreThan: best.interpreter) {
          best = (other, blocks, found, interpreter)
        }
      }
    }
    findings += best.found
    formatName = best.format.rawValue
    take(best.interpreter, Prose(best.blocks), of: best.blocks)
  }

  private func blocks(
    of text: SourceText, as format: DocumentFormat
  ) throws(ReadingError) -> (blocks: [Block], findings: [Finding]) {
    var (blocks, findings) = try format.blocks(of: text)
    blocks = LongTexts.removed(from: blocks, &findings)
    return (blocks, findings)
  }

  /// - Parameter comments: what is no part of the blocks, and may hold addresses.
  private mutating func interpret(
    _ blocks: [Block], isData: Bool = false, besides comments: [SourceLine] = []
  ) {
    let blocks = LongTexts.removed(from: blocks, &findings)
    let prose = Prose(blocks)
    take(
      Interpreter(blocks, prose: prose, isData: isData, layout: layout), prose,
      of: blocks + [.metadata(comments)])
  }

  private mutating func take(_ interpreter: Interpreter, _ prose: Prose, of blocks: [Block]) {
    self.prose = prose
    title = prose.title
    feedVersion = prose.feedVersion
    endpoints = Endpoints(interpreter.parts.lazy.flatMap(\.endpoints).map(\.withoutStruckNames))
    findings += interpreter.findings.all
    tables = interpreter.tables
    layoutFit = interpreter.layout?.fit ?? LayoutFit()
    findings += StatedCountCheck.findings(prose.statedCounts, interpreter.parts)
    // A person told which parts count.
    if !(layout?.isOfParts ?? false) {
      findings +=
        AddressAccounting(of: blocks, endpoints, findings, leftOut: interpreter.leftOutLines)
        .findings
      findings +=
        PortAccounting(
          of: blocks, Gathered.PlacedPorts(of: endpoints), findings,
          leftOut: interpreter.leftOutLines
        ).findings
    }
  }

  /// Hands over what was collected; the builder no longer has the endpoints.
  mutating func listing() throws(ReadingError) -> Listing {
    try refuseNoList(allowsNone: false)
    var listed = Endpoints()
    swap(&listed, &endpoints)
    return Listing(source: source, endpoints: listed, errors: errors)
  }

  /// Hands over what was collected; the builder no longer has the endpoints.
  mutating func reading(allowsNone: Bool) throws(ReadingError) -> Reading {
    try refuseNoList(allowsNone: allowsNone)
    let (snapshot, places) = sorted()
    findings += Overlaps.findings(snapshot.endpoints, places: self.places)
    if !self.places.isEmpty { findings = findings.map { $0.placed(by: self.places) } }
    findings.sort()
    return made(snapshot, places)
  }

  private var errors: [Finding] {
    findings.filter { $0.severity == .error }.map { $0.placed(by: places) }.sorted()
  }

  /// Throws if what was read is not a list of endpoints.
  private func refuseNoList(allowsNone: Bool) throws(ReadingError) {
    let isPage = formatName == DocumentFormat.html.rawValue
    if isPage, ErrorPage.isNamed(title), Set(endpoints).count <= 2 {
      throw .webPage(source: source, title: title)
    }
    if !endpoints.isEmpty { return }
    // What a layout leaves out may have been all; the caller knows what the layout relies on.
    if allowsNone, !layoutFit.misses.isEmpty { return }
    if let outline { throw .unknownShape(source: source, format: "JSON", seen: outline) }
    if isPage { throw .webPage(source: source, title: title) }
    if !allowsNone {
      throw .noEndpoints(source: source, format: formatName, firstError: errors.first)
    }
  }

  private func made(_ snapshot: Snapshot, _ places: [UInt32]) -> Reading {
    var description = DocumentDescription(
      source: source, format: formatName, encoding: encoding, byteCount: byteCount, sha256: sha256)
    description.title = title
    description.ending = ending
    description.deploymentName = prose.deploymentName
    description.feedVersion = feedVersion
    description.revisedOn = revisedOn ?? prose.revisedOn
    description.actBy = prose.days.actBy
    description.effectiveOn = prose.days.effective
    description.switchOffOn = prose.days.switchOff
    description.timers = prose.timers
    description.statedCounts = prose.statedCounts
    return Reading(
      description: description, snapshot: snapshot, places: places, findings: findings,
      tables: tables, layoutFit: layoutFit, documentPlaces: self.places, rows: rows)
  }

  /// The endpoints as a snapshot, and the place of each in it, in document order.
  private mutating func sorted() -> (Snapshot, [UInt32]) {
    var order = EndpointOrder(endpoints)
    leaveOutDuplicates(&order)
    var listed = Endpoints()
    swap(&listed, &endpoints)
    return Snapshot.sorting(listed, order)
  }

  /// How many duplicates get a note each; one more note counts the rest.
  private static let duplicateLimit = 1000

  /// Keeps the first of equal endpoints, with a note for each repetition.
  private mutating func leaveOutDuplicates(_ order: inout EndpointOrder) {
    guard var first = order.positions.first.map({ Int($0) }) else { return }
    var isAgain: [Bool] = []
    var count = 0
    for position in order.positions.dropFirst().lazy.map({ Int($0) }) {
      // Equal endpoints are adjacent here, in document order.
      if !endpoints.rows[first].isEqual(endpoints.rows[position]) {
        first = position
        continue
      }
      if isAgain.isEmpty { isAgain = Array(repeating: false, count: endpoints.count) }
      isAgain[position] = true
      count += 1
      if count > Self.duplicateLimit { continue }
      let line = endpoints[first].line.map(places.words(ofLine:)) ?? "line ?"
      findings.append(
        Finding(
          .note, "duplicate", line: endpoints[position].line,
          quote: endpoints[position].written?.description,
          message: "the same endpoint stands in \(line) already"))
    }
    if isAgain.isEmpty { return }
    if count > Self.duplicateLimit {
      findings.append(
        Finding(
          .note, "duplicate", line: nil, quote: nil,
          message: "\(count - Self.duplicateLimit) more endpoints stand twice or more"))
    }
    endpoints.takeOut(isAgain)
    order = order.without(isAgain)
  }
}
