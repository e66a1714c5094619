import Digests

/// The address of an inventory in PostgreSQL, as libpq takes it: `postgresql://user@host1,host2/db`.
///
/// ```swift
/// let address = LogAddress("postgres://desk:secret@db.example.com/gatebook")!
/// address.shown  // "postgresql://desk@db.example.com/gatebook"
/// LogAddress("gatebook.sqlite")  // nil: a file
/// ```
public struct LogAddress: Hashable, Sendable {
  /// What libpq is given.
  let connection: String
  /// For messages: without password and parameters, of which some are secrets.
  public let shown: String
  /// Whether it cannot be told where a user or password ends: an @, / or ? in one has to be encoded.
  let isUnclear: Bool
  private let hasParameters: Bool
  /// The folder in which a site keeps its copies; nil if the address does not tell.
  public let copies: String?
  /// The address without its password and without the folder: the same on each machine of a site.
  public let identity: String

  /// A name for the folder of its copies: 32 hexadecimal digits.
  public var digest: String {
    String(SHA256(of: Array(identity.utf8)).hexadecimal.prefix(32))
  }

  /// The parameter of an address that names the folder of the copies; libpq knows nothing of it.
  private static let parameter = "gatebook_copies="

  /// Nil for what is no such address, such as the path of a file.
  public init?(_ text: String) {
    guard let scheme = ["postgresql://", "postgres://"].first(where: { text.hasPrefix($0) }) else {
      return nil
    }
    let rest = text.dropFirst(scheme.count)
    // As libpq takes it: up to an @ that no / precedes stand user and password, whatever they hold.
    let user = rest.prefix { $0 != "/" }.firstIndex(of: "@").map { rest[...$0] } ?? rest.prefix(0)
    let place = rest[user.endIndex...].prefix { $0 != "?" }
    let parameters = rest[place.endIndex...].dropFirst().split(separator: "&")
    let others = parameters.filter { !$0.hasPrefix(Self.parameter) }
    copies = parameters.first { $0.hasPrefix(Self.parameter) }
      .map { Self.decoded($0.dropFirst(Self.parameter.count)) }
    let query = others.isEmpty ? "" : "?" + others.joined(separator: "&")
    connection = "postgresql://" + user + place + query

    isUnclear = place.contains("@") || parameters.contains { !$0.contains("=") }
    let name = rest.prefix { !":@/?".contains($0) }
    if isUnclear {
      shown = "postgresql://" + name
    } else {
      shown = "postgresql://" + (user.isEmpty ? "" : name + "@") + place
    }
    hasParameters = !parameters.isEmpty
    let open = others.filter { !$0.hasPrefix("password=") && !$0.hasPrefix("sslpassword=") }
    identity = shown + (open.isEmpty ? "" : "?" + open.joined(separator: "&"))
  }

  /// An address with the folder of its copies; any other text, and one that tells the folder, as it is.
  ///
  /// ```swift
  /// LogAddress.text("postgresql:///gatebook", copies: "/var/lib/gatebook")
  /// // "postgresql:///gatebook?gatebook_copies=/var/lib/gatebook"
  /// ```
  public static func text(_ text: String, copies: String) -> String {
    guard let address = LogAddress(text), address.copies == nil else { return text }
    return text + (address.hasParameters ? "&" : "?") + parameter + encoded(copies)
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "/._-".contains(character) {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
