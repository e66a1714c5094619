import EndpointModel

/// Compares the counts that a document states with what it lists.
enum StatedCountCheck {
  /// A table's endpoints and the line where it begins.
  struct Part {
    let line: Int
    let endpoints: [Endpoint]
  }

  /// A finding for each stated count that matches neither the whole document nor the
  /// table that follows it.
  static func findings(_ counts: [StatedCount], _ parts: [Part]) -> [Finding] {
    let whole = parts.flatMap(\.endpoints)
    let inWhole = Numbers(whole)
    // If no part follows, there is nothing to count.
    let inParts = parts.map { Numbers($0.endpoints) } + [Numbers([])]
    // Both are in the order of the document.
    var following = 0
    return counts.sorted { $0.line < $1.line }.compactMap { stated in
      while following < parts.count, parts[following].line <= stated.line { following += 1 }
      let listed = [inWhole[stated.subject], inParts[following][stated.subject]]
      guard !listed.contains(stated.count) else { return nil }
      return Finding(
        .warning, "stated-count-differs", line: stated.line, quote: stated.quote,
        message: "the document says \(stated.count) \(stated.subject.rawValue); "
          + "the table that follows has \(listed[1]), the whole document \(listed[0])")
    }
  }

  /// How many addresses and ports some endpoints have, counted on demand.
  private final class Numbers {
    private let endpoints: [Endpoint]
    private var known: [StatedCount.Subject: Int] = [:]

    init(_ endpoints: [Endpoint]) { self.endpoints = endpoints }

    subscript(subject: StatedCount.Subject) -> Int {
      if let number = known[subject] { return number }
      let number = StatedCountCheck.number(subject, in: endpoints)
      known[subject] = number
      return number
    }
  }

  private static func number(_ subject: StatedCount.Subject, in endpoints: [Endpoint]) -> Int {
    switch subject {
    case .addresses: Set(endpoints.compactMap(\.address).filter { $0.range != nil }).count
    case .ports:
      PortSet(
        endpoints.flatMap { endpoint -> [ClosedRange<UInt16>] in
          if case .numbers(let set)? = endpoint.ports { set.ranges } else { [] }
        })?.count ?? 0
    }
  }
}
