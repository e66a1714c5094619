import EndpointModel

/// A port that someone asks about: `tcp/7400`, `udp/4201`, or `7400` for either protocol.
public struct PortQuestion: Hashable, Sendable {
  public let port: UInt16
  /// Nil for either protocol.
  public let transport: AssignedTransport?

  public init(port: UInt16, transport: AssignedTransport? = nil) {
    self.port = port
    self.transport = transport
  }
}

extension PortQuestion: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port (tcp/7400)", input: String(text), rule: rule)
    }
    guard parts.count <= 2 else { throw failure("it has more than one slash") }
    let transport = parts.count == 2 ? AssignedTransport(rawValue: parts[0].lowercased()) : nil
    guard parts.count == 1 || transport != nil else {
      throw failure("before the slash stands neither tcp nor udp")
    }
    do throws(ValueError) {
      self.init(port: try PortSet.port(parts[parts.count - 1]), transport: transport)
    } catch {
      throw failure(error.rule)
    }
  }

  public init?(_ description: String) {
    guard let question = try? PortQuestion(parsing: description) else { return nil }
    self = question
  }

  public var description: String { (transport.map { $0.rawValue + "/" } ?? "") + "\(port)" }
}
