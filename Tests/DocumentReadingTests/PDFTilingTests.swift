import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Tables of PDFs whose rows fill them without a rest: where each row ends is worked out from where
/// the next one begins.
///
/// A row of one line is 15 points high here, and its texts stand at its middle.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFTilingTests {
  private static let lefts = [40.0, 140, 320, 420]

  /// Paragraphs of a cell are 20 apart, farther than rows: two make a row 35 high, three 55.
  @Test func paragraphsFartherApartThanRows() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 95)
      for (i, y) in [110.0, 130].enumerated() { pdf.put("192.0.2.1\(i)", 140, y) }
      pdf.putRow(["Tugs", "", "UDP", "5060"], Self.lefts, 120)
      for (i, y) in [145.0, 165, 185].enumerated() { pdf.put("192.0.2.2\(i)", 140, y) }
      pdf.putRow(["Locks", "", "TCP", "636"], Self.lefts, 165)
      pdf.putRow(["Buoys", "192.0.2.4", "TCP", "22"], Self.lefts, 200)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.10 udp 5060", "192.0.2.11 udp 5060", "192.0.2.20 tcp 636",
        "192.0.2.21 tcp 636", "192.0.2.22 tcp 636", "192.0.2.4 tcp 22",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// As web pages are printed: below the last paragraph of a cell is as much room as between two, 8,
  /// so that the texts beside stand 4 lower.
  @Test func roomBelowParagraphs() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      for (i, y) in [95.0, 115].enumerated() { pdf.put("192.0.2.1\(i)", 140, y) }
      pdf.putRow(["Tugs", "", "UDP", "5060"], Self.lefts, 109)
      for (i, y) in [138.0, 158].enumerated() { pdf.put("192.0.2.2\(i)", 140, y) }
      pdf.putRow(["Locks", "", "TCP", "636"], Self.lefts, 152)
      pdf.putRow(["Buoys", "192.0.2.4", "TCP", "22"], Self.lefts, 181)
      pdf.putRow(["Cranes", "192.0.2.5", "TCP", "25"], Self.lefts, 196)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.10 udp 5060", "192.0.2.11 udp 5060", "192.0.2.20 tcp 636", "192.0.2.21 tcp 636",
        "192.0.2.4 tcp 22", "192.0.2.5 tcp 25",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// A cell over a row of one line and one of two paragraphs, 50 high together, whose text stands at
  /// their middle, 17.5 below the first line.
  @Test func aCellOverRowsOfUnequalHeight() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 120, 200, 360, 440]
      pdf.putRow(["Site", "Service", "Address", "Protocol", "Port"], lefts, 80)
      pdf.putRow(["", "Pilots", "192.0.2.1", "TCP", "443"], lefts, 95)
      pdf.put("North", 40, 112.5)
      for (i, y) in [110.0, 130].enumerated() { pdf.put("192.0.2.1\(i)", 200, y) }
      pdf.putRow(["", "Tugs", "", "UDP", "5060"], lefts, 120)
      for (i, y) in [145.0, 165].enumerated() { pdf.put("192.0.2.2\(i)", 200, y) }
      pdf.putRow(["", "Locks", "", "TCP", "636"], lefts, 155)
      pdf.put("South", 40, 162.5)
      pdf.putRow(["", "Buoys", "192.0.2.4", "TCP", "22"], lefts, 180)
    }
    #expect(
      ReadingLines.lines(reading).sorted() == [
        "Buoys | South | 192.0.2.4 | tcp | 22 | -", "Locks | South | 192.0.2.20 | tcp | 636 | -",
        "Locks | South | 192.0.2.21 | tcp | 636 | -",
        "Pilots | North | 192.0.2.1 | tcp | 443 | -", "Tugs | North | 192.0.2.10 | udp | 5060 | -",
        "Tugs | North | 192.0.2.11 | udp | 5060 | -",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Rows that are near in narrow columns, so that nothing would have had room beside what is above,
  /// are rows: each is as high as all.
  @Test func rowsAreNoWrappedLines() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 86, 146, 180]
      pdf.putRow(["Service", "Address", "Port", "Note"], lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.11", "443", ""], lefts, 95)
      pdf.putRow(["Towage", "192.0.2.12", "636", ""], lefts, 110)
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | - | 192.0.2.11 | - | 443 | -", "Towage | - | 192.0.2.12 | - | 636 | -",
      ])
  }
}
