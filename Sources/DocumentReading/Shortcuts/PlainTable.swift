import EndpointModel

/// Separated values as programs write them: a header whose columns are all known, and rows of its
/// width with one address each, in canonical form.
///
/// Such tables have up to millions of rows, so they are read directly from the bytes. The result is
/// the same as the interpretation's; a table with anything else in it is left entirely to that.
struct PlainTable {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private let roles: [ColumnRole]
  private let separator: UInt8
  /// For each byte, whether a cell without quotation marks ends at it or cannot contain it.
  private let endsCell: [Bool]

  // A number in the table for each text.
  private var services = CellMemo<UInt32>()
  private var groups = CellMemo<UInt32>()
  private var notes = CellMemo<UInt32>()
  private var portNumbers = CellMemo<Int>()
  private var transportNumbers = CellMemo<Int>()
  private var ports: [Ports?] = []
  private var transports: [IPProtocol?] = []
  /// By the number of the ports, then that of the protocol.
  private var termsOf: [[UInt32?]] = []

  private var endpoints = EndpointsBuilder()
  private var firstHasPorts = false
  private var othersHavePorts = false

  /// The endpoints in document order, and findings about them; nil if the table is of another kind.
  static func reading(
    _ text: SourceText, separator: Character
  ) -> (endpoints: Endpoints, findings: [Finding])? {
    text.utf8.withUnsafeBufferPointer { bytes in
      let end = bytes.firstIndex { $0.isLineEnd } ?? bytes.count
      guard var table = PlainTable(header: bytes[..<end], separator: separator.asciiValue!),
        table.read(bytes, from: end)
      else { return nil }
      let endpoints = table.endpoints.finish()
      return (endpoints, table.findings(of: endpoints))
    }
  }

  /// The first row whose ports are blank, and how many such rows there are.
  private var blankPorts: (first: Int, count: Int)?

  private func findings(of endpoints: Endpoints) -> [Finding] {
    guard firstHasPorts || othersHavePorts, let blankPorts else { return [] }
    let first = endpoints[blankPorts.first]
    return [TableReading.blankPorts(count: blankPorts.count, first)]
  }

