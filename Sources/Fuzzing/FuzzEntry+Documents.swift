import ChangeReporting
import EndpointModel

@testable import DocumentReading

extension FuzzEntry {
  /// The names that documents come by.
  private static let endings = [
    "", ".md", ".rst", ".csv", ".tsv", ".json", ".html", ".txt", ".yaml", ".xml", ".adoc", ".wiki",
    ".moin", ".confluence", ".eml", ".ndjson",
  ]

  /// Documents in any format, whole; the first byte chooses the name of the source.
  static let documents = FuzzEntry(name: "documents", length: 512) { bytes in
    let name = "a" + endings[Int(bytes.first ?? 0) % endings.count]
    holdReading(Document(bytes: Array(bytes.dropFirst()), source: name))
  }

  /// Tables and lists as programs write them: their quick reading gives what the long one does.
  static let shortWay = FuzzEntry(name: "short-way", length: 256) { bytes in
    let name = ["a", "a.csv", "a.tsv", "a.txt"][Int(bytes.first ?? 0) % 4]
    let document = Document(bytes: Array(bytes.dropFirst()), source: name)
    let quick = try? DocumentReader.read(document, takesShortcuts: true)
    let long = try? DocumentReader.read(document, takesShortcuts: false)
    hold((quick == nil) == (long == nil), "only one way reads it")
    guard let quick, let long else { return }
    hold(
      quick.endpoints == long.endpoints,
      "quickly \(difference(quick, long)), at length \(difference(long, quick))")
    hold(quick.findings == long.findings, "the ways find something else")
    hold(quick.description == long.description, "the ways describe it otherwise")
  }

  /// The endpoints that only the first one has.
  private static func difference(_ one: Reading, _ other: Reading) -> [Endpoint] {
    let others = Set(other.endpoints)
    return one.endpoints.filter { !others.contains($0) }
  }

  /// Each format: its text as blocks, or as data.
  static let formats = DocumentFormat.allCases.map { format in
    FuzzEntry(name: "format-\(format.rawValue)", length: 256) { bytes in
      guard let text = text(bytes) else { return }
      if format.isData {
        _ = try? format.data(of: text)
      } else {
        _ = try? format.blocks(of: text)
      }
    }
  }

  /// Feeds, and lists whose fields are known.
  static let feeds = [
    FuzzEntry(name: "feeds", length: 256) { bytes in
      guard let text = text(bytes), let tree = try? JSONTree(text) else { return }
      if let feed = Feeds.all.first(where: { $0.recognizes(tree.root) }) {
        hold(feed.read(tree.root))
      }
    },
    FuzzEntry(name: "lists", length: 256) { bytes in
      guard let text = text(bytes), let lines = try? text.lines().lines else { return }
      // Their names tell some of them.
      for source in ["a", "drop.txt", "Tor.txt"] {
        let named = SourceText(source: source, encoding: text.encoding, utf8: text.utf8)
        if let feed = BlockListFeeds.feed(for: named) { hold(feed.content(of: lines)) }
      }
      guard let records = try? CSV.records(lines, source: "a", separator: ","),
        let feed = RecordFeeds.all.first(where: { $0.recognizes(records) })
      else { return }
      hold(feed.read(records))
    },
  ]

  private static func text(_ bytes: [UInt8]) -> SourceText? {
    try? TextDecoding.text(of: Document(bytes: bytes, source: "a")).0
  }
}

// MARK: What holds of whatever was read

/// Reads a document, if it can be read, and holds it to what every reading promises.
func holdReading(_ document: Document) {
  guard let reading = try? DocumentReader.read(document) else { return }
  hold(!reading.endpoints.isEmpty, "a reading without endpoints is an error")
  hold(reading)
  // What was read can be written, and read again. Each sixteenth, for the sake of time.
  guard document.bytes.count % 16 == 3 else { return }
  let written = Document(bytes: Array(EndpointCSV.text(reading.endpoints).utf8), source: "a.csv")
  guard let again = try? DocumentReader.read(written) else {
    return hold(false, "what was read and written cannot be read")
  }
  hold(
    again.snapshot == reading.snapshot,
    "what was read, written and read is something else: \(reading.endpoints), \(again.endpoints)")
}

func hold(_ reading: Reading) {
  for endpoint in reading.endpoints { hold(endpoint) }
  hold(Set(reading.endpoints).count == reading.endpoints.count, "an endpoint twice")
  // What findings quote is escaped where it is shown.
  let document = reading.description
  holdSafe([document.title, document.deploymentName, document.feedVersion])
}

func hold(_ content: FeedContent) {
  var endpoints = content.endpoints
  for endpoint in endpoints.finish() { hold(endpoint) }
}

/// An endpoint as it can be stored: its texts are safe and not empty, its address is written so that
/// it can be read.
func hold(_ endpoint: Endpoint) {
  if let written = endpoint.written {
    let again = WrittenAddress(written.description)
    hold(again?.address == written.address, "the address \(written)")
    hold(again?.description == written.description, "the address \(written)")
  }
  for text in [endpoint.service, endpoint.group, endpoint.note] {
    hold(text != "", "an empty text in \(endpoint)")
  }
  holdSafe([endpoint.service, endpoint.group, endpoint.note])
  if let ports = endpoint.ports { hold(Ports(ports.description) == ports, "the ports \(ports)") }
}

func holdSafe(_ texts: [String?]) {
  for case let text? in texts {
    hold(text.unicodeScalars.allSatisfy { !$0.isUnsafeToShow }, "an unsafe character in \(text)")
    hold(Struck.removed(from: text) == text, "a mark of struck-out text in \(text)")
  }
}
