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

  /// Words that begin at one place after texts of unequal lengths are in a column, however near.
  @Test func columnsNearerThanBlanks() throws {
    // Helvetica: TCP is 20.0 wide, UDP 21.1, and a blank 2.8.
    let lefts = [40.0, 63.7, 300]
    let reading = try DrawnPDF.read { pdf in
      pdf.put("Allow these connections to the harbour radio.", 40, 60)
      pdf.putRow(["Prot", "Address", "Port"], lefts, 84)
      pdf.putRow(["TCP", "192.0.2.1, 192.0.2.2", "443"], lefts, 98)
      pdf.putRow(["UDP", "192.0.2.3", "5060"], lefts, 112)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.2 tcp 443", "192.0.2.3 udp 5060",
      ])
  }

  /// The name of a record at the top of a page: the fields above it, on the page before, are of
  /// another one, though no room between them is seen.
  @Test func recordsOverPages() throws {
    let reading = try DrawnPDF.read { pdf in
      for line in 0..<30 { pdf.put("Ships of the harbour are many.", 40, 80 + Double(line) * 20) }
      pdf.put("Pilots", 40, 704)
      for (i, field) in ["Address: 192.0.2.1", "Port: 443", "Protocol: TCP"].enumerated() {
        pdf.put(field, 40, 716 + 12 * Double(i))
      }
      pdf.endPage()
      pdf.put("Tugs", 40, 40)
      for (i, field) in ["Address: 192.0.2.2", "Port: 5060", "Protocol: UDP"].enumerated() {
        pdf.put(field, 40, 52 + 12 * Double(i))
      }
    }
    #expect(ReadingLines.rules(reading).sorted() == ["192.0.2.1 tcp 443", "192.0.2.2 udp 5060"])
  }
}

/// Letters of Chinese and Japanese, whose boxes are as high as each font makes them: how wide they
/// are is their size.
@Suite struct PDFLetterSizesTests {
  /// A line of words from the left, each letter as wide as its size or half of that.
  private static func line(_ words: [(String, box: Double)], size: Double, _ y: Double) -> [PDFWord]
  {
    var x = 40.0
    return words.map { text, box in
      let isWide = text.unicodeScalars.allSatisfy { $0.value > 0x3000 }
      let width = Double(text.unicodeScalars.count) * size * (isWide ? 1 : 0.5)
      defer { x += width + 4 }
      return PDFWord(text: text, left: x, right: x + width, top: y + size - box, bottom: y + size)
    }
  }

  /// Both headings are 14 points large, the lines below them 12; bold letters of one kind have a box
  /// of 13.3 points, those of the other one of 16.3.
  @Test func headingsOfOneSize() {
    var page = PDFPage(width: 600, height: 800)
    page.words += Self.line([("東京", 17.1)], size: 18, 40)
    page.words += Self.line([("IP", 16.3), ("アドレスとホスト名", 13.3)], size: 14, 80)
    page.words += Self.line([("192.0.2.1", 13.9)], size: 12, 110)
    page.words += Self.line([("192.0.2.2", 13.9)], size: 12, 124)
    page.words += Self.line([("ポート", 13.3)], size: 14, 150)
    page.words += Self.line([("TCP", 13.9), ("443", 13.9)], size: 12, 180)
    let levels = PDF.text(PDFWords(pages: [page]), .byFacts).blocks.compactMap { block in
      if case .heading(let lines, let level) = block { "\(level) \(lines[0].text)" } else { nil }
    }
    #expect(levels == ["1 東京", "2 IP アドレスとホスト名", "2 ポート"])
  }
}
