/// Whether a file's format shows where it ends, and the end is there: half of a JSON text, a page, a
/// PDF or an archive cannot be mistaken for a whole one.
struct FileEnd {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isShown: Bool {
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) { return endsArchive }
    if bytes.starts(with: Array("%PDF-".utf8)) { return endsPDF }
    let isBlank = { (byte: UInt8) in byte <= 0x20 }
    guard let first = bytes.first(where: { !isBlank($0) }),
      let last = bytes.last(where: { !isBlank($0) })
    else { return false }
    switch (first, last) {
    case (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "["), UInt8(ascii: "]")):
      return true
    case (UInt8(ascii: "<"), _):
      return String(decoding: bytes.suffix(16), as: UTF8.self).lowercased().contains("</html>")
    default: return false
    }
  }

  /// A PDF ends with `%%EOF` (ISO 32000-1, 7.5.5). One that is made to be shown while it is fetched
  /// has that mark near its beginning, too, but then says how long it is (F.2.2).
  private var endsPDF: Bool {
    let end = bytes.suffix(64).reversed().drop { $0 <= 0x20 }
    guard end.starts(with: "%%EOF".utf8.reversed()) else { return false }
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
    guard head.contains("/Linearized") else { return true }
    guard let length = head.firstRange(of: "/L ") else { return false }
    return Int(head[length.upperBound...].prefix(while: \.isNumber)) == bytes.count
  }

  /// A ZIP archive, as XLSX, DOCX, ODS and ODT are, ends with a record that says where the list of
  /// its files is and how long the comment after it (APPNOTE 6.3.10, 4.3.16). An archive within
  /// this one ends alike, but counts from its own beginning.
  private var endsArchive: Bool {
    let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    let size = 22
    var at = bytes.count - size
    let least = max(0, at - 0xFFFF)
    while at >= least {
      if bytes[at] == mark[0], bytes[at..<at + 4].elementsEqual(mark),
        number(at + 20, 2) == bytes.count - at - size
      {
        return number(at + 16, 4) + number(at + 12, 4) == at
      }
      at -= 1
    }
    return false
  }

  /// The number of some bytes, the lowest first.
  private func number(_ start: Int, _ count: Int) -> Int {
    bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
