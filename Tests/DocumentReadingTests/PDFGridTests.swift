import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Tables of PDFs with lines around their cells: these tell columns, rows and what spans several of
/// them, wherever the words stand.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFGridTests {
  /// Without the lines, 443 would stand at the middle of all three addresses, and 25 beside the last.
  @Test func linesPartRows() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.frame([40, 140, 300, 360], [70, 90, 120, 150])
      pdf.putRow(["Service", "Address", "Port"], [45, 145, 305], 84)
      for (i, y) in [102.0, 114, 132].enumerated() { pdf.put("192.0.2.\(i + 1)", 145, y) }
      pdf.putRow(["Pilots", "", "443"], [45, 145, 305], 114)
      pdf.putRow(["Tugs", "", "25"], [45, 145, 305], 144)
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | - | 192.0.2.1 | - | 443 | -", "Pilots | - | 192.0.2.2 | - | 443 | -",
        "Tugs | - | 192.0.2.3 | - | 25 | -",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// A line that is missing between two cells makes them one.
  @Test func cellsSpan() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.line(40, to: 440, 70)
      pdf.line(40, to: 440, 90)
      pdf.line(120, to: 340, 110)
      pdf.line(40, to: 440, 130)
      for x in [40.0, 120, 240, 340, 440] { pdf.upright(x, 70, to: 130) }
      pdf.putRow(["Site", "Service", "Address", "Port"], [45, 125, 245, 345], 84)
      pdf.putRow(["North", "Pilots", "192.0.2.1", "443"], [45, 125, 245, 345], 104)
      pdf.putRow(["", "Tugs", "192.0.2.2", ""], [45, 125, 245, 345], 124)
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | North | 192.0.2.1 | - | 443 | -", "Tugs | North | 192.0.2.2 | - | 443 | -",
      ])
  }

  /// The second page repeats the header, and its first row is the rest of the one before: no line
  /// is drawn where the page ends.
  @Test func rowsGoOnOverPages() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [45.0, 145, 305]
      pdf.frame([40, 140, 300, 360], [710, 730, 750])
      for x in [40.0, 140, 300, 360] { pdf.upright(x, 750, to: 770) }
      pdf.putRow(["Service", "Address", "Port"], lefts, 724)
      pdf.putRow(["Pilots", "192.0.2.1", "443"], lefts, 744)
      pdf.putRow(["Tugs", "192.0.2.2", "25"], lefts, 764)
      pdf.endPage()
      for x in [40.0, 140, 300, 360] { pdf.upright(x, 40, to: 60) }
      pdf.frame([40, 140, 300, 360], [60, 80])
      pdf.put("192.0.2.3", 145, 54)
      pdf.putRow(["Locks", "192.0.2.4", "636"], lefts, 74)
      pdf.endPage()
      pdf.frame([40, 140, 300, 360], [40, 60, 80])
      pdf.putRow(["Service", "Address", "Port"], lefts, 54)
      pdf.putRow(["Buoys", "192.0.2.5", "22"], lefts, 74)
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | - | 192.0.2.1 | - | 443 | -", "Tugs | - | 192.0.2.2 | - | 25 | -",
        "Tugs | - | 192.0.2.3 | - | 25 | -", "Locks | - | 192.0.2.4 | - | 636 | -",
        "Buoys | - | 192.0.2.5 | - | 22 | -",
      ])
  }

  /// A name that has no room in its cell is broken anywhere. Both pieces are names, but others of
  /// the document end as the whole does.
  @Test func brokenNamesAreWhole() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.frame([40, 126, 180], [70, 90, 130, 150])
      pdf.putRow(["Address", "Port"], [45, 131], 84)
      pdf.put("relay.northern.ha", 45, 104)
      pdf.put("rbour.example", 45, 118)
      pdf.put("443", 131, 110)
      pdf.putRow(["harbour.example", "25"], [45, 131], 144)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "harbour.example - 25", "relay.northern.harbour.example - 443",
      ])
  }

  /// A frame around text is no table, and neither is a line below a heading.
  @Test func framesAreNoTables() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.frame([30, 560], [60, 130])
      pdf.line(30, to: 560, 80)
      pdf.put("Open TCP port 443 to 192.0.2.1.", 45, 74)
      pdf.put("Open UDP port 5060 to 192.0.2.2.", 45, 104)
    }
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 tcp 443", "192.0.2.2 udp 5060"])
  }

  /// A table that is drawn in one half of the page shows that the other half is a column of its own,
  /// even if the lines of both are level.
  @Test func drawnTablesPartColumnsOfText() throws {
    let reading = try DrawnPDF.read { pdf in
      for (left, octet) in [(40.0, 2), (310, 3)] {
        pdf.frame([left, left + 100, left + 240], [70, 90, 110, 130])
        pdf.putRow(["Port", "Address"], [left + 5, left + 105], 84)
        pdf.putRow(["\(octet)1", "192.0.2.\(octet)1"], [left + 5, left + 105], 104)
        pdf.putRow(["\(octet)2", "192.0.2.\(octet)2"], [left + 5, left + 105], 124)
      }
    }
    #expect(
      ReadingLines.rules(reading) == [
        "192.0.2.21 - 21", "192.0.2.22 - 22", "192.0.2.31 - 31", "192.0.2.32 - 32",
      ])
  }

  /// A port that has no room in its cell is broken, too: 50 is none that anybody asks for.
  @Test func brokenPortsAreWhole() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.frame([40, 110, 240], [70, 90, 130, 150])
      pdf.putRow(["Port", "Address"], [45, 115], 84)
      pdf.put("SIP/TCP/506", 45, 104)
      pdf.put("1", 45, 118)
      pdf.put("192.0.2.1", 115, 110)
      pdf.putRow(["UDP/53", "192.0.2.2"], [45, 115], 144)
    }
    #expect(ReadingLines.rules(reading).sorted() == ["192.0.2.1 tcp 5061", "192.0.2.2 udp 53"])
  }

  /// The marks of web browsers' lists are drawn: without them, `ICMP: …` is a field with its label.
  @Test func drawnMarksBeginItems() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.put("Northern basins", 40, 70)
      for (i, words) in ["ICMP: 192.0.2.1 (Tugs)", "TCP 443: 192.0.2.2 (Pilots)"].enumerated() {
        let y = 90 + 15 * Double(i)
        pdf.dot(54, y - 2)
        pdf.put(words, 64, y)
      }
    }
    #expect(ReadingLines.rules(reading).sorted() == ["192.0.2.1 icmp -", "192.0.2.2 tcp 443"])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Cells of a table without lines may be 2 points apart, where a blank is 2.78 wide.
  @Test func columnsNearerThanWords() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 119.84, 171.31]
      for (i, address) in ["198.51.100.17/28", "198.51.100.33/28"].enumerated() {
        let y = 80 + 60 * Double(i)
        pdf.put("Ports of the basin \(i + 1) and what else is there", 40, y)
        pdf.putRow(["Address", "Open ports", "Who asks for them"], lefts, y + 18)
        pdf.putRow([address, "TCP 44\(i + 3)", "The harbour"], lefts, y + 33)
      }
    }
    #expect(
      ReadingLines.rules(reading) == ["198.51.100.16/28 tcp 443", "198.51.100.32/28 tcp 444"])
  }

  /// Only lines below the cells, each drawn by itself: where they meet, columns part. A cell without
  /// one goes on below.
  @Test func linesBelowRowsPartThem() throws {
    let reading = try DrawnPDF.read { pdf in
      let xs = [40.0, 120, 240, 340]
      for y in [90.0, 150] { for (x, end) in zip(xs, xs.dropFirst()) { pdf.line(x, to: end, y) } }
      for (x, end) in zip(xs, xs.dropFirst()).dropFirst() { pdf.line(x, to: end, 118) }
      let lefts = xs.map { $0 + 5 }
      pdf.put("Of the north", 40, 60, size: 14)
      pdf.putRow(["Service", "Address", "Port"], lefts, 84)
      pdf.putRow(["Pilots", "192.0.2.1", "443"], lefts, 101)
      pdf.put("192.0.2.2", 125, 113)
      pdf.putRow(["", "192.0.2.3", "25"], lefts, 131)
      pdf.put("192.0.2.4", 125, 143)
      pdf.put("Ask the harbour for more.", 40, 180)
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | Of the north | 192.0.2.1 | - | 443 | -",
        "Pilots | Of the north | 192.0.2.2 | - | 443 | -",
        "Pilots | Of the north | 192.0.2.3 | - | 25 | -",
        "Pilots | Of the north | 192.0.2.4 | - | 25 | -",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Two tables of one width are two: what stands between them is no row.
  @Test func linesOfTwoTables() throws {
    let reading = try DrawnPDF.read { pdf in
      for (top, octet) in [(70.0, 1), (150, 2)] {
        for y in [top + 20, top + 40] {
          pdf.line(40, to: 160, y)
          pdf.line(160, to: 260, y)
        }
        pdf.put("Basin \(octet)", 40, top - 5, size: 14)
        pdf.putRow(["Address", "Port"], [45, 165], top + 14)
        pdf.putRow(["192.0.2.\(octet)", "44\(octet)"], [45, 165], top + 33)
      }
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Basin 1 | - | 192.0.2.1 | - | 441 | -", "Basin 2 | - | 192.0.2.2 | - | 442 | -",
      ])
  }

  /// Names that are broken at different places tell together how they end; one has three pieces.
  @Test func brokenNamesTellEachOther() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.frame([40, 113, 160], [70, 90, 134, 164])
      pdf.putRow(["Address", "Port"], [45, 118], 84)
      for (i, piece) in ["relay.harbour", "master.exam", "ple"].enumerated() {
        pdf.put(piece, 45, 102 + 12 * Double(i))
      }
      pdf.put("443", 118, 114)
      pdf.put("gw.harbourm", 45, 146)
      pdf.put("aster.example", 45, 158)
      pdf.put("25", 118, 152)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "gw.harbourmaster.example - 25", "relay.harbourmaster.example - 443",
      ])
  }

  /// A part of an address at the end of a line was passed over, and its range with it.
  @Test func brokenAddressesAreWhole() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.frame([40, 180, 260], [70, 90, 130])
      pdf.putRow(["Address", "Port"], [45, 185], 84)
      pdf.put("192.0.2.205; 198.51.100.", 45, 104)
      pdf.put("[177-190]", 45, 118)
      pdf.put("993", 185, 110)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.205 - 993", "198.51.100.177-198.51.100.190 - 993",
      ])
  }
}
