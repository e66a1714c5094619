import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

/// Documents that follow each other a day apart, and why the last of them is held.
@Suite struct GuardTableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// None of them but the last is held.
    let documents: [String]
    let expected: Set<HoldReason.Code>
    var testDescription: String { name }

    init(_ name: String, _ documents: String..., holds expected: HoldReason.Code...) {
      self.name = name
      self.documents = documents
      self.expected = Set(expected)
    }
  }

  /// Some rows, in which `@` is the number of the row.
  private static func rows(_ heading: String, _ row: String, _ count: Int = 20) -> String {
    ([heading] + (1...count).map { row.replacing("@", with: "\($0)") }).joined(separator: "\n")
      + "\n"
  }

  private static func list(_ addresses: String...) -> String {
    "service,address,ports,protocol\n" + addresses.map { "Web,\($0),443,tcp\n" }.joined()
  }

  private static let heading = "Service | IP | Port | Type |"
  private static let twenty = rows(heading, "R@ | 23.4.5.@ | 443 | TCP |")
  private static let directed = "Service | IP | Port | Direction |"
  private static let three = list("23.4.5.1", "23.4.5.2", "23.4.5.3")

  // MARK: What a column became

  static let columns = [
    Case(
      "every row turned round", rows(directed, "R@ | 23.4.5.@ | 443 | outbound |"),
      rows(directed, "R@ | 23.4.5.@ | 443 | inbound |"), holds: .termsChanged),
    Case(
      "every port mistyped", twenty, rows(heading, "R@ | 23.4.5.@ | 44 | TCP |"),
      holds: .termsChanged),
    Case(
      "the ports became numbers of rows", twenty, rows(heading, "R@ | 23.4.5.@ | @ | TCP |"),
      holds: .termsChanged),
    Case(
      "443 to 1-65534", twenty, rows(heading, "R@ | 23.4.5.@ | 1-65534 | TCP |"),
      holds: .accessGrown, .termsChanged),
    Case(
      "443 to any", twenty, rows(heading, "R@ | 23.4.5.@ | any | TCP |"),
      holds: .accessGrown, .termsChanged),
    Case(
      "443 to 443-2000", twenty, rows(heading, "R@ | 23.4.5.@ | 443-2000 | TCP |"),
      holds: .termsChanged),
    Case(
      "port column dropped", twenty, rows("Service | IP | Type |", "R@ | 23.4.5.@ | TCP |"),
      holds: .portsUnstated, .termsChanged),
    Case(
      "ports of a single address dropped", list("23.4.5.1"),
      "service,address,ports,protocol\nWeb,23.4.5.1,,\n",
      holds: .portsUnstated, .protocolUnstated, .termsChanged),
    Case(
      "type column dropped", twenty, rows("Service | IP | Port |", "R@ | 23.4.5.@ | 443 |"),
      holds: .protocolUnstated, .termsChanged),
    Case(
      "rows without ports are added", twenty, twenty + "S | 23.4.5.99 | | TCP |\n",
      holds: .portsUnstated),
    Case(
      "the type of a few rows dropped",
      rows(heading, "R@ | 23.4.5.@ | 443 | |") + "S | 23.4.5.99 | 443 | TCP |\n",
      rows(heading, "R@ | 23.4.5.@ | 443 | |") + "S | 23.4.5.99 | 443 | |\n",
      holds: .protocolUnstated),
    Case("a port more everywhere", twenty, rows(heading, "R@ | 23.4.5.@ | 443, 8443 | TCP |")),
    Case(
      "a port more, that goes again where few rows are",
      "service,address,ports,protocol\nWeb,23.4.5.1,\"80,443\",tcp\n", list("23.4.5.1")),
    Case(
      "ports of half of the rows change", twenty,
      rows(heading, "R@ | 23.4.5.@ | 443 | TCP |", 10)
        + (11...20).map { "R\($0) | 23.4.5.\($0) | 8443 | TCP |\n" }.joined()),
    Case(
      "a service of media beside others", twenty,
      twenty + rows("", "M@ | 23.4.5.@ | 10000-20000 | UDP |", 8)),
    Case(
      "another order of columns and rows", twenty,
      rows("Type | Port | IP | Service |", "TCP | 443 | 23.4.5.@ | R@ |")),
    Case("blocks that became halves", list("23.4.4.0/24"), list("23.4.4.0/25", "23.4.4.128/25")),
  ]

  // MARK: How much is allowed

  static let growth = [
    Case("a /8 from a /24", list("23.4.5.0/24"), list("23.0.0.0/8"), holds: .accessGrown),
    Case(
      "a /7 beside others", three, three + "Web,16.0.0.0/7,443,tcp\n", holds: .wideBlock),
    Case(
      "two /8 that make a /7", list("17.0.0.0/8"), list("17.0.0.0/8", "18.0.0.0/8", "19.0.0.0/8"),
      holds: .wideBlock),
    Case(
      "two /8 apart", list("17.0.0.0/8"), list("17.0.0.0/8", "23.0.0.0/8", "33.0.0.0/8"),
      holds: .wideBlock),
    Case(
      "as ranges", list("17.0.0.0/8"), list("17.0.0.0/8", "20.0.0.0-21.255.255.255"),
      holds: .wideBlock),
    Case("one /8 beside another", list("17.0.0.0/8"), list("17.0.0.0/8", "23.0.0.0/8")),
    Case(
      "in six steps of eight times each",
      list("23.0.0.0/24"), list("23.0.0.0/21"), list("23.0.0.0/18"), holds: .accessGrown),
    Case(
      "a /24 beside a wide block that was there", list("23.0.0.0/24", "17.0.0.0/8", "18.0.0.0/8"),
      list("23.0.0.0/24", "17.0.0.0/8", "18.0.0.0/8", "19.0.0.0/24")),
    Case(
      "many ports of many addresses",
      list("23.4.0.0/16"),
      "service,address,ports,protocol\nWeb,23.4.0.0/16,443,tcp\nMore,23.4.0.0/16,5000-5100,udp\n",
      holds: .accessGrown),
    Case("an IPv6 prefix for each site", three, three + "Web,2600:1f00::/40,443,tcp\n"),
    Case("everything", three, three + "Web,0.0.0.0/0,443,tcp\n", holds: .wideBlock),
    Case(
      "everything in halves", three, three + "Web,0.0.0.0/1,443,tcp\nWeb,128.0.0.0/1,443,tcp\n",
      holds: .wideBlock),
    Case("any", three, three + "Web,any,443,tcp\n", holds: .wideBlock),
  ]

  // MARK: Who it is

  static let others = [
    Case(
      "five addresses replaced by a stranger",
      list("23.4.5.1", "23.4.5.2", "23.4.5.3", "23.4.5.4", "23.4.5.5"), list("66.6.6.6"),
      holds: .addressesGone),
    Case(
      "the only address replaced by a stranger", list("23.4.5.1"), list("66.6.6.6"),
      holds: .addressesGone),
    Case(
      "names replaced by those of another domain", list("eu.example.com", "us.example.com"),
      list("eu.example.net"), holds: .addressesGone),
    Case(
      "names of the same domain", list("eu.example.com", "us.example.com"),
      list("eu2.example.com", "us2.example.com")),
    Case("neighbours", list("23.4.5.1", "23.4.5.2"), list("23.4.5.3", "23.4.5.4")),
    Case("one of three stays", three, list("23.4.5.1", "66.6.6.6", "66.6.6.7")),
    Case(
      "a name became a pattern of a top-level domain", list("www.example.com", "23.4.5.1"),
      list("*.com", "23.4.5.1"), holds: .wideBlock),
    Case("every name", list("www.example.com"), list("www.example.com", "*"), holds: .wideBlock),
    Case(
      "a name became a pattern", list("www.example.com", "23.4.5.1"),
      list("*.example.com", "23.4.5.1"), holds: .widerName),
    Case(
      "a pattern became a wider one", list("*.eu.example.com"), list("*.example.com"),
      holds: .widerName),
    Case(
      "a pattern beside names", list("www.example.com"), list("www.example.com", "*.example.net")),
    Case("a short second level is not a suffix", list("23.4.5.1"), list("23.4.5.1", "*.box.com")),
    Case(
      "private space in a public list", three, three + "Web,10.1.2.3,443,tcp\n",
      holds: .specialSpace),
    Case(
      "private space in a list of such", list("10.1.0.1", "10.1.0.2", "8.8.8.8"),
      list("10.1.0.1", "10.1.0.2", "8.8.8.8", "192.168.1.1", "192.0.2.1")),
    Case(
      "what was inside a large range already", list("192.0.0.0-192.191.255.255"),
      list("192.0.0.0-192.191.255.255", "192.168.7.0/24")),
  ]

  // MARK: A first document

  static let first = [
    Case("any address", list("any", "8.8.8.8"), holds: .wideBlock),
    Case("every address", "0.0.0.0/0\n::/0\n", holds: .wideBlock),
    Case("a /7", list("16.0.0.0/7"), holds: .wideBlock),
    Case("a /7 as two /8", list("16.0.0.0/8", "17.0.0.0/8"), holds: .wideBlock),
    Case("a /8", list("17.0.0.0/8")),
    Case("every name", list("*.com"), holds: .wideBlock),
    Case("any port", "service,address,ports,protocol\nWeb,8.8.8.8,any,tcp\n", holds: .accessGrown),
    Case(
      "nearly any port", "service,address,ports,protocol\nWeb,8.8.8.8,1024-65535,udp\n",
      holds: .accessGrown),
    Case("ports of media", "service,address,ports,protocol\nWeb,8.8.8.8,10000-60000,udp\n"),
    Case(
      "everything", "service,address,ports,protocol\nWeb,0.0.0.0/0,any,any\n",
      holds: .wideBlock, .accessGrown),
    Case(
      "private space beside public", list("23.4.5.1", "23.4.5.2", "10.0.0.1"),
      holds: .specialSpace),
    Case("private space alone", list("10.0.0.1", "192.168.1.0/24")),
    Case("more private than public", list("10.0.0.1", "10.0.0.2", "8.8.8.8")),
    Case("no ports at all", "8.8.8.8\n8.8.4.4\n"),
    Case(
      "rows without ports beside rows with them",
      "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\nVoice,8.8.4.4,,tcp\n",
      holds: .portsUnstated),
    Case(
      "rows that can have no ports",
      "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\nPing,8.8.4.4,,icmp\n"),
    Case(
      "understood in part",
      "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\nWeb,8.8.8.800,443,tcp\n",
      holds: .partlyRead),
  ]

  @Test(arguments: columns + growth + others + first)
  func whatIsHeld(_ pair: Case) throws {
    let history = try History()
    for (day, document) in pair.documents.enumerated() {
      let plan = try history.sync(document, day: day)
      let isLast = day == pair.documents.count - 1
      let reasons = plan.holdReasons.map(\.message).joined(separator: "; ")
      let codes = Set(plan.holdReasons.map(\.code))
      #expect(codes == (isLast ? pair.expected : []), "\(reasons)")
      #expect(plan.status == .held || codes.isEmpty)
    }
  }

  // MARK: What it is compared with

  /// A step too large in a week is small against what was a week before.
  @Test func smallStepsAreSeenAgainstTheWeekBefore() throws {
    let history = try History()
    #expect(try history.sync(Self.list("23.0.0.0/24"), day: 0).status == .first)
    #expect(try history.sync(Self.list("23.0.0.0/21"), day: 3).status == .changed)
    #expect(
      try history.sync(Self.list("23.0.0.0/18"), day: 6).holdReasons.map(\.code) == [.accessGrown])
    // What a person approved is what later ones are compared with.
    try history.approve(3)
    #expect(try history.sync(Self.list("23.0.0.0/17"), day: 7).status == .changed)
    #expect(
      try history.sync(Self.list("23.0.0.0/14"), day: 8).holdReasons.map(\.code) == [.accessGrown])
  }

  @Test func smallStepsOverMonthsAreSeenAgainstTheLastApproved() throws {
    let history = try History()
    var prefix = 24
    for step in 0..<3 {
      let plan = try history.sync(Self.list("23.0.0.0/\(prefix)"), day: step * 30)
      #expect(plan.status == (step == 0 ? .first : step == 1 ? .changed : .held))
      prefix -= 3
    }
    let message = try #require(
      try history.sync(Self.list("23.0.0.0/18"), day: 61).holdReasons.first)
    #expect(message.message.contains("in revision 1, the first"))
  }

  /// Half of a list is lost in two days of which neither took half.
  @Test func lossesAddUpWithinAWeek() throws {
    let history = try History()
    func list(_ count: Int) -> String {
      Self.rows(Self.heading, "R@ | 23.4.5.@ | 443 | TCP |", count)
    }
    _ = try history.sync(list(40), day: 0)
    #expect(try history.sync(list(24), day: 1).status == .changed)
    #expect(try history.sync(list(16), day: 2).holdReasons.map(\.code) == [.addressesGone])
    // Three weeks later, it is another list.
    #expect(try history.sync(list(16), day: 23).status == .changed)
  }

  /// What is declared to be meant is what is watched.
  @Test func aDeclarationCounts() throws {
    let history = try History()
    let bare = Self.rows("Service | IP |", "R@ | 23.4.5.@ |")
    _ = try history.sync(bare, day: 0)
    try history.declare(ports: "443", .tcp)
    #expect(try history.sync(Self.twenty, day: 1).status == .changed)
    #expect(try history.sync(bare, day: 2).status == .changed)
  }
}

