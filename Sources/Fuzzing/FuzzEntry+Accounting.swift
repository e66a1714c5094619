import DocumentReading
import EndpointModel

extension FuzzEntry {
  /// Tables, lists and sentences: no address in them is lost. Each is in an endpoint, or its line or
  /// its words are in a finding.
  static let accounted = FuzzEntry(name: "accounted", length: 512) { bytes in
    let name = "a" + [".txt", ".md", ".csv", ".rst"][Int(bytes.first ?? 0) % 4]
    let bytes = Array(bytes.dropFirst())
    // What is struck out, or no text to a reader, is explained without a word.
    guard !bytes.contains(where: { [UInt8(ascii: "~"), UInt8(ascii: "<")].contains($0) }),
      bytes.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }),
      let reading = try? DocumentReader.read(Document(bytes: bytes, source: name))
    else { return }
    let covered = AddressSet(reading.endpoints.compactMap { $0.address?.range })
    let told = Set(reading.findings.compactMap(\.line))
    for (line, address) in plainAddresses(in: bytes) {
      guard let range = AddressRange(address, address) else { continue }
      hold(
        covered.contains(range) || told.contains(line)
          || reading.findings.contains {
            $0.line == nil || $0.quote?.contains("\(address)") ?? false
          },
        "\(address) in line \(line) is in no endpoint and no finding")
    }
  }

  /// The IPv4 addresses that stand between blanks, bars or commas, with their lines; none that may
  /// be a mask.
  private static func plainAddresses(in bytes: [UInt8]) -> [(line: Int, address: IPAddress)] {
    let separators = Set(" |,".utf8)
    return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .flatMap { number, line in
        line.split(whereSeparator: separators.contains).compactMap { word in
          let text = String(decoding: word, as: UTF8.self)
          guard let address = IPAddress(text), address.family == .v4, address.description == text,
            (1...223).contains(address.number >> 24)
          else { return nil }
          return (number + 1, address)
        }
      }
  }
}
