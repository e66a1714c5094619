extension IPAddress: LosslessStringConvertible {
  public init?(_ description: String) {
    guard let address = try? IPAddress(parsing: description) else { return nil }
    self = address
  }

  /// The canonical text: dotted decimal, or RFC 5952 (lower case, no leading
  /// zeros, the longest run of two or more zero fields as `::`, the first of
  /// equal runs, IPv4-mapped addresses with a dotted tail).
  public var description: String {
    String(unsafeUninitializedCapacity: Self.textLimit) { write(to: $0) }
  }

  /// The longest text in bytes: eight fields of four digits.
  static let textLimit = 39

  /// Writes the canonical text and returns its length; the buffer must have room for it.
  func write(to text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var out = TextBytes(text)
    switch family {
    case .v4: out.add(dotted: UInt32(truncatingIfNeeded: number))
    case .v6 where number >> 32 == 0xFFFF:  // RFC 5952 section 5
      out.add("::ffff:")
      out.add(dotted: UInt32(truncatingIfNeeded: number))
    case .v6: out.add(fields: number)
    }
    return out.count
  }
}

/// Appends bytes to a buffer that is known to be large enough.
struct TextBytes {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func add(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  mutating func add(_ text: StaticString) {
    for i in 0..<text.utf8CodeUnitCount { add(text.utf8Start[i]) }
  }

  /// A number below 1000.
  mutating func add(decimal number: UInt32) {
    if number >= 100 { add(UInt8(ascii: "0") + UInt8(number / 100)) }
    if number >= 10 { add(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
    add(UInt8(ascii: "0") + UInt8(number % 10))
  }

  fileprivate mutating func add(dotted number: UInt32) {
    for shift: UInt32 in [24, 16, 8, 0] {
      if shift < 24 { add(UInt8(ascii: ".")) }
      add(decimal: number >> shift & 255)
    }
  }

  fileprivate mutating func add(fields number: UInt128) {
    let (upper, lower) = (
      UInt64(truncatingIfNeeded: number >> 64), UInt64(truncatingIfNeeded: number)
    )
    func field(_ i: Int) -> UInt16 {
      UInt16(truncatingIfNeeded: (i < 4 ? upper : lower) >> UInt64(48 - 16 * (i & 3)))
    }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, field(end) == 0 { end += 1 }
      if end - start > max(longest.count, 1) { longest = start..<end }
      start = end + 1
    }
    var i = 0
    while i < 8 {
      if i == longest.lowerBound, !longest.isEmpty {
        add("::")
        i = longest.upperBound
        continue
      }
      if i > 0, i != longest.upperBound || longest.isEmpty { add(UInt8(ascii: ":")) }
      add(hexadecimal: field(i))
      i += 1
    }
  }

  private mutating func add(hexadecimal field: UInt16) {
    var shift = field == 0 ? 0 : (15 - field.leadingZeroBitCount) & ~3
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: field &>> UInt16(shift)) & 15
      add(digit &+ (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      shift -= 4
    }
  }
}
