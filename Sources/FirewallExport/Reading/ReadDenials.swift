import EndpointModel

/// Rules that deny, in front of others that allow. What one takes away is not worked out; whether it takes
/// away anything is: a later rule has to be for some of the same connections.
struct ReadDenials {
  private struct Denial {
    /// Nil for all.
    let services: [ReadTraffic]?
    let source: Side
    let destination: Side
    let ways: Set<PermitDirection>
    /// What is said of it.
    let sentence: String
  }

  /// One end, ready to be compared.
  private enum Side {
    case anybody(IPFamily?)
    case ranges(AddressSet)
    /// With names, of which nothing tells where they are.
    case unknown

    init(_ end: ReadEnd) {
      switch end {
      case .anybody(let family): self = .anybody(family)
      case .addresses(let addresses):
        let ranges = addresses.compactMap(\.range)
        self = ranges.count == addresses.count ? .ranges(AddressSet(ranges)) : .unknown
      }
    }

    func overlaps(_ other: Side) -> Bool {
      switch (self, other) {
      case (.unknown, _), (_, .unknown): true
      case (.anybody(let a), .anybody(let b)): a == nil || b == nil || a == b
      case (.anybody(let family), .ranges(let set)), (.ranges(let set), .anybody(let family)):
        set.ranges.contains { family == nil || $0.family == family }
      case (.ranges(let a), .ranges(let b)): !a.intersection(b).isEmpty
      }
    }
  }

  private var waiting: [Denial] = []

  var isEmpty: Bool { waiting.isEmpty }

  /// So many are held against each later rule; a list with more is none that a person reads.
  private static let most = 500

  /// Takes a rule.
  ///
  /// - Returns: the sentence, if it is to be told whatever comes later.
  mutating func take(
    _ services: [ReadTraffic]?, from source: ReadEnd, to destination: ReadEnd,
    _ ways: Set<PermitDirection>, sentence: String
  ) -> String? {
    guard waiting.count < Self.most else { return sentence }
    waiting.append(
      Denial(
        services: services, source: Side(source), destination: Side(destination), ways: ways,
        sentence: sentence))
    return nil
  }

  /// The sentences on all of them, where all that no rule decides is allowed.
  mutating func concerningTheRest() -> [String] {
    let out = waiting.map(\.sentence)
    waiting = []
    return out
  }

  /// The sentences on those that are for some of what a later rule allows, each once.
  mutating func concerning(
    _ services: [ReadTraffic], from source: ReadEnd, to destination: ReadEnd,
    _ ways: Set<PermitDirection>
  ) -> [String] {
    if waiting.isEmpty { return [] }
    let (source, destination) = (Side(source), Side(destination))
    var out: [String] = []
    waiting.removeAll { denial in
      guard !denial.ways.isDisjoint(with: ways), denial.source.overlaps(source),
        denial.destination.overlaps(destination),
        denial.services.map({ all in
          all.contains { denied in services.contains(where: denied.shares) }
        }) ?? true
      else { return false }
      out.append(denial.sentence)
      return true
    }
    return out
  }
}
