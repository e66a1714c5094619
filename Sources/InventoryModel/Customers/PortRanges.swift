import EndpointModel

/// One or more ranges of ports that belong together: `7412-7415,7420`.
public struct PortRanges: Hashable, Sendable {
  /// Disjoint and ascending. Adjacent ones stay apart: each is given and ended by itself.
  public let all: [PortRange]

  /// The given ranges, those that overlap as one; nil if there are none.
  public init?(_ ranges: some Sequence<PortRange>) {
    var all: [PortRange] = []
    for range in ranges.sorted() {
      if let last = all.last, last.overlaps(range),
        let both = PortRange(last.low, max(last.high, range.high))
      {
        all[all.count - 1] = both
      } else {
        all.append(range)
      }
    }
    if all.isEmpty { return nil }
    self.all = all
  }

  /// What in a text may be one number with a mark of thousands, or two ports: `20,119`; nil if
  /// nothing is. `80,443` is two: no port is above 65535.
  public static func doubtful(in text: some StringProtocol) -> String? {
    for run in text.split(whereSeparator: { $0 != "," && !("0"..."9").contains($0) }) {
      let numbers = run.split(separator: ",", omittingEmptySubsequences: false)
      for (first, second) in zip(numbers, numbers.dropFirst())
      where (1...2).contains(first.count) && second.count == 3 && UInt16("\(first)\(second)") != nil
      {
        return "\(first),\(second)"
      }
    }
    return nil
  }
}

extension PortRanges: LosslessStringConvertible {
  /// Reads ranges with commas or semicolons between them, each as `PortRange` reads it.
  ///
  /// ```swift
  /// try PortRanges(parsing: "7420, 7412 - 7415").description  // "7412-7415,7420"
  /// ```
  ///
  /// - Throws: `ValueError` with the rule that the text breaks; also for what may be one number or
  ///   two, `20,119`.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "list of port ranges", input: String(text), rule: rule)
    }
    if let number = Self.doubtful(in: text) { throw failure(Self.rule(doubtful: number)) }
    var ranges: [PortRange] = []
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ",;".contains($0) })
    {
      do throws(ValueError) {
        ranges.append(try PortRange(parsing: part.trimmingBlanks))
      } catch {
        throw failure(error.rule)
      }
    }
    guard let all = PortRanges(ranges) else { throw failure("it is empty") }
    self = all
  }

  /// What to do about a doubtful number.
  public static func rule(doubtful number: String) -> String {
    "\(number) is one number or two; write it as \(number.filter { $0 != "," }), or as "
      + number.replacing(",", with: ", ")
  }

  public init?(_ description: String) {
    guard let ranges = try? PortRanges(parsing: description) else { return nil }
    self = ranges
  }

  /// With a blank behind each comma that would else look like a mark of thousands.
  public var description: String {
    let text = all.map(\.description).joined(separator: ",")
    return Self.doubtful(in: text) == nil ? text : text.replacing(",", with: ", ")
  }
}
