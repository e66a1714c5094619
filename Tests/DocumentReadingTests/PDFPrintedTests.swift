import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// PDFs as browsers print web pages: rows whose texts begin at the top, words broken where a column
/// ends, two columns of text, the browser's own lines; and what such pages leave open.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFPrintedTests {
  private static let lefts = [40.0, 140, 320, 420]

  /// All lines are 15 apart: the address alone may belong to the row above, to the one below, or to
  /// none.
  @Test func aTableByPlacesIsTold() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 95)
      pdf.put("192.0.2.2", 140, 110)
      pdf.putRow(["Tugs", "192.0.2.3", "UDP", "5060"], Self.lefts, 125)
    }
    #expect(ReadingLines.warnings(reading).contains("table-by-places"))
    let text = reading.findings.first { $0.code == "table-by-places" }
    #expect(text?.place == "page 1, line 2")
    let addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
    for address in addresses {
      #expect(ReadingLines.rules(reading).contains { $0.hasPrefix(address + " ") })
    }
  }

  /// Lines of a cell are 12 apart and rows 20; what is beside two lines is level with the first.
  @Test func textsAtTheTopOfTheirCells() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 100)
      pdf.put("192.0.2.2", 140, 112)
      pdf.putRow(["Tugs", "192.0.2.3", "UDP", "5060"], Self.lefts, 132)
      pdf.putRow(["Locks", "192.0.2.4", "TCP", "636"], Self.lefts, 152)
      pdf.put("192.0.2.5", 140, 164)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.2 tcp 443", "192.0.2.3 udp 5060", "192.0.2.4 tcp 636",
        "192.0.2.5 tcp 636",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// The margin of a cell is wider than the letters that had no room before it.
  @Test func aWordBrokenBeforeAWideMargin() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "lights-1.harbour.exa", "TCP", "443"], Self.lefts, 100)
      pdf.put("mple;", 140, 112)
      pdf.put("192.0.2.7", 140, 124)
      pdf.putRow(["Tugs", "192.0.2.3", "UDP", "5060"], Self.lefts, 144)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.3 udp 5060", "192.0.2.7 tcp 443", "lights-1.harbour.example tcp 443",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// The address that a browser prints below a page is none to allow.
  @Test func aBrowsersOwnLines() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.put("11/28/26, 12:52 PM", 24, 20, size: 8)
      pdf.put("Harbour radio", 280, 20, size: 8)
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 95)
      pdf.putRow(["Tugs", "192.0.2.2", "UDP", "5060"], Self.lefts, 110)
      pdf.put("https://harbour.example/ports.html", 24, 790, size: 8)
      pdf.put("1/1", 560, 790, size: 8)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == ["192.0.2.1 tcp 443", "192.0.2.2 udp 5060"])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Two tables beside each other, the right one 7 lower: no line of it is level with one of the
  /// left.
  @Test func twoColumnsOfText() throws {
    let reading = try DrawnPDF.read { pdf in
      for (x, y, last) in [(0.0, 80.0, 10), (280, 87, 20)] {
        let lefts = [40 + x, 90 + x, 160 + x, 220 + x]
        pdf.putRow(["Service", "Address", "Protocol", "Port"], lefts, y)
        for i in 1...5 {
          pdf.putRow(
            ["Pilots", "192.0.2.\(last + i)", "TCP", "\(440 + i)"], lefts, y + 15 * Double(i))
        }
      }
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.11 tcp 441", "192.0.2.12 tcp 442", "192.0.2.13 tcp 443", "192.0.2.14 tcp 444",
        "192.0.2.15 tcp 445", "192.0.2.21 tcp 441", "192.0.2.22 tcp 442", "192.0.2.23 tcp 443",
        "192.0.2.24 tcp 444", "192.0.2.25 tcp 445",
      ])
    #expect(ReadingLines.warnings(reading) == ["text-in-columns"])
  }

  /// Cells that are centred below their header, a blank apart. The header of the ports happens to
  /// begin where a word within them does (Helvetica: "Poorten" is 35.0 wide, and the ports, from
  /// 131.7 to 266.2, have their second word at 182.3).
  @Test func centredColumnsABlankApart() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Adres", "Poorten"], [71.4, 181.5], 80)
      pdf.put("192.0.2.1, 192.0.2.2 7000-7009 (TCP), 9443 (TCP)", 40, 95)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 7000-7009,9443", "192.0.2.2 tcp 7000-7009,9443",
      ])
  }

  /// The columns are a blank apart, as words are: a part of the ports must not be lost in silence.
  @Test func columnsABlankApart() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Address", "Ports"], [70, 172], 80)
      pdf.put("192.0.2.1, 192.0.2.2 7000-7009 (TCP), 9443 (TCP)", 40, 95)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 7000-7009,9443", "192.0.2.2 tcp 7000-7009,9443",
      ] || !ReadingLines.warnings(reading).isEmpty)
  }
}
