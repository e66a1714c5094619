import EndpointModel

/// How a customer's own ports of a deployment change from a moment on, as far as known.
public struct PortTimeline: Hashable, Sendable {
  public struct Piece: Hashable, Sendable {
    public let from: UTCTime
    public let ports: OwnPorts
  }

  /// Ascending, the first from the moment on; consecutive pieces have different ports.
  public let pieces: [Piece]

  /// - Parameters:
  ///   - time: the moment.
  ///   - uses: when the customer uses the deployment.
  ///   - assignments: the customer's assignments for it that count (`corrected` is nil).
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

  /// What to report to somebody who was told a different timeline: all changes from the first
  /// moment on at which the two differ, including those reported before, so that they replace
  /// everything reported for that moment and later. Ascending.
  ///
  /// - Parameter told: the timeline reported before, from the same moment on.
  public func news(since told: PortTimeline) -> [PortStep] {
    guard let now = pieces.first else { return [] }
    let planned = Dictionary(uniqueKeysWithValues: steps.map { ($0.time, $0) })
    let was = Dictionary(uniqueKeysWithValues: told.steps.map { ($0.time, $0) })
    var news = [PortStep(at: now.from, before: told.ports(at: now.from), after: now.ports)]
    let isOtherNow = news[0].before != news[0].after
    let later = Set(planned.keys).union(was.keys).sorted()
    for time in later.drop(while: { !isOtherNow && planned[$0] == was[$0] }) {
      // A reported change that will not happen: from the reported ports to the actual ones.
      news.append(
        planned[time] ?? PortStep(at: time, before: told.ports(at: time), after: ports(at: time)))
    }
    return news.filter { $0.before != $0.after }
  }
}

/// A change of a customer's own ports.
public struct PortStep: Hashable, Sendable {
  /// When it takes effect.
  public let time: UTCTime
  public let before: OwnPorts
  public let after: OwnPorts

  public init(at time: UTCTime, before: OwnPorts, after: OwnPorts) {
    self.time = time
    self.before = before
    self.after = after
  }
}
