import EndpointModel
import InventoryModel

/// The ports in one cell of a customer sheet, as people and spreadsheets write them: `7412.0`,
/// `5700 to 5763`, `7,421`, `tcp/7422`, `7412-7415, 7420`, `7412 bis 7415 und 7420`.
struct SheetPorts {
  /// Ascending.
  let ranges: [Range]
  /// The number that was read with a mark of thousands in it; nil if there was none.
  let doubtful: String?

  struct Range: Hashable {
    let ports: PortRange
    /// The protocol that the cell names; nil if it names none.
    let transport: AssignedTransport?
  }

  /// - Throws: `ValueError` if the cell states no ports, or something else besides, or if it may mean
  ///   other ones.
  init(_ text: String) throws(ValueError) {
    // Most cells, without a search in them.
    if let ports = PortRange(text) {
      ranges = [Range(ports: ports, transport: nil)]
      doubtful = nil
      return
    }
    let plain = text.withoutZeroDecimals
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port range", input: text, rule: rule)
    }
    let hasComma = plain.utf8.contains(UInt8(ascii: ","))
    if hasComma, let decimals = plain.firstMatch(of: Pattern.decimals) {
      throw failure("\(decimals.output) is one number with decimals, or two")
    }
    if !hasComma || PortRanges.doubtful(in: plain) == nil, let ranges = Self.listed(plain) {
      self.ranges = ranges
      doubtful = nil
    } else {
      guard let (ranges, doubtful) = Self.read(plain) else { throw failure(Self.rule(of: plain)) }
      if ranges.count > 1 {
        if let number = PortRanges.doubtful(in: plain) {
          throw failure(PortRanges.rule(doubtful: number))
        }
        if plain.contains(Pattern.unjoined) {
          throw failure("between two of its numbers stands neither a hyphen nor a comma")
        }
      }
      self.ranges = ranges
      self.doubtful = doubtful
    }
    guard Set(ranges.map { $0.transport == nil }).count == 1 else {
      throw failure("some of its ranges name a protocol, and some do not")
    }
  }

  /// Why a text is no range of ports.
  private static func rule(of text: String) -> String {
    do throws(ValueError) {
      _ = try PortRange(parsing: text)
      return "it holds no ports, or something else besides"
    } catch {
      return error.rule
    }
  }

  /// Ranges in the form in which they are exported, `7412-7415, 7420` or `tcp/7412, udp/7420`; nil if
  /// the cell has another one.
  private static func listed(_ text: String) -> [Range]? {
    var sets: [AssignedTransport?: [PortRange]] = [:]
    let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) {
      $0 == "," || $0 == ";" || $0 == "\n"
    }
    for part in parts {
      guard let question = PortQuestion(Substring(part).trimmed) else { return nil }
      sets[question.transport, default: []].append(question.ports)
    }
    return ranges(sets)
  }

  /// What the words of documents say in the cell; nil if it states no ports, or something else.
  private static func read(_ text: String) -> (ranges: [Range], doubtful: String?)? {
    let facts = TextFacts(text, line: 0)
    let read = facts.cellPorts
    guard read.problems.isEmpty, read.otherWords.isEmpty, !facts.holdsAddress,
      read.examples == nil, read.strayNumbers == 0
    else { return nil }
    var sets: [AssignedTransport?: [PortRange]] = [:]
    for term in read.terms {
      guard case .numbers(let set)? = term.ports else { return nil }
      let named = term.transport.map { AssignedTransport(rawValue: $0.description) }
      // A protocol that no customer's ports can have.
      if named == .some(nil) { return nil }
      sets[named ?? nil, default: []] += set.ranges.compactMap {
        PortRange($0.lowerBound, $0.upperBound)
      }
    }
    // 7412/tcp, 7412/udp
    if let tcp = sets[.tcp], tcp == sets[.udp], sets[.tcpAndUDP] == nil {
      sets[.tcpAndUDP] = tcp
      (sets[.tcp], sets[.udp]) = (nil, nil)
    }
    let ranges = ranges(sets)
    return ranges.isEmpty ? nil : (ranges, read.doubtfulNumbers.first)
  }

  private static func ranges(_ sets: [AssignedTransport?: [PortRange]]) -> [Range] {
    sets.flatMap { transport, ranges in
      (PortRanges(ranges)?.all ?? []).map { Range(ports: $0, transport: transport) }
    }.sorted {
      ($0.ports, $0.transport?.rawValue ?? "") < ($1.ports, $1.transport?.rawValue ?? "")
    }
  }
}

extension String {
  /// Without the decimals that a spreadsheet adds to whole numbers: `7412.0`, `7412,00`.
  var withoutZeroDecimals: String {
    // Most cells have none, and are not searched.
    let mayHave = zip(utf8, utf8.dropFirst()).contains { mark, digit in
      (mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",")) && digit == UInt8(ascii: "0")
    }
    if !mayHave { return self }
    return wholeNumber ?? replacing(Pattern.zeroDecimals) { $0.output.number }
  }

  /// The number of a cell that is nothing but such a one; nil for any other.
  private var wholeNumber: String? {
    let number = utf8.prefix { $0.decimalDigit != nil }
    let rest = utf8[number.endIndex...]
    let zeros = rest.dropFirst()
    guard (2...5).contains(number.count), let mark = rest.first,
      mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","), (1...2).contains(zeros.count),
      zeros.allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return nil }
    return String(Substring(number))
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  /// Behind a comma without a blank, so few digits are rarely a port.
  nonisolated(unsafe) static let decimals = /\d{4,5},\d{1,2}(?!\d)/
  /// Numbers with nothing but blanks or a slash between them.
  nonisolated(unsafe) static let unjoined = /\d(?:[ \t\u{A0}]+|[ \t]*\/[ \t]*)\d/
  nonisolated(unsafe) static let zeroDecimals = /(?<number>\b\d{2,5})[.,]0{1,2}(?!\d)/
}
