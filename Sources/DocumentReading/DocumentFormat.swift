/// What a document's text is written in.
enum DocumentFormat: String, Sendable {
  case json
  case html
  case csv
  case tsv
  case text

  /// Told by the content first, then by the name of the source.
  init(of text: SourceText) {
    let bytes = text.utf8
    let first = bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = .json
    } else if first == UInt8(ascii: "<") {
      self = .html
    } else {
      self = Self.tableFormat(text)
    }
  }

  /// Separated values where the first lines all have the same separator, and as
  /// many of it.
  private static func tableFormat(_ text: SourceText) -> DocumentFormat {
    let head = text.utf8.prefix(16 << 10).split(separator: UInt8(ascii: "\n")).prefix(20)
      .filter { $0.first != UInt8(ascii: "#") }
    func counts(_ byte: UInt8) -> [Int] { head.map { line in line.count { $0 == byte } } }
    let pipes = counts(UInt8(ascii: "|"))
    let tabs = counts(UInt8(ascii: "\t"))
    let commas = counts(UInt8(ascii: ","))
    if pipes.first ?? 0 > 0 { return .text }
    if let first = tabs.first, first > 0, tabs.allSatisfy({ $0 == first }) { return .tsv }
    if head.count > 1, let first = commas.first, first > 0, commas.allSatisfy({ $0 >= first }) {
      return .csv
    }
    if pipes.contains(where: { $0 > 1 }) { return .text }
    let name = text.source.lowercased()
    return name.hasSuffix(".csv") ? .csv : name.hasSuffix(".tsv") ? .tsv : .text
  }
}
