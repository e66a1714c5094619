/// Where an endpoint is: IP addresses, a host name, a pattern of names, a placeholder that each
/// customer fills in, or anywhere.
///
/// A range of a CIDR block's addresses is that block: a vendor who writes one as the other has
/// changed nothing. `WrittenAddress` keeps the form in which it was written.
///
/// ```swift
/// try EndpointAddress(parsing: "Maps.GoogleAPIs.com.").description  // "maps.googleapis.com"
/// EndpointAddress("192.0.2.0-192.0.2.255") == EndpointAddress("192.0.2.0/24")  // true
/// ```
public enum EndpointAddress: Sendable {
  case block(CIDRBlock)
  case range(UnalignedRange)
  case any
  case host(HostName)
  case pattern(HostPattern)
  case placeholder(AddressPlaceholder)

  /// A range, as a block if it is one.
  public init(_ range: AddressRange) {
    self = range.block.map { .block($0) } ?? .range(UnalignedRange(unchecked: range))
  }

  /// The addresses of a block or range; nil for anything else.
  public var range: AddressRange? {
    switch self {
    case .block(let block): AddressRange(block)
    case .range(let unaligned): unaligned.range
    case .any, .host, .pattern, .placeholder: nil
    }
  }
}

extension EndpointAddress: Hashable, Comparable {
  private var rank: Int {
    switch self {
    case .block, .range: 0
    case .any: 1
    case .host: 2
    case .pattern: 3
    case .placeholder: 4
    }
  }

  private var name: String {
    switch self {
    case .block, .range, .any: ""
    case .host(let name): name.text
    case .pattern(let pattern): pattern.text
    case .placeholder(let placeholder): placeholder.text
    }
  }

  public static func == (a: EndpointAddress, b: EndpointAddress) -> Bool {
    if case .block(let x) = a, case .block(let y) = b { return x == y }
    return a.rank == b.rank && a.range == b.range && a.name.utf8.elementsEqual(b.name.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(rank)
    hasher.combine(range)
    name.withUTF8Bytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// IP addresses by family and number, then `any`, names, patterns, placeholders.
  public static func < (a: EndpointAddress, b: EndpointAddress) -> Bool {
    if let x = a.range, let y = b.range { return x < y }
    return a.rank == b.rank
      ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8) : a.rank < b.rank
  }
}

extension StringProtocol {
  /// Whether it contains the ASCII character.
  fileprivate func holds(_ character: Unicode.Scalar) -> Bool {
    utf8.contains(UInt8(ascii: character))
  }

  /// Whether the last label is all digits, which no host name's is.
  fileprivate var hasNumericEnd: Bool {
    let label = lastIndex(of: ".").map { self[index(after: $0)...] } ?? self[...]
    return !label.isEmpty && label.utf8.allSatisfy { $0.decimalDigit != nil }
  }
}

extension EndpointAddress: LosslessStringConvertible {
  /// Reads one address in any of its canonical forms. Host bits, schemes, ports and paths are
  /// refused: repairing them is a document reader's job.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    if text == "any" {
      self = .any
    } else if text.holds("<") || text.holds("{") {
      self = .placeholder(try AddressPlaceholder(parsing: text))
    } else if text.holds("*") {
      self = .pattern(try HostPattern(parsing: text))
    } else if text.holds(":") || text.holds("/") || text.hasNumericEnd {
      self =
        text.holds("-") && !text.holds("/")
        ? EndpointAddress(try AddressRange(parsing: text)) : .block(try CIDRBlock(parsing: text))
    } else {
      self = .host(try HostName(parsing: text))
    }
  }

  public init?(_ description: String) {
    guard let address = try? EndpointAddress(parsing: description) else { return nil }
    self = address
  }

  public var description: String {
    switch self {
    case .block(let block): block.description
    case .range(let unaligned): unaligned.range.description
    case .any: "any"
    case .host, .pattern, .placeholder: name
    }
  }
}
