extension CIDRBlock: LosslessStringConvertible {
  /// Reads `192.0.2.0/24`, `192.0.2.1` (a block of one), or `192.0.2.0/255.255.255.0`. Host bits
  /// are refused: `192.0.2.7/24` could mean the address or the network.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  @inlinable
  public init(parsing text: some StringProtocol) throws(ValueError) {
    self = try text.withUTF8Bytes(Self.parse).get()
  }

  /// The address and the prefix length in a block's text; host bits are allowed.
  ///
  /// For readers that repair host bits. The address's family has the returned length.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public static func parts(
    _ text: some StringProtocol
  ) throws(ValueError) -> (address: IPAddress, prefixLength: Int) {
    try text.withUTF8Bytes { parseParts($0, allowsMask: true) }.get()
  }

  /// Like `init(parsing:)`, for UTF-8 bytes; nil if they are not a block, or have a mask.
  public init?(canonical bytes: UnsafeBufferPointer<UInt8>) {
    if let block = Self.plainV4(bytes) {
      self = block
      return
    }
    guard case .success(let (address, length)) = Self.parseParts(bytes, allowsMask: false),
      let block = CIDRBlock(enclosing: address, prefixLength: length), block.first == address
    else { return nil }
    self = block
  }

  /// Reads a plain IPv4 block in one pass, for lists of a million; nil for
  /// anything else, valid or not.
  private static func plainV4(_ bytes: IPAddress.Bytes) -> CIDRBlock? {
    var number: UInt32 = 0
    /// The octet, or after the slash the length, that is being read.
    var value: UInt32 = 0
    var digits = 0
    var dots = 0
    var hasSlash = false
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        if digits > 0, value == 0 { return nil }
        value = value * 10 + UInt32(digit)
        digits += 1
        if digits > 3 { return nil }
        continue
      }
      guard digits > 0, value <= 255, !hasSlash else { return nil }
      number = number << 8 | value
      if byte == UInt8(ascii: ".") { dots += 1 } else { hasSlash = true }
      guard byte == UInt8(ascii: ".") ? dots <= 3 : byte == UInt8(ascii: "/") && dots == 3
      else { return nil }
      value = 0
      digits = 0
    }
    guard digits > 0, dots == 3 else { return nil }
    if !hasSlash {
      guard value <= 255 else { return nil }
      number = number << 8 | value
      value = 32
    }
    guard value <= 32, value == 32 || number << value == 0 else { return nil }
    return CIDRBlock(
      unchecked: IPAddress(unchecked: .v4, UInt128(number)), Int(value))
  }

  @usableFromInline
  static func parse(_ bytes: IPAddress.Bytes) -> Result<CIDRBlock, ValueError> {
    parseParts(bytes, allowsMask: true).flatMap { address, length in
      let block = CIDRBlock(enclosing: address, prefixLength: length)!
      return block.first == address
        ? .success(block)
        : .failure(broken(bytes, "it has bits set after the prefix; the block would be \(block)"))
    }
  }

  private static func parseParts(
    _ bytes: IPAddress.Bytes, allowsMask: Bool
  ) -> Result<(address: IPAddress, prefixLength: Int), ValueError> {
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
      return IPAddress.parse(bytes).map { ($0, $0.family.bitWidth) }
    }
    let tail = IPAddress.Bytes(rebasing: bytes[(slash + 1)...])
    return IPAddress.parse(IPAddress.Bytes(rebasing: bytes[..<slash])).flatMap { address in
      if allowsMask, address.family == .v4, tail.contains(UInt8(ascii: ".")),
        case .success(let mask) = IPAddress.parse(tail)
      {
        guard let length = mask.prefixLengthAsMask else {
          return .failure(broken(bytes, "its mask is not a run of ones followed by zeros"))
        }
        return .success((address, length))
      }
      guard let length = prefixLength(tail) else {
        return .failure(
          broken(bytes, "its prefix length is not a decimal number without leading zeros"))
      }
      guard length <= address.family.bitWidth else {
        return .failure(broken(bytes, "its prefix length is above \(address.family.bitWidth)"))
      }
      return .success((address, length))
    }
  }

  private static func prefixLength(_ digits: IPAddress.Bytes) -> Int? {
    guard (1...3).contains(digits.count), digits.count == 1 || digits[0] != UInt8(ascii: "0")
    else { return nil }
    var length = 0
    for byte in digits {
      guard let digit = byte.decimalDigit else { return nil }
      length = length * 10 + Int(digit)
    }
    return length
  }

  private static func broken(_ bytes: IPAddress.Bytes, _ rule: String) -> ValueError {
    ValueError(
      expected: "CIDR block", input: String(decoding: bytes, as: UTF8.self), rule: rule)
  }

  public init?(_ description: String) {
    guard let block = try? CIDRBlock(parsing: description) else { return nil }
    self = block
  }

  public var description: String {
    String(unsafeUninitializedCapacity: Self.textLimit) { write(to: $0) }
  }

  /// The longest text in bytes: an address, a slash, three digits.
  package static let textLimit = IPAddress.textLimit + 4

  /// Writes the text and returns its length; the buffer must have room for it.
  package func write(to text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let length = first.write(to: text)
    if prefixLength == family.bitWidth { return length }
    var out = TextBytes(UnsafeMutableBufferPointer(rebasing: text[length...]))
    out.add(UInt8(ascii: "/"))
    out.add(decimal: UInt32(prefixLength))
    return length + out.count
  }
}

extension IPAddress {
  /// The prefix length that this IPv4 address means as a network mask (24 for
  /// `255.255.255.0`), or nil.
  public var prefixLengthAsMask: Int? {
    guard family == .v4 else { return nil }
    let inverted = ~UInt32(number)
    guard inverted & (inverted &+ 1) == 0 else { return nil }
    return inverted.leadingZeroBitCount
  }
}
