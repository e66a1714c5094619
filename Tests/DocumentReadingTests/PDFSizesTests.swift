import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// PDFs with tables whose letters are not all of one size: what is smaller or larger is part of the
/// table by its place, or told.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFSizesTests {
  private static let lefts = [40.0, 140, 320, 420]
  private static let header = ["Service", "Address", "Protocol", "Port"]

  /// `192.0.2.1 tcp 441` and so on.
  private static func rules(_ numbers: ClosedRange<Int>) -> [String] {
    numbers.map { "192.0.2.\($0) tcp \(440 + $0)" }
  }

  private static func row(_ number: Int) -> [String] {
    ["Pilots", "192.0.2.\(number)", "TCP", "\(440 + number)"]
  }

  @Test(arguments: [(13.0, 9.0), (16, 9), (8, 10)])
  func aHeaderInOtherLetters(header: Double, rows: Double) throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(Self.header, Self.lefts, 80, size: header)
      for i in 1...5 { pdf.putRow(Self.row(i), Self.lefts, 84 + 16 * Double(i), size: rows) }
    }
    #expect(ReadingLines.rules(reading).sorted() == Self.rules(1...5))
    #expect(ReadingLines.warnings(reading) == [])
  }

  @Test(arguments: [7.5, 12.5]) func aRowInOtherLetters(size: Double) throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(Self.header, Self.lefts, 80)
      for i in 1...5 {
        pdf.putRow(Self.row(i), Self.lefts, 80 + 20 * Double(i), size: i % 3 == 0 ? size : 10)
      }
    }
    #expect(ReadingLines.rules(reading).sorted() == Self.rules(1...5))
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// Two addresses in smaller letters stand around the line that they belong to, the first one beside
  /// it by half.
  @Test func smallerLettersBesideALine() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(Self.header, Self.lefts, 80)
      for (row, texts) in [["Pilots", "TCP", "443"], ["Locks", "UDP", "5060"]].enumerated() {
        let y = 104 + 46.5 * Double(row)
        pdf.putRow([texts[0], "", texts[1], texts[2]], Self.lefts, y)
        pdf.put("192.0.2.1\(row)1", 140, y - 6, size: 8.5)
        pdf.put("192.0.2.1\(row)2", 140, y + 7.5, size: 8.5)
        pdf.putRow(["Tugs", "", "TCP", "44\(row)"], Self.lefts, y + 23.25)
        pdf.put("192.0.2.1\(row)3", 140, y + 24, size: 8.5)
      }
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.101 tcp 443", "192.0.2.102 tcp 443", "192.0.2.103 tcp 440",
        "192.0.2.111 udp 5060", "192.0.2.112 udp 5060", "192.0.2.113 tcp 441",
      ])
  }

  /// They stand above and below their line, and beside none.
  @Test func smallerLettersAroundALine() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(Self.header, Self.lefts, 80)
      for i in 1...3 {
        let y = 72 + 34 * Double(i)
        pdf.putRow(["Pilots", "", "TCP", "\(440 + i)"], Self.lefts, y)
        pdf.put("192.0.2.\(i)", 140, y - 7, size: 8)
        pdf.put("192.0.2.2\(i)", 140, y + 7, size: 8)
      }
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 441", "192.0.2.2 tcp 442", "192.0.2.21 tcp 441", "192.0.2.22 tcp 442",
        "192.0.2.23 tcp 443", "192.0.2.3 tcp 443",
      ])
  }

  /// The header is farther from the first row than rows are from each other.
  @Test(arguments: [8.0, 10, 12]) func aSecondLineInOtherLetters(size: Double) throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(Self.header, Self.lefts, 80)
      for i in 1...4 {
        let y = 74 + 30 * Double(i)
        pdf.putRow(Self.row(i), Self.lefts, y)
        pdf.put("192.0.2.2\(i)", 140, y + 12, size: size)
      }
    }
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "192.0.2.1 tcp 441", "192.0.2.2 tcp 442", "192.0.2.21 tcp 441", "192.0.2.22 tcp 442",
        "192.0.2.23 tcp 443", "192.0.2.24 tcp 444", "192.0.2.3 tcp 443", "192.0.2.4 tcp 444",
      ])
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// A remark below a name does not part the rows below it from their header.
  @Test func aSmallerLineInTheFirstColumn() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(Self.header, Self.lefts, 80)
      for i in 1...4 {
        let y = 70 + 30 * Double(i)
        pdf.putRow(Self.row(i), Self.lefts, y)
        pdf.put("berth \(i)", 40, y + 11, size: 8)
      }
    }
    #expect(ReadingLines.rules(reading).sorted() == Self.rules(1...4))
  }

  /// What is below the last row in the first column may be a part of it or a note.
  @Test func aSmallerLineBelowTheLastRowIsTold() throws {
    let reading = try DrawnPDF.read { pdf in
      pdf.putRow(["Address", "Service", "Protocol", "Port"], Self.lefts, 80)
      for i in 1...3 {
        let y = 84 + 16 * Double(i)
        pdf.putRow(["192.0.2.\(i)", "Pilots", "TCP", "\(440 + i)"], Self.lefts, y)
      }
      pdf.put("192.0.2.9", 40, 142, size: 8)
    }
    #expect(ReadingLines.rules(reading).contains { $0.hasPrefix("192.0.2.9 ") })
    #expect(ReadingLines.warnings(reading).contains("table-by-places"))
  }

  /// A note below a table and a heading above the next one are of neither.
  @Test func otherLettersBetweenTables() throws {
    let reading = try DrawnPDF.read { pdf in
      for (table, numbers) in [1...3, 4...6].enumerated() {
        let y = 80 + 110 * Double(table)
        pdf.put("Video", 40, y - 15, size: 13)
        pdf.putRow(Self.header, Self.lefts, y)
        for (i, number) in numbers.enumerated() {
          pdf.putRow(Self.row(number), Self.lefts, y + 16 + 16 * Double(i))
        }
        pdf.put("1) Pilots are reached by radio as well, at any time.", 40, y + 60, size: 7)
      }
    }
    #expect(ReadingLines.rules(reading).sorted() == Self.rules(1...6))
    #expect(ReadingLines.warnings(reading) == [])
  }

  // MARK: Raised and lowered

  /// A sign so high above the end of a port that it is hardly beside it is no port.
  @Test func raisedSigns() throws {
    let reading = try Self.readSigns(gap: 0.3, raisedBy: 7)
    #expect(ReadingLines.rules(reading).sorted() == Self.rules(1...4))
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// No footnote is lowered: what it means is not known.
  @Test(arguments: [2.0, 4, 6]) func loweredSigns(by distance: Double) throws {
    let reading = try Self.readSigns(gap: 0.3, raisedBy: -distance)
    #expect(ReadingLines.rules(reading).sorted() == Self.rules(1...4))
    #expect(ReadingLines.warnings(reading).count { $0 == "words-among-ports" } == 2)
  }

  /// A small number that is above a port, and not right after it, may be a sign or a port.
  @Test func smallNumbersAreTold() throws {
    let reading = try Self.readSigns(gap: 3.5, raisedBy: 7)
    #expect(ReadingLines.warnings(reading).contains("table-by-places"))
  }

  /// Every other port has a small 1 after its end, which is 16.7 from its left edge.
  private static func readSigns(gap: Double, raisedBy distance: Double) throws -> Reading {
    try DrawnPDF.read { pdf in
      pdf.putRow(header, lefts, 80)
      for i in 1...4 {
        let y = 84 + 16 * Double(i)
        pdf.putRow(row(i), lefts, y)
        if i % 2 == 0 { pdf.put("1", 436.7 + gap, y - distance, size: 6) }
      }
    }
  }
}
