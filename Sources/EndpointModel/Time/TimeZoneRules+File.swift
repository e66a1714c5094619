extension TimeZoneRules {
  /// More than any file of the time zone database has, in bytes.
  public static let mostBytes = 1 << 20

  /// Reads a file of the time zone database: TZif, as RFC 9636 has it, of version 2 or later, whose
  /// times have 64 bits.
  ///
  /// - Throws: `ValueError` with what is wrong with the file.
  public init(_ name: String, file: [UInt8]) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "time zone", input: name, rule: rule)
    }
    var bytes = Bytes(file)
    guard let first = Header(&bytes) else { throw failure("its file is not TZif (RFC 9636)") }
    // Everything once with times of 32 bits, for old programs, then all of it again.
    guard first.version >= UInt8(ascii: "2"), bytes.skip(first.size(ofTime: 4)),
      let header = Header(&bytes), header.types > 0
    else { throw failure("its file has no times of 64 bits") }
    if header.leapSeconds > 0 {
      throw failure("its file counts leap seconds, as those below right/ do")
    }
    guard let changes = bytes.numbers(header.changes, size: 8),
      let places = bytes.numbers(header.changes, size: 1),
      let types = bytes.numbers(header.types * 6, size: 1),
      bytes.skip(header.designations + header.standard + header.local)
    else { throw failure("its file ends early") }
    let rest = bytes.rest
    let known = (0..<header.types).map { type in
      Int(Int32(truncatingIfNeeded: types[(type * 6)..<(type * 6 + 4)].reduce(0) { $0 << 8 | $1 }))
    }
    guard places.allSatisfy({ $0 < header.types }), zip(changes, changes.dropFirst()).allSatisfy(<),
      known.allSatisfy({ abs($0) < 26 * 3600 })
    else { throw failure("its file contradicts itself") }
    guard rest.first == UInt8(ascii: "\n"), rest.last == UInt8(ascii: "\n"), rest.count >= 2 else {
      throw failure("its file does not say what holds after its last change")
    }
    let footer = String(decoding: rest.dropFirst().dropLast(), as: UTF8.self)
    var yearly: YearlyOffsets?
    if !footer.isEmpty {
      yearly = YearlyOffsets(footer)
      if yearly == nil { throw failure("what holds after the last change is not understood") }
    }
    self.init(
      name: name, changes: changes, offsets: [known[0]] + places.map { known[Int($0)] },
      yearly: yearly)
  }

  /// The sizes of what follows, in items.
  private struct Header {
    let version: UInt8
    let local: Int
    let standard: Int
    let leapSeconds: Int
    let changes: Int
    let types: Int
    let designations: Int

    init?(_ bytes: inout Bytes) {
      guard bytes.take(4).map({ Array($0) == Array("TZif".utf8) }) ?? false,
        let version = bytes.take(1)?.first, bytes.skip(15),
        let counts = bytes.numbers(6, size: 4), counts.allSatisfy({ (0...1 << 20).contains($0) })
      else { return nil }
      self.version = version
      local = Int(counts[0])
      standard = Int(counts[1])
      leapSeconds = Int(counts[2])
      changes = Int(counts[3])
      types = Int(counts[4])
      designations = Int(counts[5])
    }

    /// Of what follows, in bytes.
    func size(ofTime size: Int) -> Int {
      changes * (size + 1) + types * 6 + designations + leapSeconds * (size + 4) + standard + local
    }
  }

  /// Bytes that are taken from the front.
  private struct Bytes {
    private var left: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { left = bytes[...] }

    var rest: ArraySlice<UInt8> { left }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count <= left.count else { return nil }
      defer { left = left.dropFirst(count) }
      return left.prefix(count)
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    /// Numbers of so many bytes each, the highest byte first; with 8 bytes they have a sign.
    mutating func numbers(_ count: Int, size: Int) -> [Int64]? {
      guard let bytes = take(count * size) else { return nil }
      return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
        bytes[start..<(start + size)].reduce(0) { $0 << 8 | Int64($1) }
      }
    }
  }
}