  private init?(header: Slice<Bytes>, separator: UInt8) {
    let isPlain = header.allSatisfy {
      $0 == separator || $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"")
    }
    // A comment is not a header.
    guard isPlain, header.first(where: { !$0.isASCIIBlank }) != UInt8(ascii: "#") else {
      return nil
    }
    let cells = header.split(separator: separator, omittingEmptySubsequences: false).map {
      let line = SourceLine(number: 1, text: String(decoding: $0, as: UTF8.self))
      return Table.Cell(lines: [line])
    }
    let facts = cells.map { TextFacts($0.lines) }
    roles = facts.compactMap(Self.role)
    self.separator = separator
    endsCell = (0...UInt8.max).map {
      $0 == separator || $0 == UInt8(ascii: "\"") || $0.isControl
    }
    let known: Set<ColumnRole> = [.service, .group, .address, .ports, .transport, .note]
    let isKnown =
      roles.count == cells.count && Set(roles).count == roles.count
      && roles.allSatisfy(known.contains) && roles.contains(.service) && roles.contains(.address)
      // "PoRts" is two words.
      && facts.allSatisfy {
        $0.tokens.count == 1 && $0.tokens[0].transport == nil && $0.asHeader.tokens.count == 1
      }
    if !isKnown { return nil }
  }

  /// The role that a header's single word gives, whatever the cells hold.
  private static func role(_ header: TextFacts) -> ColumnRole? {
    switch ColumnHeader.concept(header) {
    case .service: .service
    case .group: .group
    case .address: .address
    case .port: .ports
    case .transportProtocol: .transport
    case .note: .note
    default: nil
    }
  }

  /// False if a row is of another kind.
  private mutating func read(_ bytes: Bytes, from start: Int) -> Bool {
    endpoints.reserveCapacity(bytes.count / 32)
    var i = start
    var line = 1
    while i < bytes.count {
      if bytes[i].isLineEnd {
        let isPair =
          bytes[i] == UInt8(ascii: "\r") && i + 1 < bytes.count
          && bytes[i + 1] == UInt8(ascii: "\n")
        i += isPair ? 2 : 1
        line += 1
      } else {
        guard readRow(bytes, &i, line: line) else { return false }
      }
    }
    // Ports that only the first row states may apply to all rows.
    return !endpoints.isEmpty && !(firstHasPorts && !othersHavePorts && endpoints.count > 2)
  }

  private mutating func readRow(_ bytes: Bytes, _ i: inout Int, line: Int) -> Bool {
    if bytes[i] == UInt8(ascii: "#") { return false }
    let start = i
    var service: UInt32 = 0
    var group: UInt32 = 0
    var note: UInt32 = 0
    var block: CIDRBlock?
    var portNumber = 0
    var transportNumber = 0
    for (column, role) in roles.enumerated() {
      if column > 0 {
        guard i < bytes.count, bytes[i] == separator else { return false }
        i += 1
      }
      // A cell is not analyzed before it is known to be of a line that is read.
      guard let cell = cell(bytes, &i), i - start <= SourceText.lineByteLimit else { return false }
      switch role {
      case .address:
        // "::" alone is more likely a mark than an address.
        guard cell.count > 2, let found = CIDRBlock(canonical: cell) else { return false }
        block = found
      case .ports:
        guard let number = self.number(ports: cell) else { return false }
        portNumber = number
      case .transport:
        guard let number = self.number(transport: cell) else { return false }
        transportNumber = number
      case .service:
        let number = services.value(of: cell) { text in
          // What looks like an address may make it a column of these.
          Self.mayHoldAddress(text) ? nil : Self.name(text).map { endpoints.number(service: $0) }
        }
        guard let number else { return false }
        service = number
      case .group:
        let number = groups.value(of: cell) { text in
          Self.name(text).map { endpoints.number(group: $0) }
        }
        guard let number else { return false }
        group = number
      default:
        let number = notes.value(of: cell) { text in
          Self.name(text).map { endpoints.number(note: $0) }
        }
        guard let number else { return false }
        note = number
      }
    }
    guard i == bytes.count || bytes[i].isLineEnd, let block else { return false }
    // Ports of a protocol that has none are left to the interpretation.
    if let transport = transports.isEmpty ? nil : transports[transportNumber], !transport.hasPorts,
      !ports.isEmpty, ports[portNumber] != nil
    {
      return false
    }
    if !ports.isEmpty, ports[portNumber] == nil,
      transports.isEmpty || (transports[transportNumber]?.hasPorts ?? true)
    {
      blankPorts = (blankPorts?.first ?? endpoints.count, (blankPorts?.count ?? 0) + 1)
    }
    endpoints.append(
      service: service, group: group, block: block,
      terms: terms(portNumber, transportNumber), note: note, line: line)
    return true
  }

  /// The bytes of the cell that begins here; moves `i` past it.
  private func cell(_ bytes: Bytes, _ i: inout Int) -> Bytes? {
    let quote = UInt8(ascii: "\"")
    if i < bytes.count, bytes[i] == quote {
      let start = i + 1
      i = start
      while i < bytes.count, bytes[i] != quote, !bytes[i].isControl { i += 1 }
      guard i < bytes.count, bytes[i] == quote else { return nil }
      i += 1
      return Bytes(rebasing: bytes[start..<(i - 1)])
    }
    let start = i
    endsCell.withUnsafeBufferPointer { ends in
      while i < bytes.count, !ends[Int(bytes[i])] { i += 1 }
    }
    // Anything other than the end of a cell is not handled here.
    guard i == bytes.count || bytes[i] == separator || bytes[i].isLineEnd else { return nil }
    return Bytes(rebasing: bytes[start..<i])
  }

  private static func mayHoldAddress(_ text: String) -> Bool {
    text.utf8.contains { ".:*".utf8.contains($0) } && TextFacts(text, line: 1).holdsAddress
  }

  /// The label of a cell: `.some(nil)` if it names nothing, nil if it is not plain.
  private static func name(_ text: String) -> Label?? {
    // A combining mark would form one character with the separator before it.
    let isApart = text.isEmpty || ("," + text).first == ","
    if !isApart || text.first == "{" || text.first == "["
      || text.withoutUnsafeCharacters.removed
    {
      return nil
    }
    let name = text.withoutUnsafeCharacters.text.folded
    return .some(name.isBlankWord ? nil : Label(name))
  }

  private mutating func number(ports cell: Bytes) -> Int? {
    let number = portNumbers.value(of: cell) { text in
      // Invisible characters would split numbers.
      if !text.isASCII { return nil }
      let cell = TextFacts(text, line: 1)
      let read = cell.cellPorts
      // Words and numbers beside the ports may say more.
      guard cell.isBlank || read.terms.count == 1, read.problems.isEmpty, read.examples == nil,
        read.otherWords.isEmpty, read.strayNumbers == 0, read.doubtfulNumbers.isEmpty,
        !cell.holdsAddress,
        read.terms.allSatisfy({
          $0.transport == nil && $0.usualTransport == nil && $0.ports != .customer
        })
      else { return nil }
      ports.append(read.terms.first?.ports)
      return ports.count - 1
    }
    guard let number else { return nil }
    if ports[number] != nil {
      if endpoints.isEmpty { firstHasPorts = true } else { othersHavePorts = true }
    }
    return number
  }

  private mutating func number(transport cell: Bytes) -> Int? {
    transportNumbers.value(of: cell) { text in
      let cell = TextFacts(text, line: 1)
      // "tcp 8080-8090" says ports, too.
      guard text.isASCII, let transport = cell.transport, !cell.holdsAddress,
        cell.cellPorts.terms.allSatisfy({ $0.ports == nil })
      else { return nil }
      transports.append(transport)
      return transports.count - 1
    }
  }

  private mutating func terms(_ portNumber: Int, _ transportNumber: Int) -> UInt32 {
    while termsOf.count <= portNumber { termsOf.append([]) }
    while termsOf[portNumber].count <= transportNumber { termsOf[portNumber].append(nil) }
    if let known = termsOf[portNumber][transportNumber] { return known }
    // Without such a column there are no values of it.
    let transport = transports.isEmpty ? nil : transports[transportNumber]
    let ports = ports.isEmpty || transport == .icmp ? nil : ports[portNumber]
    let terms = endpoints.number(terms: Terms(ports: ports, transport: transport))
    termsOf[portNumber][transportNumber] = terms
    return terms
  }
}

extension UInt8 {
  /// A control character, such as a tab.
  fileprivate var isControl: Bool { self < 0x20 || self == 0x7F }
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
