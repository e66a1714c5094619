import EndpointModel

/// Ports that someone asks about: `tcp/7400`, `udp/4201-4264`, or `7400` for either protocol.
public struct PortQuestion: Hashable, Sendable {
  public let ports: PortRange
  /// Nil for either protocol.
  public let transport: AssignedTransport?

  public init(_ ports: PortRange, transport: AssignedTransport? = nil) {
    self.ports = ports
    self.transport = transport
  }
}

extension PortQuestion {
  /// Whether an endpoint states all of the ports, for such a protocol; nil where it leaves that
  /// open: to the customer's own ports, or by not stating it.
  ///
  /// ```swift
  /// PortQuestion("tcp/443")!.isStated(by: endpoint)  // true for tcp 80,443
  /// ```
  public func isStated(by endpoint: Endpoint) -> Bool? {
    if let transport, let stated = endpoint.transport {
      guard stated.names(transport) else { return false }
    }
    switch endpoint.ports {
    case .numbers(let set):
      guard set.ranges.contains(where: { $0.contains(ports.low) && $0.contains(ports.high) })
      else { return false }
    case .any: break
    case .customer, nil: return nil
    }
    return transport != nil && endpoint.transport == nil ? nil : true
  }
}

extension IPProtocol {
  /// Whether it is all of a transport that customers' ports have.
  fileprivate func names(_ transport: AssignedTransport) -> Bool {
    self == .any || self == .tcpAndUDP || rawValue == transport.rawValue
  }
}

extension PortQuestion: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    let parts = String(text).unicodeScalars.split(
      separator: "/", omittingEmptySubsequences: false
    ).map { Substring($0) }
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port (tcp/7400)", input: String(text), rule: rule)
    }
    guard parts.count <= 2 else { throw failure("it has more than one slash") }
    let transport = parts.count == 2 ? AssignedTransport(rawValue: parts[0].lowercased()) : nil
    guard parts.count == 1 || transport != nil else {
      throw failure("before the slash stands neither tcp nor udp")
    }
    do throws(ValueError) {
      self.init(try PortRange(parsing: parts[parts.count - 1]), transport: transport)
    } catch {
      throw failure(error.rule)
    }
  }

  public init?(_ description: String) {
    guard let question = try? PortQuestion(parsing: description) else { return nil }
    self = question
  }

  public var description: String { (transport.map { $0.rawValue + "/" } ?? "") + "\(ports)" }
}
