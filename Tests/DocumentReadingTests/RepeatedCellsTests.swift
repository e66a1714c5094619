import Testing

@testable import DocumentReading

/// Rows and cells that an OpenDocument sheet has once and says to repeat: a few bytes, however many.
@Suite struct RepeatedCellsTests {
  private static func cellCount(rows: Int, columns: Int) throws -> Int {
    let content = """
      <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>\
      <office:spreadsheet><table:table table:name="Ports">\
      <table:table-row table:number-rows-repeated="\(rows)">\
      <table:table-cell table:number-columns-repeated="\(columns)" office:value-type="string">\
      <text:p>443</text:p></table:table-cell></table:table-row>\
      </table:table></office:spreadsheet></office:body></office:document-content>
      """
    let archive = try Archive(StoredArchive.bytes(["content.xml": content]))
    return try ODS.spreadsheet(archive).sheets[0].rows.reduce(0) { $0 + $1.cells.count }
  }

  /// A thousand rows of four cells: 3 copies in the row, and 999 copies of 4.
  @Test func rowsAlikeAreRead() throws {
    #expect(try Self.cellCount(rows: 1000, columns: 4) == 4000)
  }

  /// 256 cells in 512 rows are one less than the limit of copies, and two rows more are above it.
  @Test func tooManyCopiesAreRefused() throws {
    #expect(ODS.copyLimit == 256 * 512)
    #expect(throws: OfficeProblem.unpacksTooLarge) {
      try Self.cellCount(rows: 514, columns: 256)
    }
    #expect(try Self.cellCount(rows: 512, columns: 256) == 256 * 512)
  }
}

/// An archive whose parts are not packed (APPNOTE.TXT of PKWARE, 4.3).
private enum StoredArchive {
  static func bytes(_ parts: [String: String]) -> [UInt8] {
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
      let (name, data) = (Array(name.utf8), Array(text.utf8))
      let common =
        little(20, 2) + little(0, 8) + little(Int(checksum(data)), 4) + little(data.count, 4)
        + little(data.count, 4) + little(name.count, 2) + little(0, 2)
      directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 10)
      directory += little(file.count, 4) + name
      file += [0x50, 0x4B, 3, 4] + common + name + data
    }
    return file + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(parts.count, 2)
      + little(parts.count, 2) + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  /// CRC-32 (ISO 3309), bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
  }
}
