/// What a change of a deployment's table opens and closes, as sets. Consecutive changes can be
/// combined without looking at the tables again.
public struct AccessChange: Sendable {
  let opened: Access
  let closed: Access

  init(opened: Access, closed: Access) {
    self.opened = opened
    self.closed = closed
  }

  /// - Parameter changes: must be those from `old` to `new`; `Comparison` ensures that.
  init(from old: Snapshot, to new: Snapshot, _ changes: ChangeSet) {
    let (removed, added) = (changes.removedOrChanged, changes.addedOrChanged)
    // What is allowed elsewhere is the same before and after.
    let both = ChangeNeighbourhood(changes).endpoints(of: old).without(removed)
    let sweep = AccessSweep(both: both, old: removed, new: added)
    let before = AccessNames(both, removed)
    let after = AccessNames(both, added)
    opened = Access(segments: sweep.opened.segments, names: after.subtracting(before))
    closed = Access(segments: sweep.closed.segments, names: before.subtracting(after))
  }

  /// The reverse change.
  public var inverted: AccessChange { AccessChange(opened: closed, closed: opened) }

  /// This change followed by another one, as one change. What one opens and the
  /// other closes cancels out.
  ///
  /// - Returns: Nil if either changes what every name is allowed: it is then unknown what a name
  ///   was allowed on its own.
  public func followed(by next: AccessChange) -> AccessChange? {
    let every = [opened, closed, next.opened, next.closed].map(\.names.every)
    guard every.allSatisfy(\.isEmpty) else { return nil }
    return AccessChange(
      opened: opened.subtracting(next.closed).union(next.opened.subtracting(closed)),
      closed: closed.subtracting(next.opened).union(next.closed.subtracting(opened)))
  }
}

// MARK: Parts, for storing

extension AccessChange {
  /// One piece of a change: a place and what is opened or closed there.
  public struct Part: Sendable {
    public let isOpening: Bool
    public let place: Place
    public let traffic: Traffic

    public init(isOpening: Bool, place: Place, traffic: Traffic) {
      self.isOpening = isOpening
      self.place = place
      self.traffic = traffic
    }
  }

  public enum Place: Hashable, Sendable {
    case range(AddressRange)
    case name(EndpointAddress)
    /// All names.
    case everyName
    /// Ports that are stated without an address.
    case unstated
  }

  /// All parts: what opens, then what closes, each with addresses ascending.
  public var parts: [Part] {
    [(opened, true), (closed, false)].flatMap { access, isOpening in
      var parts = access.segments.map {
        Part(isOpening: isOpening, place: .range($0.range), traffic: $0.traffic)
      }
      for (name, traffic) in access.names.each {
        let place: Place =
          switch name {
          case .address(let address): .name(address)
          case .unstated: .unstated
          }
        parts.append(Part(isOpening: isOpening, place: place, traffic: traffic))
      }
      if !access.names.every.isEmpty {
        parts.append(
          Part(isOpening: isOpening, place: .everyName, traffic: access.names.every))
      }
      return parts
    }
  }

  /// - Parameter parts: the `parts` of a change, in their order.
  public init(parts: [Part]) {
    var (opened, closed) = (Side(room: parts.count), Side(room: parts.count))
    for part in parts {
      if part.isOpening { opened.add(part) } else { closed.add(part) }
    }
    self.init(opened: opened.access, closed: closed.access)
  }

  /// The parts that open, or those that close.
  private struct Side {
    private var segments: [Access.Segment] = []
    private var each: [AccessNames.Name: Traffic] = [:]
    private var every = Traffic.none

    init(room: Int) { segments.reserveCapacity(room) }

    mutating func add(_ part: Part) {
      switch part.place {
      case .range(let range):
        segments.append(Access.Segment(range: range, traffic: part.traffic))
      case .name(let name): each[.address(name)] = part.traffic
      case .everyName: every = part.traffic
      case .unstated: each[.unstated] = part.traffic
      }
    }

    var access: Access {
      Access(segments: segments, names: AccessNames(exactly: each, every: every))
    }
  }
}
