import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Tables of PDFs whose rows and columns only the places of the words tell.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFLayoutTests {
  private static let lefts = [40.0, 140, 320, 420]

  /// A cell holds two paragraphs farther apart than rows are; what is beside them stands at their
  /// middle.
  @Test func paragraphsInACell() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 95)
      pdf.put("192.0.2.2", 140, 110)
      pdf.putRow(["Tugs", "", "UDP", "5060"], Self.lefts, 122)
      pdf.put("tugs.harbour.example", 140, 134)
      pdf.putRow(["Locks", "192.0.2.4", "TCP", "636"], Self.lefts, 149)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.2 udp 5060", "192.0.2.4 tcp 636",
        "tugs.harbour.example udp 5060",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// One cell is over two rows, and its text between them; another one over three, beside the middle
  /// one.
  @Test func cellsOverRows() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "", "443"], Self.lefts, 95)
      pdf.put("TCP", 320, 102.5)
      pdf.putRow(["Tugs", "192.0.2.2", "", "444"], Self.lefts, 110)
      pdf.putRow(["Locks", "192.0.2.3", "", "5060"], Self.lefts, 125)
      pdf.putRow(["Buoys", "192.0.2.4", "UDP", "5061"], Self.lefts, 140)
      pdf.putRow(["Cranes", "192.0.2.5", "", "5062"], Self.lefts, 155)
    }
    #expect(
      ReadingLines.lines(reading).sorted() == [
        "Buoys | - | 192.0.2.4 | udp | 5061 | -", "Cranes | - | 192.0.2.5 | udp | 5062 | -",
        "Locks | - | 192.0.2.3 | udp | 5060 | -", "Pilots | - | 192.0.2.1 | tcp | 443 | -",
        "Tugs | - | 192.0.2.2 | tcp | 444 | -",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Blank cells are no cells over several rows: ICMP has no ports.
  @Test func blankCellsStayBlank() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 95)
      pdf.putRow(["Tugs", "192.0.2.2", "ICMP", ""], Self.lefts, 110)
      pdf.putRow(["Locks", "192.0.2.3", "TCP", "8443"], Self.lefts, 125)
      pdf.putRow(["Buoys", "192.0.2.4", "ICMP", ""], Self.lefts, 140)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.2 icmp -", "192.0.2.3 tcp 8443", "192.0.2.4 icmp -",
      ])
  }

  /// Names and lists that a narrow column broke: after a hyphen, between letters, within a number.
  @Test func brokenWords() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 140, 242, 340]
      pdf.putRow(["Service", "Address", "Protocol", "Port"], lefts, 80)
      pdf.put("*.tugs-", 140, 95)
      pdf.putRow(["Pilots", "", "TCP", "443"], lefts, 101)
      pdf.put("north.harbour.example", 140, 107)
      pdf.put("lights.harbour.exampl", 140, 125)
      pdf.putRow(["Tugs", "", "TCP", "444"], lefts, 131)
      pdf.put("e", 140, 137)
      pdf.put("587,5061,909", 340, 155)
      pdf.putRow(["Locks", "192.0.2.3", "TCP", ""], lefts, 161)
      pdf.put("2,9443", 340, 167)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "*.tugs-north.harbour.example tcp 443", "192.0.2.3 tcp 587,5061,9092,9443",
        "lights.harbour.example tcp 444",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Two addresses below each other are two, however little room there is.
  @Test func wholeAddressesAreNotJoined() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], [40, 140, 195, 260], 80)
      pdf.put("192.0.2.1", 140, 95)
      pdf.putRow(["Pilots", "", "TCP", "443"], [40, 140, 195, 260], 101)
      pdf.put("192.0.2.22", 140, 107)
    }
    #expect(ReadingLines.rules(reading).sorted() == ["192.0.2.1 tcp 443", "192.0.2.22 tcp 443"])
  }

  /// Columns whose header words are little more than a blank apart, and a row without any wide gap.
  @Test func narrowColumns() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.put("Open these ports on the way to the sea and on the way back.", 40, 60)
      pdf.putRow(["Address", "Transport", "Ports"], [72, 145, 194], 85)
      pdf.putRow(["pilots.harbour.example", "TCP", "443, 8443"], [40, 144, 194], 100)
    }
    #expect(ReadingLines.rules(reading) == ["pilots.harbour.example tcp 443,8443"])
  }

  /// The header's cells have one line or two, and stand in the middle.
  @Test func aHeaderOfSeveralLines() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["", "", "First", "Last"], Self.lefts, 80)
      pdf.putRow(["Service", "Address"], Self.lefts, 86)
      pdf.putRow(["", "", "port", "port"], Self.lefts, 92)
      pdf.putRow(["Pilots", "192.0.2.1", "7000", "7009"], Self.lefts, 110)
      pdf.putRow(["Tugs", "192.0.2.2", "7100", "7109"], Self.lefts, 125)
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | - | 192.0.2.1 | - | 7000-7009 | -", "Tugs | - | 192.0.2.2 | - | 7100-7109 | -",
      ])
  }

  /// Without a header, the first line of a table may be one of a tall cell alone.
  @Test func aTallCellFirst() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.put("Allow these connections.", 40, 62)
      pdf.put("192.0.2.1", 140, 88)
      pdf.putRow(["Pilots", "", "TCP 443"], Self.lefts, 94)
      pdf.put("192.0.2.2", 140, 100)
      pdf.putRow(["Tugs", "192.0.2.3", "UDP 5060"], Self.lefts, 115)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.2 tcp 443", "192.0.2.3 udp 5060",
      ])
  }

  /// A record of fields goes on over the end of a page, which is told.
  @Test func fieldsOverPages() throws {
    let reading = try DrawnPDF.read { pdf in
      for line in 0..<30 { pdf.put("Ships of the harbour are many.", 40, 80 + Double(line) * 20) }
      pdf.put("Port: TCP 443", 40, 690)
      pdf.put("Address: 192.0.2.1", 40, 702)
      pdf.endPage()
      pdf.put("Address: 192.0.2.2", 40, 40)
    }
    #expect(ReadingLines.rules(reading).sorted() == ["192.0.2.1 tcp 443", "192.0.2.2 tcp 443"])
    #expect(ReadingLines.warnings(reading).contains("fields-over-pages"))
  }

  /// A row that a line goes through is gone; an underlined one, and one above a rule, are not.
  @Test func struckOutText() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], Self.lefts, 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], Self.lefts, 95)
      pdf.line(140, to: 185, 96.2)
      pdf.putRow(["Tugs", "192.0.2.2", "TCP", "444"], Self.lefts, 110)
      for (left, right) in [(40.0, 62.0), (140, 183), (320, 340), (420, 437)] {
        pdf.line(left, to: right, 107.2)
      }
      pdf.putRow(["Locks", "192.0.2.3", "TCP", "445"], Self.lefts, 125)
      pdf.line(40, to: 500, 128)
    }
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 tcp 443", "192.0.2.3 tcp 445"])
    #expect(reading.findings.map(\.code) == ["row-denied"])
  }
}
