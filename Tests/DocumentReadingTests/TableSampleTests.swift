import Testing

@testable import DocumentReading

/// How many rows are looked at to find out what the columns of a table hold.
@Suite struct TableSampleTests {
  /// Every second of a thousand short rows. Of rows with 3,000 bytes 43 make 128 KB, and each 23rd is
  /// taken: what is known of all 500 would take a hundred times their room.
  @Test(arguments: [(3, 500), (3000, 44)])
  func rowsOfASample(_ length: Int, _ count: Int) {
    let text = String(repeating: "a", count: length)
    let cells = ["192.0.2.1", text].map {
      Table.Cell(foldedLines: [SourceLine(number: 1, text: $0)])
    }
    let rows = Array(repeating: Table.Row(cells: cells), count: 1000)
    var reading = TableReading(Table(), scope: Scope())
    #expect(reading.sample(of: rows).count == count)
  }
}
