import EndpointModel
import InventoryModel
import InventoryStorage
import PasswordHash

/// Keeps the people who may sign in to a server.
public struct ServerUsers {
  private let writer: InventoryWriter

  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// - Throws: `PasswordError`, `UserError`, `InventoryError`
  public func add(_ user: ServerUser, password: Password) throws {
    try writer.add(user, password: password.hashed())
  }

  /// Gives a user another role or scope; who is signed in has them at once.
  ///
  /// - Parameters:
  ///   - role: nil for the present one.
  ///   - scope: nil for the present one.
  /// - Returns: the user as it is then.
  /// - Throws: `UserError.unknownUser`; `InventoryError` for an unknown deployment or customer.
  @discardableResult
  public func change(
    _ name: GivenText, role: ServerRole?, scope: ServerScope?
  ) throws -> ServerUser {
    guard let present = try writer.users().first(where: { $0.user.name == name })?.user
    else { throw UserError.unknownUser(name) }
    let changed = ServerUser(
      name: name, role: role ?? present.role, scope: scope ?? present.scope,
      createdAt: present.createdAt)
    try writer.changeUser(name, role: changed.role, scope: changed.scope)
    return changed
  }

  /// Gives a user another password; who is signed in with the name has to sign in again.
  ///
  /// - Throws: `PasswordError`, `UserError.unknownUser`
  public func setPassword(_ password: Password, of name: GivenText) throws {
    try writer.setPassword(password.hashed(), of: name)
  }
}

/// A password that may be used: 12 to 200 bytes, not the user's name.
public struct Password: Sendable {
  private let text: String

  public static let lengths = 12...200

  /// - Throws: `PasswordError`
  public init(_ text: String, of user: GivenText) throws(PasswordError) {
    guard Self.lengths.contains(text.utf8.count) else { throw .length(text.utf8.count) }
    // The hash would end there.
    guard !text.utf8.contains(0) else { throw .holdsZero }
    guard !text.lowercased().contains(user.text.lowercased()) || user.text.count < 4 else {
      throw .holdsName
    }
    self.text = text
  }

  /// - Throws: `PasswordError.cannotHash`
  fileprivate func hashed() throws(PasswordError) -> String {
    var room = [CChar](repeating: 0, count: Int(PASSWORD_HASH_SIZE))
    guard password_hash(text, &room, room.count) == 0 else { throw .cannotHash }
    return String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a text is the password that a hash was made of. It takes as long where there is no
  /// such user: how long it takes must not tell which names there are.
  ///
  /// - Parameter hash: nil if there is no such user.
  public static func matches(_ text: String, hash: String?) -> Bool {
    if text.utf8.count > lengths.upperBound || text.utf8.contains(0) { return false }
    guard let hash else {
      _ = password_matches(text, nobodys)
      return false
    }
    return password_matches(text, hash) == 1
  }

  /// A hash like those that are kept, of a password that nobody has.
  private static let nobodys: String = {
    let random = (0..<4).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 16) }
    guard let nobody = GivenText("nobody"),
      let password = try? Password("p" + random.joined(separator: "-"), of: nobody),
      let hash = try? password.hashed()
    else { return "$y$" }
    return hash
  }()
}

/// Why a password cannot be used.
public enum PasswordError: Error, Hashable, Sendable {
  case length(Int)
  case holdsZero
  case holdsName
  /// The system has no yescrypt.
  case cannotHash
}

extension PasswordError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .length(let count):
      "the password has \(count) bytes, and \(Password.lengths.lowerBound) to "
        + "\(Password.lengths.upperBound) are needed"
    case .holdsZero: "the password holds a zero byte"
    case .holdsName: "the password holds the user's name"
    case .cannotHash: "the system cannot hash passwords by yescrypt"
    }
  }
}
