import EndpointModel

/// The last account of a text: an address that no endpoint has and no finding tells is told here, with
/// its line. Whatever part of the reader passed it over, it is not lost without a word.
///
/// Only addresses of numbers: names stand in every text, as what they name. What is struck out, masks,
/// and addresses of the machine itself are left alone.
struct AddressAccounting {
  private(set) var findings: [Finding] = []
  private let endpoints: Endpoints
  /// What they have; made when it is first asked for.
  private lazy var read = AddressSet(endpoints.lazy.compactMap { $0.address?.range })
  /// The lines that findings name or leave out as a whole, and the addresses that findings quote.
  private let lines: Set<Int>
  private let quoted: Set<IPAddress>
  /// Lines beyond the limit, and whether one of them is no comment.
  private var untold = (count: 0, areSeen: false)

  /// How many lines get a finding each; one more counts the rest.
  private static let limit = 1000

  /// - Parameters:
  ///   - findings: those of the whole reading so far.
  ///   - leftOut: the lines of what they leave out as a whole.
  init(
    of blocks: [Block], _ endpoints: Endpoints, _ findings: [Finding],
    leftOut: [ClosedRange<Int>] = []
  ) {
    self.endpoints = endpoints
    lines = Set(findings.lazy.compactMap(\.line)).union(leftOut.joined())
    quoted = Set(findings.lazy.compactMap(\.quote).flatMap(Self.addresses))
    for block in blocks { account(block) }
    if untold.count > 0 {
      self.findings.append(
        Finding(
          untold.areSeen ? .warning : .note, "address-unused", line: nil, quote: nil,
          message: "\(untold.count) more lines have addresses of which nothing was read"))
    }
  }

  private mutating func account(_ block: Block) {
    switch block {
    case .heading(let lines, _), .paragraph(let lines), .item(let lines, _), .code(let lines):
      for line in lines { account(line, isSeen: true) }
    case .metadata(let lines):
      for line in lines { account(line, isSeen: false) }
    case .table(let table):
      for line in table.caption { account(line, isSeen: true) }
      for row in table.rows {
        for cell in row.cells {
          for line in cell.lines { account(line, isSeen: true) }
        }
      }
    }
  }

  /// - Parameter isSeen: whether it is a part of the page, not a comment in it.
  private mutating func account(_ line: SourceLine, isSeen: Bool) {
    guard line.text.hasSignsOfAddress, !lines.contains(line.number) else { return }
    let text = Struck.removed(from: line.text)
    var lost = Self.addresses(in: text).filter { address in
      // Most addresses are read.
      !read.contains(address) && !quoted.contains(address)
        && !EndpointAddress.block(CIDRBlock(address)).isNoFarEnd
    }
    guard !lost.isEmpty else { return }
    if findings.count == Self.limit {
      untold = (untold.count + 1, untold.areSeen || isSeen)
      return
    }
    let facts = TextFacts(text, line: line.number)
    // "add::c1" may be a name in a program.
    let known = AddressSet(facts.addresses.all.compactMap { $0.address.range })
    lost.removeAll { $0.family == .v6 && !known.contains($0) }
    guard !lost.isEmpty else { return }
    let (severity, code, message) = Self.reason(lost, facts, isSeen: isSeen)
    findings.append(
      Finding(
        severity, code, line: line.number, quote: facts.text.abridged(to: 200), message: message))
  }

  /// Why nothing was read of addresses, as far as their line tells.
  private static func reason(
    _ lost: [IPAddress], _ facts: TextFacts, isSeen: Bool
  ) -> (Finding.Severity, String, String) {
    func are(_ items: [AddressFacts.Item]) -> Bool {
      let known = AddressSet(items.compactMap { $0.address.range })
      return lost.allSatisfy(known.contains)
    }
    if !isSeen {
      return (.note, "address-commented", "an address in a comment is not an endpoint")
    }
    if are(facts.addresses.examples) {
      return (
        .note, "address-example", "an address that is given as an example is not an endpoint"
      )
    }
    if are(facts.sources) {
      return (
        .note, "address-source", "an address that a connection comes from is not an endpoint here"
      )
    }
    // "WEB_BIND=192.0.2.44", "scp file admin@192.0.2.44:"
    if lost.allSatisfy({ facts.text.sets($0) || facts.text.contains("@\($0)") }) {
      return (
        .note, "address-in-prose", "an address in a command or setting is not an endpoint"
      )
    }
    return (
      .warning, "address-unused", "nothing was read of an address in this line; check it"
    )
  }

  /// The addresses of numbers in a text that stand apart from other letters and digits.
  static func addresses(in text: String) -> [IPAddress] {
    guard text.hasSignsOfAddress else { return [] }
    let words: [Substring.UTF8View] = text.utf8.split { !$0.isOfAddress }
    return words.compactMap { word -> IPAddress? in
      if let address = IPAddress(String(Substring(word))) { return address }
      // "192.0.2.1.", "192.0.2.1:443", "tcp:192.0.2.1", "2001:db8::25:"
      let word = word.trimming { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
      if let address = IPAddress(String(Substring(word))) { return address }
      return Substring(word).split(separator: ":").lazy.compactMap { IPAddress(String($0)) }.first
    }
  }
}

extension AddressFacts {
  fileprivate var all: [Item] { items + examples + takenBack }
}

extension String {
  /// Whether it is the value of a setting: "BIND=192.0.2.44"; not the far end of a connection, as in
  /// "Endpoint=192.0.2.44:51820".
  fileprivate func sets(_ address: IPAddress) -> Bool {
    ["=", "=\""].contains { sign in
      guard let value = firstRange(of: "\(sign)\(address)") else { return false }
      guard let next = self[value.upperBound...].first else { return true }
      if next != ":" { return !next.isNumber && !"./".contains(next) }
      let key = self[..<value.lowerBound].split { !$0.isLetter }.last ?? ""
      return !Lexicon.concepts(of: key.lowercased()).containsAny(of: .address, .host, .destination)
    }
  }

  /// Whether it has three dots between digits, or two colons; most lines have not, and this is quick.
  fileprivate var hasSignsOfAddress: Bool {
    var (dots, colons) = (0, 0)
    var wasDigit = false
    for byte in utf8 {
      if byte == UInt8(ascii: "."), wasDigit { dots += 1 }
      if byte == UInt8(ascii: ":") { colons += 1 }
      if dots > 2 || colons > 1 { return true }
      wasDigit = byte.isDigit
    }
    return false
  }
}

extension UInt8 {
  /// A letter, digit or sign that stands in addresses, or that makes a word of what it touches.
  fileprivate var isOfAddress: Bool {
    isDigit || self < 0x80 && maybeLetter || self == UInt8(ascii: ".") || self == UInt8(ascii: ":")
      || self == UInt8(ascii: "_")
  }
}

extension Substring.UTF8View {
  /// Without bytes of a kind at either end.
  fileprivate func trimming(_ isOutside: (UInt8) -> Bool) -> Substring.UTF8View {
    var rest = self[...]
    while let first = rest.first, isOutside(first) { rest.removeFirst() }
    while let last = rest.last, isOutside(last) { rest.removeLast() }
    return rest
  }
}
