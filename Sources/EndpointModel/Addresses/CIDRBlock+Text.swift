extension CIDRBlock: LosslessStringConvertible {
  /// Reads `192.0.2.0/24`, `192.0.2.1` (a block of one), or `192.0.2.0/255.255.255.0`.
  /// Host bits are refused: `192.0.2.7/24` names two different things.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    let (address, length) = try Self.parts(text)
    let block = CIDRBlock(enclosing: address, prefixLength: length)!
    guard block.first == address else {
      throw ValueError(
        expected: "CIDR block", input: String(text),
        rule: "it has bits set after the prefix; the block would be \(block)")
    }
    self = block
  }

  /// The address and the prefix length of a block's text, host bits allowed.
  ///
  /// A reader that repairs host bits begins here; the length is one that the
  /// address's family has.
  public static func parts(
    _ text: some StringProtocol
  ) throws(ValueError) -> (address: IPAddress, prefixLength: Int) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      let address = try IPAddress(parsing: text)
      return (address, address.family.bitWidth)
    }
    let address = try IPAddress(parsing: text[..<slash])
    let tail = text[text.utf8.index(after: slash)...]
    if address.family == .v4, tail.utf8.contains(UInt8(ascii: ".")), let mask = IPAddress(String(tail)) {
      guard let length = mask.prefixLengthAsMask else {
        throw ValueError(
          expected: "CIDR block", input: String(text),
          rule: "its mask is no run of ones followed by zeros")
      }
      return (address, length)
    }
    guard !tail.isEmpty, tail.utf8.count <= 3, tail.utf8.allSatisfy({ $0.decimalDigit != nil }),
      tail.utf8.count == 1 || tail.utf8.first != UInt8(ascii: "0"), let length = Int(tail)
    else {
      throw ValueError(
        expected: "CIDR block", input: String(text),
        rule: "its prefix length is no decimal number without leading zeros")
    }
    guard length <= address.family.bitWidth else {
      throw ValueError(
        expected: "CIDR block", input: String(text),
        rule: "its prefix length is above \(address.family.bitWidth)")
    }
    return (address, length)
  }

  public init?(_ description: String) {
    guard let block = try? CIDRBlock(parsing: description) else { return nil }
    self = block
  }

  public var description: String {
    prefixLength == family.bitWidth ? first.description : "\(first)/\(prefixLength)"
  }
}

extension IPAddress {
  /// The prefix length that this IPv4 address stands for as a network mask
  /// (`255.255.255.0` is 24), or nil.
  public var prefixLengthAsMask: Int? {
    guard family == .v4 else { return nil }
    let inverted = ~UInt32(number)
    guard inverted & (inverted &+ 1) == 0 else { return nil }
    return inverted.leadingZeroBitCount
  }
}
