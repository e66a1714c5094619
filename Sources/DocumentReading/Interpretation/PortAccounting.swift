import EndpointModel

/// The last account of the ports of a text: those that a line orders to open, and that no endpoint has and
/// no finding tells, are told here, with their line. Whatever part of the reader passed them over, they are
/// not lost without a word.
struct PortAccounting {
  private(set) var findings: [Finding] = []
  private let placed: Gathered.PlacedPorts
  /// The lines that findings name or leave out as a whole.
  private let lines: Set<Int>

  /// How many lines get a finding each.
  private static let limit = 1000

  /// - Parameters:
  ///   - placed: the ports that endpoints have.
  ///   - findings: those of the whole reading so far.
  ///   - leftOut: the lines of what they leave out as a whole.
  init(
    of blocks: [Block], _ placed: Gathered.PlacedPorts, _ findings: [Finding],
    leftOut: [ClosedRange<Int>]
  ) {
    self.placed = placed
    lines = Set(findings.lazy.compactMap(\.line)).union(leftOut.joined())
    for block in blocks { account(block) }
  }

  /// The words above, which may ask for the ports that follow; looked at only where a number below them is lost.
  private var label: (lines: [SourceLine], isHeading: Bool)?

  /// Whether they do.
  private mutating func areAwaited() -> Bool {
    guard let label else { return false }
    let facts = TextFacts(label.lines)
    let asks =
      label.isHeading
      ? facts.concepts.contains(.port) && !facts.shutsBelow && !facts.tellsEndpoints
      : facts.ordersPortsBelow || facts.asksForPortsBelow && !facts.shutsBelow
    if !asks { self.label = nil }
    return asks
  }

  private mutating func account(_ block: Block) {
    switch block {
    case .heading(let lines, _):
      label = (lines, isHeading: true)
      account(lines)
    case .paragraph(let lines), .item(let lines, _):
      account(lines)
      if lines.count > 1, lines[0].text.utf8.count <= 60, TextFacts([lines[0]]).isLabelOfPorts {
        label = (Array(lines.prefix(1)), isHeading: true)
      }
      for (place, line) in lines.enumerated() {
        accountBelow(line)
        accountCell(line, below: lines[..<place], isBelowCells: isBelowCells && place > 0)
      }
      isBelowCells = false
    case .table(let table):
      label = nil
      isBelowCells = table.isOfCellsBelowPorts
      for row in table.rows {
        for cell in row.cells { account(cell.lines) }
      }
    // Commands and settings open nothing.
    case .code, .metadata: label = nil
    }
  }

  private mutating func account(_ lines: [SourceLine]) {
    guard findings.count < Self.limit, lines.contains(where: { mayLose($0.text) }),
      !lines.contains(where: { self.lines.contains($0.number) })
    else { return }
    let whole = TextFacts(lines)
    for sentence in whole.text.sentences {
      let facts = TextFacts(String(sentence), line: whole.line)
      guard facts.ordersPortsThatCount else { continue }
      let lost = facts.textPorts.stated.compactMap(\.ports).contains { ports in
        guard case .numbers(let set) = ports else { return false }
        return !placed.holds(set)
      }
      if !lost { continue }
      findings.append(
        Finding(
          .warning, "ports-lost", line: facts.line, quote: facts.text.abridged(to: 200),
          message: "no rule has the ports that this line asks to open; check it"))
      return
    }
  }

  /// "3001 Dashboard", below "Required ports": a line that begins with a number that may be a port.
  private mutating func accountBelow(_ line: SourceLine) {
    let text = line.text
    if text.trimmed.isEmpty { return }
    if ":：".contains(text.trimmed.last ?? ".") {
      label = ([line], isHeading: false)
      return
    }
    guard label != nil, findings.count < Self.limit, !lines.contains(line.number), mayLose(text)
    else {
      return
    }
    let told = TextFacts([line])
    let isLost = told.numbersOfPorts.contains { number in
      PortSet([number...number]).map { !placed.holds($0) } ?? false
    }
    guard isLost, !told.isTakenBack, areAwaited() else { return }
    findings.append(
      Finding(
        .warning, "ports-lost", line: line.number, quote: told.text.abridged(to: 200),
        message: "the words above ask for ports, and no rule has the number of this line; check it")
    )
  }

  /// Whether a table whose cells stand one below the other ended right above.
  private var isBelowCells = false

