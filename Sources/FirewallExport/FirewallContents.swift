import Digests

/// What the objects of a configuration hold, those of a device or of a file: whether a delta finds
/// what it begins with. Not what they allow, as a delta names them one by one: a /23 in place of two
/// /24 is the same access, and no base for a delta that takes one of the two away.
///
/// Ways of writing the same make no difference: what an object holds stands in the reader's own words.
public struct FirewallContents: Hashable, Sendable {
  /// By what a device calls it: `network gatebook-n-out-tcp-443`.
  public private(set) var objects: [String: [String]] = [:]

  public init() {}

  /// Takes an object. The order of what it holds does not count: deltas add lines to an access list
  /// in other places than whole files have them.
  public mutating func add(_ object: String, _ members: [String]) {
    objects[object] = Set(members).sorted()
  }

  /// Sixteen hexadecimal digits that other contents have not, unless somebody was looking for such:
  /// the beginning of their SHA-256.
  public var digest: String {
    var text = ""
    for (name, members) in objects.sorted(by: { $0.key < $1.key }) {
      text += name + "\n" + members.map { " \($0)\n" }.joined()
    }
    return String(SHA256(of: Array(text.utf8)).hexadecimal.prefix(16))
  }

  /// How an object of another configuration differs.
  public struct Difference: Hashable, Sendable {
    public let object: String
    /// Whether the other configuration has it at all.
    public let isThere: Bool
    /// What it does not hold and should.
    public let lacks: [String]
    /// What it holds besides.
    public let besides: [String]
  }

  /// How the objects of a device differ from these; ascending by name. What it has under other names
  /// makes no difference: others' objects, and those that earlier policies left unused.
  public func differences(of device: FirewallContents) -> [Difference] {
    objects.sorted { $0.key < $1.key }.compactMap { name, members in
      guard let there = device.objects[name] else {
        return Difference(object: name, isThere: false, lacks: members, besides: [])
      }
      if there == members { return nil }
      return Difference(
        object: name, isThere: true, lacks: members.without(there), besides: there.without(members))
    }
  }
}

extension FirewallContents.Difference: CustomStringConvertible {
  /// `network x lacks 192.0.2.1/32; has 192.0.2.0/24 besides`: one line, at most five of a kind.
  public var description: String {
    func some(_ members: [String]) -> String {
      members.prefix(5).joined(separator: ", ")
        + (members.count > 5 ? " and \(members.count - 5) more" : "")
    }
    if !isThere { return "\(object) is not there" }
    let parts =
      (lacks.isEmpty ? [] : ["lacks \(some(lacks))"])
      + (besides.isEmpty ? [] : ["has \(some(besides)) besides"])
    return "\(object) " + parts.joined(separator: "; ")
  }
}

/// What readers say of an object that they did not understand: no base has such.
let contentNotUnderstood = "what is not understood"

extension ReadTraffic {
  /// `tcp 80,443`, `icmp of IPv4`.
  var inWords: String {
    [transport.rawValue, ports?.description, family.map { "of IPv\($0.rawValue)" }]
      .compactMap { $0 }.joined(separator: " ")
  }
}
