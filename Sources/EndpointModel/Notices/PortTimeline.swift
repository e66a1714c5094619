/// How a customer's own ports of a deployment change from a moment on, as far as it is known.
public struct PortTimeline: Hashable, Sendable {
  public struct Piece: Hashable, Sendable {
    public let from: UTCTime
    public let ports: OwnPorts
  }

  /// Ascending, the first from the moment on; no two that follow each other have the same
  /// ports.
  public let pieces: [Piece]

  /// - Parameters:
  ///   - time: the moment.
  ///   - uses: when the customer uses the deployment.
  ///   - assignments: the customer's ports of it, those that count.
  public init(from time: UTCTime, uses: [Period], assignments: [PortAssignment]) {
    let periods = uses + assignments.map(\.period)
    let later = Set(periods.flatMap { [$0.from, $0.until].compactMap { $0 } }).filter { $0 > time }
    var pieces: [Piece] = []
    for moment in [time] + later.sorted() {
      let ports =
        uses.contains { $0.contains(moment) }
        ? OwnPorts(
          isUsed: true,
          parts: assignments.filter { $0.period.contains(moment) }
            .map { OwnPorts.Part($0.role, $0.ports, $0.transport) })
        : .unused
      if pieces.last?.ports != ports { pieces.append(Piece(from: moment, ports: ports)) }
    }
    self.pieces = pieces
  }

  /// What changes and when, after the first moment.
  public var steps: [PortStep] {
    zip(pieces, pieces.dropFirst()).map {
      PortStep(at: $1.from, before: $0.ports, after: $1.ports)
    }
  }

  private func ports(at time: UTCTime) -> OwnPorts {
    pieces.last { $0.from <= time }?.ports ?? .unused
  }

  /// What is to be told to whom was told of another course: from the first moment on at which
  /// they differ all that changes, also what was told of before, so that it takes the place
  /// of all that was told of that moment and later. Ascending.
  ///
  /// - Parameter told: from the same moment on.
  public func news(since told: PortTimeline) -> [PortStep] {
    guard let now = pieces.first else { return [] }
    let planned = Dictionary(uniqueKeysWithValues: steps.map { ($0.time, $0) })
    let was = Dictionary(uniqueKeysWithValues: told.steps.map { ($0.time, $0) })
    var news = [PortStep(at: now.from, before: told.ports(at: now.from), after: now.ports)]
    let isOtherNow = news[0].before != news[0].after
    let later = Set(planned.keys).union(was.keys).sorted()
    for time in later.drop(while: { !isOtherNow && planned[$0] == was[$0] }) {
      // What was to change and does not is as it was told otherwise.
      news.append(
        planned[time] ?? PortStep(at: time, before: told.ports(at: time), after: ports(at: time)))
    }
    return news.filter { $0.before != $0.after }
  }
}

/// A change of a customer's own ports.
public struct PortStep: Hashable, Sendable {
  /// From when on.
  public let time: UTCTime
  public let before: OwnPorts
  public let after: OwnPorts

  public init(at time: UTCTime, before: OwnPorts, after: OwnPorts) {
    self.time = time
    self.before = before
    self.after = after
  }
}