  /// "9901 to", "443 *", below "Default ports" a few lines above: a cell of a table that lost its columns.
  private mutating func accountCell(
    _ line: SourceLine, below lines: ArraySlice<SourceLine>, isBelowCells: Bool
  ) {
    let text = line.text.trimmed
    guard text.utf8.count <= 16, text.first?.isNumber ?? false, findings.count < Self.limit,
      !self.lines.contains(line.number), findings.last?.line != line.number, mayLose(text)
    else { return }
    let told = TextFacts([line])
    let isOfNumbers = told.tokens.allSatisfy {
      $0.isNumber || $0.transport != nil || $0.concepts.containsAny(of: .until, .and)
        || $0.lower == "to" || ",*-–~()".contains(where: $0.isSign)
    }
    guard isOfNumbers, !told.numbersOfPorts.isEmpty,
      isBelowCells
        || lines.suffix(60).contains(where: { line in
          line.text.utf8.count <= 60 && !line.text.contains(where: \.isNumber)
            && TextFacts([line]).isLabelOfPorts
        })
    else { return }
    findings.append(
      Finding(
        .warning, "ports-lost", line: line.number, quote: told.text.abridged(to: 200),
        message:
          "the line may be a cell of ports of a table without columns; no rule has its number; check it"
      )
    )
  }

  /// Whether a number in it, that may be a port, is one that no endpoint has; most lines hold none, and this
  /// is quick.
  private func mayLose(_ text: String) -> Bool {
    let numbers = text.utf8.split { !$0.isDigit }
    return numbers.contains { digits in
      guard digits.count < 6, let port = UInt16(Substring(digits)), port > 0,
        let set = PortSet([port...port])
      else { return false }
      return !placed.holds(set)
    }
  }
}

extension Table {
  /// Whether its cells stood one below the other, and the names of its columns speak of ports.
  fileprivate var isOfCellsBelowPorts: Bool {
    guard let names = rows.first?.cells, names.count > 1 else { return false }
    let lines = names.compactMap { $0.lines.first?.number }
    return Set(lines).count == names.count
      && names.contains { TextFacts($0.lines).concepts.contains(.port) }
  }
}

extension TextFacts {
  /// "3001 Dashboard", "web 80 for http, 443 for https", "Queue (4222) is used for tasks.": numbers that may be
  /// ports; not "50/esp", "30 GB", "1. Open".
  fileprivate var numbersOfPorts: [UInt16] {
    guard !holdsAddress, !text.isCommand else { return [] }
    let isSentence = ".。".contains(text.last ?? "-")
    return tokens.indices.compactMap { place -> UInt16? in
      if isSentence, place > 6 || place == 0 || !tokens[place - 1].isSign("(") { return nil }
      guard let number = tokens[place].number.flatMap(UInt16.init(exactly:)), number >= 20 else {
        return nil
      }
      let behind = place + 1 < tokens.count ? tokens[place + 1] : nil
      let before = place > 0 ? tokens[place - 1] : nil
      let joins = [before, behind].contains { sign in
        sign.map { sign in "/.%=-–+×:".contains(where: sign.isSign) && !sign.isApart } ?? false
      }
      let isUnit = behind.map { Self.units.contains($0.lower) } ?? false
      return joins || isUnit ? nil : number
    }
  }
  private static let units: Set = [
    "gb", "mb", "kb", "mbps", "gbps", "kbps", "ms", "s", "sec", "seconds", "minutes", "min",
    "hours", "days",
    "users", "devices", "servers", "percent", "bit", "bits", "bytes", "cores", "mhz", "ghz",
  ]

  /// "Required ports", above lines of them.
  fileprivate var isLabelOfPorts: Bool {
    concepts.contains(.port) && tokens.count <= 8 && !tellsEndpoints && !shutsBelow
      && !".。".contains(text.last ?? "-")
  }

  /// Whether it asks to open ports, or not to block them, and does not plainly deny it.
  fileprivate var ordersPortsThatCount: Bool {
    guard tellsEndpoints, !text.isCommand, !mayBeExample, !text.hasSuffix("?") else { return false }
    let orders = clauses.joined().contains { $0.tells && $0.sign > 0 && $0.isStrong }
    return orders || isDoubtfulDenial && clauses.joined().contains { $0.tells && $0.isStrong }
  }
}
