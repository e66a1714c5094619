import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Which words of a PDF's page are in one column, and what of them may be missing.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFColumnsTests {
  /// A group's name in a cell over all columns ends where the next column begins.
  @Test func aGroupReachesOverTheFirstColumn() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 110, 260, 340]
      pdf.putRow(["Service", "Address", "Protocol", "Port"], [50, 160, 260, 340], 80)
      pdf.put("Northern basins", 40, 95)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP", "443"], lefts, 110)
      pdf.putRow(["Tugs", "192.0.2.2", "UDP", "5060"], lefts, 125)
      pdf.put("Southern basins of the river", 40, 140)
      pdf.putRow(["Locks", "192.0.2.3", "TCP", "636"], lefts, 155)
      pdf.putRow(["Buoys", "192.0.2.4", "TCP", "22"], lefts, 170)
    }
    #expect(
      ReadingLines.lines(reading).sorted() == [
        "Buoys | Southern basins of the river | 192.0.2.4 | tcp | 22 | -",
        "Locks | Southern basins of the river | 192.0.2.3 | tcp | 636 | -",
        "Pilots | Northern basins | 192.0.2.1 | tcp | 443 | -",
        "Tugs | Northern basins | 192.0.2.2 | udp | 5060 | -",
      ])
  }

  /// Items of a list are set in within their cell, beyond the end of what stands below them.
  @Test func itemsSetInAreInTheirColumn() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Pilots", "Tugs"], [40, 160, 300], 80)
      pdf.putRow(["", "192.0.2.1", "192.0.2.3"], [40, 174, 280], 95)
      pdf.put("Address", 40, 101)
      pdf.put("192.0.2.2", 174, 107)
      pdf.putRow(["Port", "443", "636"], [40, 140, 280], 122)
      pdf.putRow(["Protocol", "TCP", "UDP"], [40, 140, 280], 137)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 443", "192.0.2.2 tcp 443", "192.0.2.3 udp 636",
      ])
  }

  /// Without a header, the first row may have no more than a blank between two columns.
  @Test func theRowsBelowTellTheColumns() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 120, 243]
      pdf.putRow(["Pilots", "198.51.100.1-198.51.100.4", "1935/TCP"], lefts, 80)
      pdf.putRow(["Tugs", "tugs.harbour.example", "any port/UDP"], lefts, 95)
      pdf.putRow(["Locks", "192.0.2.3", "636/TCP"], lefts, 110)
      pdf.putRow(["Buoys", "192.0.2.4", "ICMP"], lefts, 125)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.3 tcp 636", "192.0.2.4 icmp -", "198.51.100.1-198.51.100.4 tcp 1935",
        "tugs.harbour.example udp any",
      ])
  }

  /// A narrow column breaks the name of a protocol wherever its room ends.
  @Test func aBrokenProtocol() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Service", "Address", "Protocol", "Port"], [40, 100, 200, 260], 80)
      pdf.putRow(["Pilots", "192.0.2.1", "TCP/U", "514"], [40, 100, 200, 260], 95)
      pdf.put("DP", 200, 107)
      pdf.putRow(["Tugs", "192.0.2.2", "TCP", "443"], [40, 100, 200, 260], 122)
      pdf.putRow(["Locks", "192.0.2.3", "UDP", "636"], [40, 100, 200, 260], 137)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp+udp 514", "192.0.2.2 tcp 443", "192.0.2.3 udp 636",
      ])
  }

  /// The rest of an IPv6 address is one itself, but not another one.
  @Test func aBrokenIPv6Address() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 100, 170, 240]
      pdf.putRow(["Service", "Address", "Protocol", "Port"], lefts, 80)
      pdf.put("2001:db8:3288", 100, 95)
      pdf.putRow(["Pilots", "", "UDP", "514"], lefts, 101)
      pdf.put("::/64", 100, 107)
      pdf.putRow(["Tugs", "192.0.2.4", "TCP", "22"], lefts, 122)
    }
    #expect(
      ReadingLines.rules(reading).sorted() == ["192.0.2.4 tcp 22", "2001:db8:3288::/64 udp 514"])
  }

  /// What a table has beyond the edge of its page is not in the text: a shorter name is another one.
  @Test func textBeyondThePage() throws {
    let reading = try DrawnPDF.read { pdf in
      let lefts = [40.0, 200, 320, 515]
      pdf.putRow(["Service", "Protocol", "Port", "Address"], lefts, 80)
      pdf.putRow(["Pilots", "TCP", "443", "pilots.north.harbour.example"], lefts, 95)
      pdf.putRow(["Tugs", "TCP", "444", "192.0.2.4"], lefts, 110)
    }
    let cut = reading.findings.filter { $0.code == "text-cut-off" }
    #expect(cut.map(\.severity) == [.error])
    #expect(cut.first?.place == "page 1, line 3")
  }

  /// Terms with what belongs to each set in below it, one of them with ICMP alone.
  @Test func termsAndWhatBelongsToThem() throws {
    let reading = try DrawnPDF.read { pdf in
      for (i, text) in ["Pilots", "*192.0.2.1", "*ICMP", "Tugs", "*192.0.2.2", "*TCP 443"]
        .enumerated()
      {
        let isTerm = text.first != "*"
        pdf.put(isTerm ? text : String(text.dropFirst()), isTerm ? 40 : 60, 80 + Double(i) * 13)
      }
    }
    #expect(
      ReadingLines.lines(reading) == [
        "Pilots | - | 192.0.2.1 | icmp | - | -", "Tugs | - | 192.0.2.2 | tcp | 443 | -",
      ])
    #expect(!reading.findings.contains { $0.code == "list-by-places" })
  }
}
