import EndpointModel
import InventoryModel

/// The ports in one cell of a customer sheet, as people and spreadsheets write them: `7412.0`,
/// `5700 to 5763`, `7,421`, `tcp/7422`.
struct SheetPorts {
  let ports: PortRange
  /// The protocol that the cell names; nil if it names none.
  let transport: AssignedTransport?
  /// The number that was read with a mark of thousands in it; nil if there was none.
  let doubtful: String?

  /// - Throws: `ValueError` if the cell states no ports, several ranges, or something else besides.
  init(_ text: String) throws(ValueError) {
    let plain = text.withoutZeroDecimals
    let failure: ValueError
    do throws(ValueError) {
      ports = try PortRange(parsing: plain)
      (transport, doubtful) = (nil, nil)
      return
    } catch {
      failure = ValueError(expected: error.expected, input: text, rule: error.rule)
    }
    // The words of documents, read as those are.
    let facts = TextFacts(plain, line: 0)
    let read = facts.cellPorts
    guard read.problems.isEmpty, read.otherWords.isEmpty, !facts.holdsAddress,
      read.examples == nil, read.strayNumbers == 0
    else { throw failure }
    var ranges: Set<PortRange> = []
    var transports: Set<AssignedTransport?> = []
    for term in read.terms {
      guard case .numbers(let set)? = term.ports else { throw failure }
      ranges.formUnion(set.ranges.compactMap { PortRange($0.lowerBound, $0.upperBound) })
      let named = term.transport.map { AssignedTransport(rawValue: $0.description) }
      // A protocol that no customer's ports can have.
      if named == .some(nil) { throw failure }
      transports.insert(named ?? nil)
    }
    if ranges.count > 1 {
      throw ValueError(
        expected: "port range", input: text,
        rule: "it holds \(ranges.count) ranges, and a customer has one for each role")
    }
    guard let range = ranges.first else { throw failure }
    ports = range
    let named = transports.compactMap { $0 }
    transport = Set(named).count == 2 ? .tcpAndUDP : named.first
    doubtful = read.doubtfulNumbers.first.map { "\($0)" }
  }
}

extension String {
  /// Without the decimals that a spreadsheet adds to whole numbers: `7412.0`, `7412,00`.
  var withoutZeroDecimals: String {
    replacing(Pattern.zeroDecimals) { $0.output.number }
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let zeroDecimals = /(?<number>\b\d{2,5})[.,]0{1,2}(?!\d)/
}
