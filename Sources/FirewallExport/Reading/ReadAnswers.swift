import EndpointModel

/// Which packets of connections that are there the rules let through: without their answers, what is
/// allowed comes to nothing.
struct ReadAnswers {
  /// Whether all of them pass.
  var areAll = false
  private var transports: Set<IPProtocol> = []
  /// The line of the first rule that is for some of them in another way.
  private var partial: Int?

  /// Takes a rule that accepts them.
  ///
  /// - Parameters:
  ///   - transport: the protocol that it is for; nil for all.
  ///   - isNarrow: whether it has other conditions.
  mutating func take(_ transport: IPProtocol?, isNarrow: Bool, line: Int) {
    if isNarrow {
      partial = partial ?? line
    } else if let transport, transport != .any {
      transports.insert(transport)
    } else {
      areAll = true
    }
  }

  /// What is to be said for what is allowed.
  enum Sentence {
    case nothing
    /// None passes, or none of some protocol.
    case problem
    case note(String)
  }

  func sentence(for endpoints: [Endpoint]) -> Sentence {
    let allowed = Set(endpoints.map { $0.transport ?? .any }.flatMap(Self.parts))
    if areAll || allowed.isEmpty || allowed.isSubset(of: transports) { return .nothing }
    return partial.map {
      .note(
        "whether answers to all that is allowed pass: the rule of line \($0) is for some of them only"
      )
    } ?? .problem
  }

  private static func parts(_ transport: IPProtocol) -> [IPProtocol] {
    switch transport {
    case .tcpAndUDP: [.tcp, .udp]
    case .icmp: [.icmp]
    default: [transport]
    }
  }
}
