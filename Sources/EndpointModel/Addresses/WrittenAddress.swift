/// An endpoint's address in the form in which a document writes it: vendors give the same addresses
/// as a block or as a range.
///
/// ```swift
/// let written = WrittenAddress("192.0.2.0-192.0.2.255")!
/// written.description  // "192.0.2.0-192.0.2.255"
/// written.address.description  // "192.0.2.0/24"
/// ```
public struct WrittenAddress: Sendable {
  public let address: EndpointAddress
  /// Whether the address is a block, and written as a range.
  public let isBlockAsRange: Bool

  /// - Parameter asRange: whether a block is written as a range; other addresses have one form.
  public init(_ address: EndpointAddress, asRange: Bool = false) {
    self.address = address
    isBlockAsRange = if asRange, case .block = address { true } else { false }
  }

  /// The addresses as a range, also if they are a block's.
  public init(_ range: AddressRange) { self.init(EndpointAddress(range), asRange: true) }
}

extension WrittenAddress: LosslessStringConvertible {
  /// Reads what `EndpointAddress` reads, and keeps the form.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    let address = try EndpointAddress(parsing: text)
    self.init(address, asRange: text.utf8.contains(UInt8(ascii: "-")))
  }

  public init?(_ description: String) {
    guard let written = try? WrittenAddress(parsing: description) else { return nil }
    self = written
  }

  public var description: String {
    guard isBlockAsRange, let range = address.range else { return address.description }
    return range.description
  }
}