/// The revisions of one deployment.
private final class History {
  private let folder: TemporaryFolder
  private let inventory: Inventory
  private let deployment = DeploymentName("vendor/cloud")!
  private let author = Author(user: GivenText("desk")!)

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("inventory.sqlite"))
  }

  private func time(_ day: Int) -> UTCTime {
    UTCTime(seconds: UTCTime("2026-01-01T00:00:00Z")!.seconds + Int64(day) * 86_400)!
  }

  func sync(_ text: String, day: Int) throws -> SyncPlan {
    let time = time(day)
    let reading = try DocumentReader.read(Document(bytes: Array(text.utf8), source: "doc"))
    return try SyncEngine(deployment: deployment, reading: reading).run(
      on: inventory, by: author, fetchedAt: time, recordedAt: time, now: { time }
    ).plan
  }

  func approve(_ number: Int) throws {
    try inventory.write(Act(by: author, at: time(number))) { writer in
      let held = try writer.revision(RevisionReference(deployment, .number(number)))
      try writer.decide(.approve, held)
      _ = try writer.accept(held)
    }
  }

  func declare(ports: String, _ transport: IPProtocol) throws {
    try inventory.write(Act(by: author, at: time(0))) {
      try $0.declare(deployment, ports: Ports(ports), transport: transport)
    }
  }
}
