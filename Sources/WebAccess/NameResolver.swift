import EndpointModel
import NameLookup

/// Asks the DNS for the addresses of host names (RFC 1035), by c-ares: it tells how long each
/// address holds.
public struct NameResolver: Sendable {
  private let servers: String?
  private let timeoutMilliseconds: Int32

  /// - Parameter servers: `HOST[:PORT]`, separated by commas; nil for those of the system.
  public init(servers: String? = nil, timeoutSeconds: Int = 5) {
    self.servers = servers
    timeoutMilliseconds = Int32(timeoutSeconds * 1000)
  }

  /// An address that a name has, and for how many seconds it may be kept.
  public struct Answer: Hashable, Sendable {
    public let address: IPAddress
    public let timeToLive: Int

    public init(address: IPAddress, timeToLive: Int) {
      self.address = address
      self.timeToLive = timeToLive
    }
  }

  /// Why a name has no addresses.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The DNS says so.
    case noAddress(String)
    /// No server answered, or none in a way that counts.
    case noAnswer(String)

    public var description: String {
      switch self {
      case .noAddress(let reason): "it has no address: \(reason)"
      case .noAnswer(let reason): "no answer from the DNS: \(reason)"
      }
    }
  }

  /// The addresses of a name, each once, ascending; never none.
  public func addresses(of name: HostName) throws(Failure) -> [Answer] {
    var result = name_lookup_run(name.text, servers, timeoutMilliseconds)
    defer { name_lookup_free(&result) }
    let message = withUnsafeBytes(of: &result.message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    switch result.outcome {
    case NAME_LOOKUP_FOUND: break
    case NAME_LOOKUP_NO_ADDRESS: throw .noAddress(message)
    default: throw .noAnswer(message)
    }
    var shortest: [IPAddress: Int] = [:]
    for i in 0..<result.count {
      var entry = result.addresses[i]
      let text = withUnsafeBytes(of: &entry.text) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let address = IPAddress(text) else { continue }
      shortest[address] = min(shortest[address] ?? .max, Int(entry.ttl))
    }
    return shortest.map { Answer(address: $0, timeToLive: $1) }.sorted { $0.address < $1.address }
  }
}
