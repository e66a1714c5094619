import Foundation

/// A mail relay on the loopback address (RFC 5321) that takes mail, or does with it what a
/// test tells it to.
public final class MailServer: @unchecked Sendable {
  public enum Reply: Sendable {
    case accept
    /// Says this in place of taking the recipient.
    case refuse(String)
    /// Takes the whole message, and closes the connection in place of confirming it.
    case vanish
  }

  public struct Mail: Sendable {
    public let from: String
    public let to: [String]
    /// As it came, dots before dots taken away.
    public let text: String
  }

  public let port: UInt16
  private let socket: Int32
  private let lock = NSLock()
  private var isStopped = false
  private var reply = Reply.accept
  private var mails: [Mail] = []

  public init() throws {
    (socket, port) = try LoopbackSocket.listening()
    LoopbackSocket.serve(socket) { [weak self] connection in self?.talk(connection) }
  }

  deinit { stop() }

  /// Ends the thread that accepts connections, which closes the socket: its number is soon
  /// another's.
  public func stop() {
    let isFirst = lock.withLock {
      defer { isStopped = true }
      return !isStopped
    }
    guard isFirst else { return }
    shutdown(socket, Int32(SHUT_RDWR))
  }

  public var url: String { "smtp://127.0.0.1:\(port)" }

  public func answer(_ reply: Reply) { lock.withLock { self.reply = reply } }

  /// The mails that came, those that were not confirmed among them.
  public var received: [Mail] { lock.withLock { mails } }

  private func talk(_ connection: Int32) {
    guard let file = fdopen(connection, "r") else { return }
    defer { fclose(file) }
    let reply = lock.withLock { self.reply }
    func say(_ line: String) {
      let bytes = Array((line + "\r\n").utf8)
      _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
    func hear() -> String? {
      var line: UnsafeMutablePointer<CChar>?
      var size = 0
      defer { free(line) }
      guard getline(&line, &size, file) > 0, let line else { return nil }
      return String(cString: line).trimmingCharacters(in: .newlines)
    }
    say("220 loopback")
    var from = ""
    var to: [String] = []
    while let line = hear() {
      switch line.prefix(4).uppercased() {
      case "EHLO", "HELO": say("250 loopback")
      case "MAIL":
        from = line
        say("250 ok")
      case "RCPT":
        if case .refuse(let words) = reply {
          say(words)
        } else {
          to.append(line)
          say("250 ok")
        }
      case "DATA":
        say("354 go on")
        var text = ""
        while let line = hear(), line != "." {
          text += (line.hasPrefix(".") ? String(line.dropFirst()) : line) + "\r\n"
        }
        lock.withLock { mails.append(Mail(from: from, to: to, text: text)) }
        if case .vanish = reply { return }
        say("250 taken")
      case "QUIT":
        say("221 bye")
        return
      default: say("500 what?")
      }
    }
  }
}
