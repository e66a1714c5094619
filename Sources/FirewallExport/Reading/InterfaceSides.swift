import EndpointModel

/// The interfaces that settings name: where connections of our side come in, and where they go out. Those
/// of the other side pass them the other way round.
struct InterfaceSides {
  /// Nil for none that a setting names.
  var comesIn: String?
  var goesOut: String?

  /// What a rule that names interfaces has to do with connections between the two sides.
  enum Relation: Equatable {
    /// It is for packets that go these ways.
    case ways(Set<PermitDirection>)
    /// It is for what passes other interfaces.
    case none
    /// No setting tells.
    case unknown
  }

  /// - Parameters:
  ///   - conditions: the names of interfaces, any of which fits, and at which end packets pass them.
  ///   - hook: `forward`, `input` or `output`, in either case: at the latter two there is one end.
  func relation(_ conditions: [(isIn: Bool, names: [String])], at hook: String) -> Relation {
    var ways: Set<PermitDirection> = []
    var isUnknown = false
    for way in PermitDirection.passing(hook) {
      let answers = conditions.map { condition in
        fits(condition.names, isIn: condition.isIn, way, isEnd: hook.lowercased() != "forward")
      }
      if answers.contains(false) { continue }
      if answers.contains(nil) { isUnknown = true } else { ways.insert(way) }
    }
    if !ways.isEmpty { return .ways(ways) }
    return isUnknown ? .unknown : .none
  }

  /// A note for each interface that a rule is for and no setting names.
  func notes(on names: [String]) -> [String] {
    let others = names.filter { name in ![comesIn, goesOut].contains { $0 == name } }
    return others.map { "what passes the interface \($0.quoted), which no setting names" }
  }

  /// Whether what goes a way passes one of some interfaces; nil if no setting tells.
  private func fits(
    _ names: [String], isIn: Bool, _ way: PermitDirection, isEnd: Bool
  ) -> Bool? {
    let isOurs = isEnd ? isIn : isIn == (way == .outbound)
    let (expected, other) = isOurs ? (comesIn, goesOut) : (goesOut, comesIn)
    if let expected { return names.contains { Self.fits($0, expected) } }
    // The other side's is another one.
    if let other, names.allSatisfy({ Self.fits($0, other) }) { return false }
    return nil
  }

  /// Whether a name, or the beginning of names (`eth+`, `eth*`), is an interface's.
  private static func fits(_ name: String, _ interface: String) -> Bool {
    if name == interface { return true }
    guard let last = name.last, last == "+" || last == "*" else { return false }
    return interface.hasPrefix(name.dropLast())
  }
}

extension PermitDirection {
  /// The way that the answers to connections go.
  var reversed: PermitDirection { self == .outbound ? .inbound : .outbound }
}
