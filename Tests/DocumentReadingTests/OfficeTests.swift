import ChangeReporting
import EndpointModel
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// What is read of office documents and archives; `Tests/Documents/office/make.py` made them.
@Suite struct OfficeTests {
  private static func document(_ name: String) throws -> Document {
    let url = Places.package.appending(path: "Tests/Documents/office/\(name)")
    return Document(bytes: [UInt8](try Data(contentsOf: url)), source: name)
  }

  private static func codes(_ reading: Reading) -> [String] {
    reading.findings.filter { $0.severity != .note }
      .map { "\($0.code) \($0.place ?? "-"): \($0.message)" }
  }

  private static let page = [
    "Provisioning | Halifax | 192.0.2.10 | tcp | 443 | outbound",
    "Provisioning | Halifax | 192.0.2.11 | tcp | 443 | outbound",
    "Web portal | Halifax | portal.kestrel.example | tcp | 443,8443 | outbound",
    "Voice | Halifax | 198.51.100.0/26 | udp | 5060,16384-16483 | outbound",
    "Regina | - | 203.0.113.20 | tcp | 636 | outbound",
    "Regina | - | 203.0.113.21 | tcp | 514 | outbound",
  ]

  /// Headings, merged cells, a footnote sign, struck-out rows, lists.
  @Test(arguments: ["page.docx", "page.odt"])
  func aText(_ name: String) throws {
    let reading = try DocumentReader.read(try Self.document(name))
    #expect(ReadingLines.lines(reading) == Self.page)
    #expect(reading.description.title == "Kestrel Radio network requirements")
    #expect(Self.codes(reading).isEmpty)
  }

