import DocumentReading
import EndpointModel
import TestSupport
import Testing

/// Documents that cannot be read, encodings, CSV, JSON.
@Suite struct DocumentReaderTests {
  private func read(_ bytes: [UInt8], _ name: String = "document") throws(ReadingError) -> Reading {
    try DocumentReader.read(Document(bytes: bytes, source: name))
  }

  private func read(_ text: String, _ name: String = "document") throws(ReadingError) -> Reading {
    try read(Array(text.utf8), name)
  }

  private func error(_ bytes: [UInt8]) -> ReadingError? {
    do throws(ReadingError) {
      _ = try read(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func nothingIsEmpty() {
    #expect(error([]) == .empty(source: "document"))
    #expect(error(Array(" \r\n\t".utf8)) == .empty(source: "document"))
    #expect(error([0xEF, 0xBB, 0xBF]) == .empty(source: "document"))
  }

  @Test func binaryIsNoText() {
    #expect(error([0x41, 0x42, 0x43, 0x44, 0, 1, 2]) == .notText(source: "document", offset: 4))
    #expect(error([0xFF, 0xFE, 0x00, 0xD8, 0x20, 0x00]) == .notText(source: "document", offset: 0))
  }

  @Test(arguments: [
    ("\u{7F}ELF\u{2}\u{1}", BinaryKind.program), ("MZ\u{0}\u{0}", .program),
    ("{\\rtf1 x}", .rtf), ("GIF89a", .picture), ("RIFF1234WEBP", .picture), ("II*\0", .picture),
    ("BZh91AY", .bzip2), ("Rar!\u{1A}\u{7}", .rar), ("SQLite format 3\0", .database),
    ("PK\u{3}\u{4} xl/workbook.bin", .binarySpreadsheet),
    ("PK\u{3}\u{4} ppt/presentation.xml", .presentation),
    (String(repeating: "x", count: 257) + "ustar", .tar),
  ])
  func whatIsNoTextIsNamed(_ text: String, _ kind: BinaryKind) {
    #expect(error(Array(text.utf8)) == .binary(source: "document", kind: kind))
  }

  /// The beginning of what would be opened if it were whole.
  @Test(arguments: [
    ("%PDF-1.7\n", BinaryKind.pdf), ("PK\u{3}\u{4} list.csv", .zip),
    ("PK\u{3}\u{4} word/document.xml", .wordProcessing),
    ("PK\u{3}\u{4} [Content_Types].xml xl/workbook.xml", .spreadsheet),
    ("PK\u{3}\u{4} mimetypeapplication/vnd.oasis.opendocument.spreadsheet", .openDocument),
    ("\u{1F}\u{8B}", .gzip),
  ])
  func aBeginningIsDamaged(_ text: String, _ kind: BinaryKind) {
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    guard case .unopened(source: "document", kind, .damaged)? = error(bytes) else {
      Issue.record("\(String(describing: error(bytes)))")
      return
    }
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0, 1, 2], BinaryKind.picture), ([0xFF, 0xD8, 0xFF], .picture),
      ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
      ([0xFD, 0x37, 0x7A, 0x58], .xz), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
      ([0xD0, 0xCF, 0x11, 0xE0], .oldOffice), ([0xCF, 0xFA, 0xED, 0xFE], .program),
    ] as [([UInt8], BinaryKind)])
  func bytesThatAreNoTextAreNamed(_ bytes: [UInt8], _ kind: BinaryKind) {
    #expect(error(bytes) == .binary(source: "document", kind: kind))
  }

  @Test(arguments: ["MZ", "BM"])
  func textMayBeginLikeAProgramOrPicture(_ mark: String) throws {
    #expect(try read("\(mark)-Server 192.0.2.1 port 443 TCP\n").endpoints.count == 1)
  }

  @Test func aWebPageIsRefusedByItsTitle() {
    let page = "<!DOCTYPE html><html><head><title>Service unavailable</title></head></html>"
    #expect(error(Array(page.utf8)) == .webPage(source: "document", title: "Service unavailable"))
  }

