extension IPAddress {
  /// Reads `192.0.2.1` (four decimal octets without leading zeros, RFC 6943 section 3.1.1) or
  /// `2001:db8::1` (RFC 4291 section 2.2, an IPv4 tail included), and nothing else.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  @inlinable
  public init(parsing text: some StringProtocol) throws(ValueError) {
    self = try text.withUTF8Bytes(Self.parse).get()
  }

  /// Like `init(parsing:)`, for UTF-8 bytes.
  @usableFromInline
  static func parse(_ bytes: Bytes) -> Result<IPAddress, ValueError> {
    let isV6 = bytes.contains(UInt8(ascii: ":"))
    return (isV6 ? parseV6(bytes) : parseV4(bytes)).mapError { broken in
      ValueError(
        expected: isV6 ? "IPv6 address" : "IPv4 address",
        input: String(decoding: bytes, as: UTF8.self), rule: broken.rule)
    }
  }

  /// The rule that a text breaks.
  struct Broken: Error {
    let rule: String
    init(_ rule: String) { self.rule = rule }
  }

  @usableFromInline
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private static func parseV4(_ bytes: Bytes) -> Result<IPAddress, Broken> {
    if bytes.isEmpty { return .failure(Broken("it is empty")) }
    var number: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var octets = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        if digits == 0 { return .failure(Broken("an octet is empty")) }
        number = number << 8 | octet
        octets += 1
        if octets == 4 { return .failure(Broken("it has more than four octets")) }
        octet = 0
        digits = 0
      } else if let digit = byte.decimalDigit {
        if digits > 0 && octet == 0 { return .failure(Broken("an octet has a leading zero")) }
        octet = octet * 10 + UInt32(digit)
        if octet > 255 { return .failure(Broken("an octet is above 255")) }
        digits += 1
      } else {
        return .failure(Broken("it holds a character that is neither digit nor dot"))
      }
    }
    if digits == 0 { return .failure(Broken("an octet is empty")) }
    if octets < 3 { return .failure(Broken("it has fewer than four octets")) }
    return .success(IPAddress(unchecked: .v4, UInt128(number << 8 | octet)))
  }

  private static func parseV6(_ bytes: Bytes) -> Result<IPAddress, Broken> {
    // The fields so far as one number, their count, and the count before "::".
    var number: UInt128 = 0
    var count = 0
    var gap: Int?
    var i = bytes.startIndex
    let end = bytes.endIndex
    let colon = UInt8(ascii: ":")

    if bytes[i] == colon {
      guard i + 1 < end, bytes[i + 1] == colon else {
        return .failure(Broken("it begins with a single colon"))
      }
      gap = 0
      i += 2
    }
    while i < end {
      let start = i
      var field: UInt32 = 0
      while i < end, let digit = bytes[i].hexDigit {
        field = field << 4 | UInt32(digit)
        i += 1
        if i - start > 4 { return .failure(Broken("a field has more than four digits")) }
      }
      if i < end, bytes[i] == UInt8(ascii: ".") {
        guard count <= 6 else { return .failure(Broken("it has more than eight fields")) }
        switch parseV4(Bytes(rebasing: bytes[start...])) {
        case .failure(let broken): return .failure(Broken("in its IPv4 tail, \(broken.rule)"))
        case .success(let tail):
          number = number << 32 | tail.number
          count += 2
          i = end
        }
        break
      }
      if i == start {
        if i < end, bytes[i] == UInt8(ascii: "%") {
          return .failure(Broken("it has a zone"))
        }
        return .failure(Broken("a field is empty or holds no hexadecimal digits"))
      }
      number = number << 16 | UInt128(field)
      count += 1
      if count > 8 { return .failure(Broken("it has more than eight fields")) }
      if i == end { break }
      guard bytes[i] == colon else {
        let rule = bytes[i] == UInt8(ascii: "%") ? "it has a zone" : "it holds a wrong character"
        return .failure(Broken(rule))
      }
      i += 1
      if i == end { return .failure(Broken("it ends with a single colon")) }
      if bytes[i] == colon {
        if gap != nil { return .failure(Broken("it has \"::\" twice")) }
        gap = count
        i += 1
      }
    }
    if count > 8 { return .failure(Broken("it has more than eight fields")) }
    if let gap {
      // RFC 4291 section 2.2: "::" stands for one or more groups of zeros.
      if count == 8 { return .failure(Broken("its \"::\" stands for no field")) }
      let behind = UInt128(16 * (count - gap))
      let (head, tail) = (number >> behind, number & ((1 << behind) - 1))
      number = head << UInt128(16 * (8 - gap)) | tail
    } else if count < 8 {
      return .failure(Broken("it has fewer than eight fields"))
    }
    return .success(IPAddress(unchecked: .v6, number))
  }
}

extension UInt8 {
  /// The value of an ASCII decimal digit.
  package var decimalDigit: UInt8? {
    self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") ? self - UInt8(ascii: "0") : nil
  }

  /// The value of an ASCII hexadecimal digit of either case.
  package var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension StringProtocol {
  /// Passes the UTF-8 bytes in one piece, without a copy if the text stores them so.
  @inlinable
  package func withUTF8Bytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}
