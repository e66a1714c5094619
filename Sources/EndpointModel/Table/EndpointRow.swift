/// An endpoint in 40 bytes: its texts, terms and odd address by their numbers in a vocabulary.
package struct EndpointRow: Sendable {
  var address: PackedAddress
  /// Whether the address is a block, and was written as a range.
  var isBlockAsRange: Bool
  // 0 for none.
  package internal(set) var service: UInt32
  package internal(set) var group: UInt32
  package internal(set) var terms: UInt32
  package internal(set) var note: UInt32
  var line: UInt32

  /// The line of the document, from 1.
  package var statedLine: Int? { line == 0 ? nil : Int(line) }

  /// Whether another one of the same vocabulary is an equal endpoint.
  package func isEqual(_ other: EndpointRow) -> Bool {
    address == other.address && service == other.service && group == other.group
      && terms == other.terms
  }

  /// Whether another one of the same vocabulary has the same address, or none as well.
  package func isSameAddress(_ other: EndpointRow) -> Bool { address == other.address }
}