  @Test func aDocumentWithoutEndpointsIsRefused() {
    let prose = error(Array("Nothing to see here.\n".utf8))
    #expect(prose == .noEndpoints(source: "document", format: "text", firstError: nil))
    let empty = error(
      Array(#"{"syncToken":"1","createDate":"2026","prefixes":[],"ipv6_prefixes":[]}"#.utf8))
    #expect(empty == .noEndpoints(source: "document", format: "aws-ip-ranges", firstError: nil))
  }

  @Test func aLongLineIsRefusedByItsPlace() {
    let line = error(Array("a\n".utf8) + [UInt8](repeating: 0x61, count: 1 << 21))
    #expect(line == .lineTooLong(source: "document", line: 2, byteCount: 1 << 21))
  }

  /// The cells of such a line are not analyzed, which takes hundreds of times their size.
  @Test(.timeLimit(.minutes(1))) func aLongRowIsRefusedBeforeItsCellsAreRead() {
    let cell = String(repeating: "<a>", count: 3_000_000)
    let rows =
      "Service,Address,Port,Protocol\nWeb,192.0.2.1,443,TCP\nMail,192.0.2.2,25,TCP\(cell)\n"
    // 21 bytes stand before the words in the last cell.
    #expect(
      error(Array(rows.utf8)) == .lineTooLong(source: "document", line: 3, byteCount: 9_000_021))
  }

  @Test(arguments: [
    ("{\"a\": 1", 1, 8, "the text ends inside an object"),
    ("{\n \"a\" 1}", 2, 6, "a colon is missing"), ("[1,]", 1, 4, "a value is missing"),
    ("[1 2]", 1, 4, "a comma or ] is missing"), ("[01]", 1, 4, "a number has a leading zero"),
    ("[\"\\x\"]", 1, 3, "a string holds an unknown escape"),
    ("{} x", 1, 4, "something follows the value"),
    ("[\"a\nb\"]", 1, 4, "a string holds a control character"),
    ("{\"a\":1,b:2}", 1, 8, "a member's name is missing"), ("[1.]", 1, 4, "a number lacks a digit"),
    ("[\"\\u12\"]", 1, 3, "\\u is not followed by four hexadecimal digits"),
  ])
  func brokenJSON(_ text: String, _ line: Int, _ column: Int, _ rule: String) {
    #expect(
      error(Array(text.utf8))
        == .malformed(source: "document", format: "JSON", line: line, column: column, rule: rule))
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      error(Array(deep.utf8))
        == .malformed(
          source: "document", format: "JSON", line: 1, column: 129,
          rule: "it is nested deeper than 128 levels"))
  }

  @Test func jsonOfAnotherShapeIsRefused() {
    #expect(
      error(Array(#"{"code": 503, "message": "down"}"#.utf8))
        == .unknownShape(
          source: "document", format: "JSON", seen: "an object with code, message"))
  }

  private static let table = "Service | IP | Port |\nZürich | 192.0.2.1 | 80 |\n"

  @Test func encodings() throws {
    let units = Array(Self.table.utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let latin = Self.table.unicodeScalars.map { UInt8($0.value) }
    let cases: [([UInt8], String)] = [
      (Array(Self.table.utf8), "utf-8"), ([0xEF, 0xBB, 0xBF] + Array(Self.table.utf8), "utf-8"),
      ([0xFF, 0xFE] + little, "utf-16le"), ([0xFE, 0xFF] + big, "utf-16be"), (little, "utf-16le"),
      (big, "utf-16be"), (latin, "windows-1252"),
      (Array(Self.table.replacing("\n", with: "\r\n").utf8), "utf-8"),
      (Array(Self.table.replacing("\n", with: "\r").utf8), "utf-8"),
    ]
    for (bytes, encoding) in cases {
      let reading = try read(bytes)
      #expect(reading.description.encoding == encoding)
      #expect(reading.endpoints.map(\.service) == ["Zürich"])
      #expect(reading.endpoints.map(\.line) == [2])
    }
  }

  @Test func csvOfAnyVendor() throws {
    let reading = try read(
      #"""
      # a comment
      Protocol,Destination,"Ports, if any",Service
      tcp,192.0.2.1,"80,443","Web, main"
      udp,2001:db8::/32,,"Voice ""HD"""
      any,host.example.com,any,Other
      """#, "list.csv")
    #expect(reading.description.format == "csv")
    #expect(
      reading.endpoints == [
        Endpoint(
          service: "Web, main", address: EndpointAddress("192.0.2.1")!, ports: Ports("80,443")!,
          transport: .tcp),
        Endpoint(
          service: "Voice \"HD\"", address: EndpointAddress("2001:db8::/32")!, transport: .udp),
        Endpoint(
          service: "Other", address: EndpointAddress("host.example.com")!, ports: .any,
          transport: .any),
      ])
    #expect(reading.endpoints.map(\.line) == [3, 4, 5])
  }

  @Test func anOpenQuoteIsRefusedByItsPlace() {
    #expect(
      error(Array("Service,IP\nA,192.0.2.1\n\"B,192.0.2.2\n".utf8))
        == .malformed(
          source: "document", format: "CSV", line: 3, column: 1,
          rule: "a quoted cell that begins in this record is never closed"))
  }

  @Test func awsRanges() throws {
    let reading = try read(
      """
      {"syncToken": "17", "createDate": "2026-01-01-00-00-00",
       "prefixes": [
        {"ip_prefix": "192.0.2.0/24", "region": "eu-west-1", "service": "EC2",
         "network_border_group": "eu-west-1"},
        {"ip_prefix": "198.51.100.0/24", "region": "us-west-2", "service": "EC2",
         "network_border_group": "us-west-2-lax-1"},
        {"region": "us-west-2", "service": "EC2"},
        {"ip_prefix": "198.51.100.9/24", "region": "us-west-2", "service": "S3"}],
       "ipv6_prefixes": [{"ipv6_prefix": "2001:DB8::/32", "region": "GLOBAL", "service": "S3"}]}
      """)
    #expect(reading.description.format == "aws-ip-ranges")
    #expect(reading.description.feedVersion == "17")
    #expect(
      reading.endpoints.map { "\($0.service!) \($0.group!) \($0.address!) \($0.line!)" } == [
        "EC2 eu-west-1 192.0.2.0/24 3", "EC2 us-west-2, us-west-2-lax-1 198.51.100.0/24 5",
        "S3 GLOBAL 2001:db8::/32 9",
      ])
    #expect(
      reading.findings.map { "\($0.severity) \($0.code) \($0.line!)" } == [
        "error field-missing 7", "error address-not-understood 8",
      ])
  }
}
