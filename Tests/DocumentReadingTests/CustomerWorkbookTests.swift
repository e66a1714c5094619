import EndpointModel
import Foundation
import InventoryModel
import TestSupport
import Testing

@testable import DocumentReading

/// A support desk's sheet as its spreadsheet program stores it.
@Suite struct CustomerWorkbookTests {
  private static func document(_ name: String) throws -> Document {
    let url = Places.package.appending(path: "Tests/Documents/office/\(name)")
    return Document(bytes: [UInt8](try Data(contentsOf: url)), source: name)
  }

  private static func words(_ row: SheetRow) -> String {
    let ports: [String] = row.ports.map(\.ports.description)
    let parts: [String] =
      ["\(row.line)", row.customer.text, row.deployment?.description ?? "-"] + ports
      + [row.from?.description ?? "-"]
    return parts.joined(separator: " ")
  }

  @Test(arguments: ["customers.xlsx", "customers.ods"])
  func theFirstSheet(_ name: String) throws {
    let sheet = try CustomerSheetReader.read(try Self.document(name))
    let rows = sheet.rows.map(Self.words)
    #expect(
      rows == [
        "2 north kestrel/cloud 7400 4201-4264 2026-01-15T00:00:00Z",
        "3 south kestrel/cloud 7401 4265-4328 2026-01-16T00:00:00Z",
      ])
    #expect(
      sheet.findings.map { "\($0.severity) \($0.code) \($0.place ?? "-")" } == [
        "warning sheets-left-out -", "error cell-not-understood sheet Ports, cell D4",
      ])
  }

  /// A title over several columns states nothing, and contacts may have names.
  @Test func titlesAboveTheHeaderLookAsTheyLike() throws {
    let sheet = try CustomerSheetReader.read(try Self.document("customers-titled.xlsx"))
    #expect(
      sheet.rows.map(Self.words) == [
        "4 north kestrel/cloud 7400 2026-01-15T00:00:00Z",
        "5 south kestrel/cloud 7401 2026-01-16T00:00:00Z",
      ])
    #expect(sheet.rows[0].contacts?.map(\.text) == ["net@north.example", "ops@north.example"])
    #expect(sheet.findings.map(\.code) == ["rows-above-header"])
  }

  @Test(arguments: [
    ("Jo Ross <jo@north.example>", "jo@north.example"),
    (
      "<jo@north.example>, Net <net@north.example>;ops@north.example",
      "jo@north.example net@north.example ops@north.example"
    ),
    ("jo@north.example net@north.example", "jo@north.example net@north.example"),
    // Which of both is meant, nobody knows.
    ("jo@north.example <jo@other.example>", nil), ("Ross, Jo <jo@north.example>", nil),
    ("Jo <jo@north.example", nil),
  ])
  func contactsMayHaveNames(_ cell: String, _ expected: String?) throws {
    let csv = "customer\tcontacts\nnorth\t\(cell)\n"
    let sheet = try CustomerSheetReader.read(Document(bytes: Array(csv.utf8), source: "s.tsv"))
    let found = sheet.rows.first?.contacts?.map(\.text).joined(separator: " ")
    #expect(found == expected, "\(sheet.findings)")
    #expect((expected == nil) == sheet.findings.contains { $0.code == "cell-not-understood" })
  }

  @Test func aTextIsNoSheet() throws {
    #expect(throws: ReadingError.self) {
      try CustomerSheetReader.read(try Self.document("page.odt"))
    }
  }
}

/// What the ends of lines of a PDF leave open.
@Suite struct PDFDoubtsTests {
  @Test func aWordThatGoesOn() {
    #expect("da *.proxy-".wordBreak(before: "eu.vexholm.example in TCP") == .afterHyphen)
    #expect("e directory-".wordBreak(before: "eu.sundarve.example in TCP") == .afterHyphen)
    #expect("203.0.113.97-".wordBreak(before: "203.0.113.126") == .afterHyphen)
    #expect("e api.".wordBreak(before: "vexholm.example in TCP") == .afterDot)
    #expect("porta 636.".wordBreak(before: "Consentire le connessioni") == nil)
    #expect("firewall -".wordBreak(before: "192.0.2.1") == nil)
  }

  @Test func aLabel() {
    #expect("Port number: 443".beginsWithLabel && "Layer 4: UDP".beginsWithLabel)
    #expect(!"2001:db8::1".beginsWithLabel && !"open these now, all of them: 443".beginsWithLabel)
  }
}
