import DocumentReading
import EndpointModel

/// An office document made for a test: parts of XML in a ZIP archive that stores them as they are.
struct MadeArchive {
  private(set) var parts: [(name: String, text: String)] = []

  /// A text of Word: what stands in its body, and other parts by the kind of their relationship.
  static func docx(_ body: String, _ others: [String: String] = [:]) -> MadeArchive {
    var archive = MadeArchive()
    let office = "http://schemas.openxmlformats.org/officeDocument/2006"
    archive.parts = [
      (
        "word/document.xml",
        """
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:m="\(office)/math" xmlns:r="\(office)/relationships"><w:body>\(body)</w:body>\
        </w:document>
        """
      )
    ]
    var links = ""
    for (kind, text) in others.sorted(by: { $0.key < $1.key }) {
      links += """
        <Relationship Id="\(kind)" Type="\(office)/relationships/\(kind)" Target="\(kind).xml"/>
        """
      archive.parts.append(("word/\(kind).xml", text))
    }
    archive.parts.append(
      ("word/_rels/document.xml.rels", "<Relationships>\(links)</Relationships>"))
    return archive
  }

  /// A text of OpenDocument: what stands in it, and its page's header.
  static func odt(_ text: String, header: String = "") -> MadeArchive {
    openDocument(
      "text", "<office:body><office:text>\(text)</office:text></office:body>",
      styles: "<office:master-styles><style:master-page><style:header>\(header)</style:header>"
        + "</style:master-page></office:master-styles>")
  }

  /// A workbook of OpenDocument with one sheet of rows.
  static func ods(_ rows: String, styles: String = "") -> MadeArchive {
    openDocument(
      "spreadsheet",
      "<office:automatic-styles>\(styles)</office:automatic-styles><office:body>"
        + "<office:spreadsheet><table:table table:name=\"Sheet1\">\(rows)</table:table>"
        + "</office:spreadsheet></office:body>")
  }

  private static func openDocument(
    _ kind: String, _ content: String, styles: String? = nil
  ) -> MadeArchive {
    let names = ["office", "text", "table", "style"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }.joined(separator: " ")
    func part(_ name: String, _ content: String) -> String {
      "<office:document-\(name) \(names)>\(content)</office:document-\(name)>"
    }
    var archive = MadeArchive()
    archive.parts = [
      ("mimetype", "application/vnd.oasis.opendocument.\(kind)"),
      ("content.xml", part("content", content)),
    ]
    if let styles { archive.parts.append(("styles.xml", part("styles", styles))) }
    return archive
  }

  /// A workbook of one sheet.
  ///
  /// - Parameter sheet: its columns and rows.
  static func xlsx(_ sheet: String) -> MadeArchive {
    var archive = MadeArchive()
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    archive.parts = [
      (
        "xl/workbook.xml",
        "<workbook \(main) xmlns:r=\"\(office)\"><sheets><sheet name=\"Ports\" sheetId=\"1\" "
          + "r:id=\"r1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/worksheet\" "
          + "Target=\"sheet.xml\"/></Relationships>"
      ),
      ("xl/sheet.xml", "<worksheet \(main)>\(sheet)</worksheet>"),
    ]
    return archive
  }

  func read(_ name: String) throws -> Reading {
    try DocumentReader.read(Document(bytes: bytes, source: name))
  }

  /// The archive (APPNOTE.TXT 4.3).
  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in parts {
      let (name, data) = (Array(name.utf8), Array(text.utf8))
      let start = UInt32(out.count)
      // Version 2.0, no flags, stored, 1 January 1980.
      var common = Self.bytes(20, 2) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 2)
      common += Self.bytes(0x21, 2) + Self.bytes(Self.checksum(data), 4)
      common += Self.bytes(UInt32(data.count), 4) + Self.bytes(UInt32(data.count), 4)
      common += Self.bytes(UInt32(name.count), 2) + Self.bytes(0, 2)
      out += Self.bytes(0x0403_4B50, 4) + common + name + data
      directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + common
      directory += [UInt8](repeating: 0, count: 10) + Self.bytes(start, 4) + name
    }
    let count = UInt32(parts.count)
    let end =
      Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2) + Self.bytes(count, 2)
      + Self.bytes(UInt32(directory.count), 4) + Self.bytes(UInt32(out.count), 4)
    return out + directory + end + [0, 0]
  }

  private static func bytes(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(value >> (8 * UInt32($0)) & 0xFF) }
  }

  /// CRC-32 (ISO 3309).
  private static func checksum(_ data: [UInt8]) -> UInt32 {
    ~data.reduce(0xFFFF_FFFF) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
  }
}