  /// Hidden rows, columns and sheets are said; formulas count as their values, merged cells in each
  /// of their rows, a number without its looks.
  @Test(arguments: ["sheets.xlsx", "sheets.ods"])
  func aWorkbook(_ name: String) throws {
    let reading = try DocumentReader.read(try Self.document(name))
    #expect(
      ReadingLines.lines(reading).sorted() == [
        "Directory | - | 203.0.113.10 | tcp | 636 | outbound",
        "Logs | - | 203.0.113.11 | tcp | 1514 | outbound",
        "Provisioning | - | 192.0.2.10 | tcp | 443 | outbound",
        "Provisioning | - | 192.0.2.11 | tcp | 8443 | outbound",
        "Provisioning | - | 192.0.2.12 | tcp | 8443 | outbound",
        "Voice | - | 198.51.100.0/26 | udp | 16384-16483 | outbound",
      ])
    #expect(
      Self.codes(reading) == [
        "columns-hidden -: of the sheet Ports, columns are hidden and were not "
          + "read: E",
        "rows-hidden -: of the sheet Ports, rows are hidden and were not read: 8",
        "sheet-hidden -: the sheet Old is hidden and was not read",
      ])
    let voice = try #require(reading.endpoints.first { $0.service == "Voice" })
    let quotes = try DocumentQuotes(try Self.document(name), of: [voice])
    #expect(
      quotes.quote(of: voice)
        == "sheet Ports, cell B7: Voice | 198.51.100.0/26 | UDP | 16384-16483 | 2026-01-22")
    // What kept its rows is not opened again.
    let kept = try DocumentReader.read(try Self.document(name), keepsRows: true)
    let none = Document(bytes: [], source: name)
    let known = try DocumentQuotes(none, kept, of: [voice]).quote(of: voice)
    #expect(known == quotes.quote(of: voice))
  }

  /// Tables beside each other have nothing to do with each other, and what is not in cells is said.
  @Test(arguments: ["beside.xlsx", "beside.ods"])
  func whatStandsBeside(_ name: String) throws {
    let reading = try DocumentReader.read(try Self.document(name))
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.10 udp 5060", "192.0.2.11 tcp 7000", "192.0.2.12 tcp 1514",
        "a.kestrel.example tcp 443", "b.kestrel.example tcp 8443",
      ])
    let found = reading.findings.filter { $0.code.hasSuffix("-not-read") }
      .map { "\($0.severity) \($0.code): \($0.quote ?? "-")" }
    #expect(
      found.sorted() == [
        "note comment-not-read: as agreed",
        "warning comment-not-read: From May on also 192.0.2.77",
        "warning drawing-not-read: All hosts also need TCP 22.",
      ])
    let comment = reading.findings.first { $0.code == "comment-not-read" && $0.severity != .note }
    #expect(comment?.place == "sheet Sheet, cell B2")
  }

  @Test func aFormulaWithoutItsValueIsAnError() throws {
    let reading = try DocumentReader.read(try Self.document("formula.xlsx"))
    #expect(
      Self.codes(reading).contains(
        "formula-without-value sheet Ports, cell D10: the cell holds a formula whose value is not "
          + "stored"))
    #expect(reading.isPartial)
  }

  @Test(.enabled(if: PDFProgram.isInstalled))
  func aTableOverSeveralPages() throws {
    let reading = try DocumentReader.read(try Self.document("long.pdf"))
    #expect(
      ReadingLines.lines(reading)
        == (1...120).map {
          "Site \($0) of the provisioning service for radios | - | 192.0.2.\($0) | tcp "
            + "| \(8000 + $0) | -"
        })
    let line = try #require(reading.endpoints.last?.line)
    #expect(reading.documentPlaces.words(ofLine: line).hasPrefix("page 3, "))
  }

  @Test(.enabled(if: PDFProgram.isInstalled))
  func aPDFOfASmallTable() throws {
    let reading = try DocumentReader.read(try Self.document("page.pdf"))
    let addresses = reading.endpoints.map { $0.address?.description ?? "-" }
    #expect(Set(addresses).isSuperset(of: ["192.0.2.10", "192.0.2.11", "198.51.100.0/26"]))
    let voice = reading.endpoints.filter { $0.address == EndpointAddress("198.51.100.0/26") }
    #expect(voice.map { $0.ports?.description } == ["5060,16384-16483"])
  }

  @Test(arguments: ["list.csv.gz", "one.zip"])
  func theOnlyDocumentOfAnArchive(_ name: String) throws {
    let reading = try DocumentReader.read(try Self.document(name))
    #expect(
      ReadingLines.lines(reading).sorted() == [
        "Mail | - | 192.0.2.2 | tcp | 25 | -", "Web | - | 192.0.2.1 | tcp | 443 | -",
      ])
    #expect(reading.description.source == name)
  }

  private static func problem(_ document: Document) -> OfficeProblem? {
    do {
      _ = try DocumentReader.read(document)
    } catch ReadingError.unopened(_, _, let problem) {
      return problem
    } catch {}
    return nil
  }

  @Test func whatIsNotOpenedIsNamed() throws {
    #expect(Self.problem(try Self.document("two.zip")) == .holdsDocuments(["a.csv", "b.csv"]))
    #expect(Self.problem(try Self.document("macros.docm")) == .hasMacros)
    let empty: [UInt8] = [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 18)
    #expect(Self.problem(Document(bytes: empty, source: "empty.zip")) == .holdsDocuments([]))
  }

  @Test(arguments: ["hidden.docx", "hidden.odt"])
  func hiddenTextIsTold(_ name: String) throws {
    let reading = try DocumentReader.read(try Self.document(name))
    #expect(ReadingLines.lines(reading).map { $0.contains("192.0.2.1 | tcp | 443") } == [true])
    #expect(Self.codes(reading) == ["text-hidden -: text that is hidden was not read"])
    #expect(
      reading.findings.first { $0.code == "text-hidden" }?.quote == "Open TCP 80 to 192.0.2.2.")
  }

  /// A download that broke off is not a smaller document.
  @Test(arguments: [
    "page.docx", "page.odt", "page.pdf", "sheets.xlsx", "sheets.ods", "list.csv.gz", "one.zip",
  ])
  func whatIsCutOffIsDamaged(_ name: String) throws {
    let whole = try Self.document(name).bytes
    for part in [whole.count - 1, whole.count - 40, whole.count / 2, 100]
    where part > 60 && part < whole.count {
      // The end of a PDF may be missing its line end.
      if name.hasSuffix("pdf"), part == whole.count - 1 { continue }
      let document = Document(bytes: Array(whole.prefix(part)), source: name)
      #expect(throws: ReadingError.self, "\(part)") { try DocumentReader.read(document) }
    }
  }

  /// Whatever the bytes, reading ends with endpoints or with an error.
  @Test(arguments: ["page.docx", "page.odt", "sheets.xlsx", "sheets.ods", "list.csv.gz", "one.zip"])
  func anyBytesAreReadOrRefused(_ name: String) throws {
    let whole = try Self.document(name).bytes
    var generator = SeededGenerator(seed: 20_260_301)
    for _ in 0..<25 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      _ = try? DocumentReader.read(Document(bytes: bytes, source: name))
    }
  }

  /// The names of old documents' streams tell what they are.
  @Test(arguments: [
    ("Workbook", BinaryKind.oldSpreadsheet), ("WordDocument", .oldText),
    ("EncryptedPackage", .encryptedOffice), ("__substg1.0_001A", .outlookMessage),
    ("PowerPoint", .oldOffice),
  ])
  func oldDocumentsAreNamed(_ stream: String, _ kind: BinaryKind) {
    let bytes: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
      + stream.utf8.flatMap { [$0, 0] } + Array(repeating: 0, count: 40)
    #expect(BinaryKind(of: bytes) == kind)
  }

  @Test func attachmentsOfAMail() throws {
    let sheet = Data(try Self.document("sheets.xlsx").bytes).base64EncodedString(
      options: [.lineLength76Characters, .endLineWithLineFeed])
    let mail = """
      From: Network <net@kestrel.example>
      To: you@customer.example
      Subject: New addresses
      Date: Mon, 2 Mar 2026 10:00:00 +0100
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/plain

      Please open the addresses of the sheet.
      --b
      Content-Type: application/octet-stream
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename*=UTF-8''Kestrel%20Ports.xlsx

      \(sheet)
      --b
      Content-Type: application/zip
      Content-Disposition: attachment; filename="two.zip"
      Content-Transfer-Encoding: base64

      \(Data(try Self.document("two.zip").bytes).base64EncodedString())
      --b--

      """
    let reading = try ReadingLines.read(mail, "mail.eml")
    #expect(reading.endpoints.count == 6)
    #expect(reading.description.title == "New addresses")
    let line = try #require(reading.endpoints.first?.line)
    #expect(
      reading.documentPlaces.words(ofLine: line)
        == "attachment Kestrel Ports.xlsx, sheet Ports, cell B5")
    #expect(Self.codes(reading).contains { $0.hasPrefix("attachment-not-read") })
  }
}

enum PDFProgram {
  /// Whether poppler-utils is installed.
  static var isInstalled: Bool { FileManager.default.fileExists(atPath: "/usr/bin/pdftotext") }
}
