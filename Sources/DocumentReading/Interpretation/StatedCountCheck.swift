import EndpointModel

/// Holds the counts that a document states against what it lists.
enum StatedCountCheck {
  /// A table's endpoints and the line where it begins.
  struct Part {
    let line: Int
    let endpoints: [Endpoint]
  }

  /// A finding for each stated count that fits neither the whole document nor the
  /// table that follows it.
  static func findings(_ counts: [StatedCount], _ parts: [Part]) -> [Finding] {
    let whole = parts.flatMap(\.endpoints)
    let inWhole = Dictionary(
      uniqueKeysWithValues: Set(counts.map(\.subject)).map { ($0, number($0, in: whole)) })
    return counts.compactMap { stated in
      let following = parts.first { $0.line > stated.line }?.endpoints ?? []
      let listed = [inWhole[stated.subject]!, number(stated.subject, in: following)]
      guard !listed.contains(stated.count) else { return nil }
      return Finding(
        .warning, "stated-count-differs", line: stated.line, quote: stated.quote,
        message: "the document says \(stated.count) \(stated.subject.rawValue); "
          + "the table that follows has \(listed[1]), the whole document \(listed[0])")
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
