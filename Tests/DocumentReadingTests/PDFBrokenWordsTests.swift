import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Names and addresses that a browser broke anywhere, in cells that are narrower than they are. No
/// other word of the page tells how they go on.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFBrokenWordsTests {
  /// A column of addresses as wide as the frame, with 443 beside.
  private static func read(_ pieces: [String], right: Double) throws -> Reading {
    try DrawnPDF.read { pdf in
      pdf.frame([40, right, 260], [70, 90, 98 + 12 * Double(pieces.count)])
      pdf.putRow(["Address", "Port"], [45, right + 5], 84)
      for (i, piece) in pieces.enumerated() { pdf.put(piece, 45, 102 + 12 * Double(i)) }
      pdf.put("443", right + 5, 102)
    }
  }

  /// `gw.harbourm` is no name, since it ends in no top-level domain; with a whole address above it,
  /// it still begins there.
  @Test(arguments: [
    ["gw.harbourm", "aster.example"], ["192.0.2.115", "gw.harbourm", "aster.example"],
  ])
  func aName(_ pieces: [String]) throws {
    let reading = try Self.read(pieces, right: 113)
    let whole = ["192.0.2.115 - 443"].filter { _ in pieces.count > 2 }
    #expect(
      ReadingLines.rules(reading).sorted() == whole + ["gw.harbourmaster.example - 443"])
  }

  /// 203.0.113.1 would be an address itself, so that the other is told to be a guess.
  @Test func anIPv4Address() throws {
    let reading = try Self.read(["203.0.113.1", "89"], right: 102)
    #expect(ReadingLines.rules(reading) == ["203.0.113.189 - 443"])
    #expect(ReadingLines.warnings(reading) == ["table-by-places"])
  }

  /// The rest of an IPv6 address is one, too.
  @Test func anIPv6Address() throws {
    let reading = try Self.read(["[2001:db8:3", "34::a64]"], right: 108)
    #expect(ReadingLines.rules(reading) == ["2001:db8:334::a64 - 443"])
  }

  /// Two that are whole are two.
  @Test(arguments: [
    ["192.0.2.115", "192.0.2.116"], ["gw.harbour.com", "gw.tugs.net"],
    ["2001:db8::115", "2001:db8::116"],
  ])
  func wholeOnes(_ pieces: [String]) throws {
    let reading = try Self.read(pieces, right: 118)
    #expect(ReadingLines.rules(reading).sorted() == pieces.map { $0 + " - 443" })
  }
}
