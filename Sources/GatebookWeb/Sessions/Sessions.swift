import Digests
import EndpointModel
import InventoryModel
import Synchronization

/// That somebody has signed in.
struct Session: Sendable {
  let user: GivenText
  /// The hash of the password that it was begun with: with another one, it ends.
  let password: String
  /// Stands in each form, so that no other site can send one in the user's name.
  let formToken: String
  let until: UTCTime
}

/// Who has signed in: by the SHA-256 of a random cookie, kept in memory only, so that a restart
/// signs everybody out.
final class Sessions: Sendable {
  /// For so long a session holds, in seconds.
  static let seconds: Int64 = 12 * 3600
  /// More are not kept; the one that ends first goes.
  static let most = 10_000

  private let all = Mutex<[[UInt8]: Session]>([:])

  /// Begins a session.
  ///
  /// - Returns: the cookie's value.
  func begin(_ user: GivenText, password: String, at time: UTCTime) -> String {
    let value = Self.random()
    let session = Session(
      user: user, password: password, formToken: Self.random(),
      until: UTCTime(seconds: time.seconds + Self.seconds) ?? time)
    all.withLock { all in
      all = all.filter { $0.value.until > time }
      if all.count >= Self.most, let first = all.min(by: { $0.value.until < $1.value.until })?.key {
        all[first] = nil
      }
      all[Self.key(value)] = session
    }
    return value
  }

  func session(_ value: String, at time: UTCTime) -> Session? {
    all.withLock { $0[Self.key(value)] }.flatMap { time < $0.until ? $0 : nil }
  }

  func end(_ value: String) { all.withLock { $0[Self.key(value)] = nil } }

  private static func key(_ value: String) -> [UInt8] { SHA256(of: Array(value.utf8)).bytes }

  /// 256 random bits as hexadecimal digits.
  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }.hexadecimal
  }
}

/// The cookie of a session.
struct SessionCookie {
  private static let name = "gatebook-session"

  /// The value that a request brings; nil if it brings none.
  static func value(_ header: String?) -> String? {
    header?.split(separator: ";").lazy.map { $0.drop { $0 == " " } }
      .first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// The header that sets it; sent back to this site only, and shown to no script.
  ///
  /// - Parameters:
  ///   - value: nil to forget it.
  ///   - isSecure: whether it is sent back over TLS only.
  static func header(_ value: String?, isSecure: Bool) -> (name: String, value: String) {
    let seconds = value == nil ? 0 : Sessions.seconds
    return (
      "Set-Cookie",
      "\(name)=\(value ?? ""); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(seconds)"
        + (isSecure ? "; Secure" : "")
    )
  }
}
