import Foundation

/// A web server on the loopback address that answers as a test tells it to, however
/// wrong that is.
public final class LoopbackServer: @unchecked Sendable {
  /// What is done with a connection once its request was read.
  public enum Reply: Sendable {
    /// These bytes, then the connection is closed.
    case bytes([UInt8])
    /// The head, then one byte after the other with a pause between them, for ever.
    case drip(String)
    /// The head, then more and more.
    case flood(String)
    /// Nothing at all, until the other side gives up.
    case silence
  }

  public let port: UInt16
  private let socket: Int32
  private let lock = NSLock()
  private var isStopped = false
  private var reply: @Sendable (_ request: String) -> Reply = { _ in .silence }
  private var requests: [String] = []

  public init() throws {
    (socket, port) = try LoopbackSocket.listening()
    LoopbackSocket.serve(socket) { [weak self] connection in self?.serve(connection) }
  }

  /// A server on a socket in the file system.
  public init(at path: String) throws {
    (socket, port) = (try LoopbackSocket.listening(at: path), 0)
    LoopbackSocket.serve(socket) { [weak self] connection in self?.serve(connection) }
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

  public var url: String { "http://127.0.0.1:\(port)" }

  public func answer(_ reply: @escaping @Sendable (_ request: String) -> Reply) {
    lock.withLock { self.reply = reply }
  }

  public func answer(_ reply: Reply) { answer { _ in reply } }

  /// The requests so far, each with its headers and body.
  public var seen: [String] { lock.withLock { requests } }

  /// A whole answer.
  public static func response(
    status: String = "200 OK", headers: [String] = [], _ body: [UInt8]
  ) -> Reply {
    let head =
      ["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + headers
    return .bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
  }

  /// What a head says of the body's length; 0 where nothing.
  private static func bodyLength(_ head: ArraySlice<UInt8>) -> Int {
    let lines = String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n")
    return lines.lazy.compactMap { line in
      let parts = line.split(separator: ":")
      return parts.count == 2 && parts[0] == "content-length"
        ? Int(parts[1].trimmingCharacters(in: .whitespaces)) : nil
    }.first ?? 0
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    let headEnd = Array("\r\n\r\n".utf8)
    var end: Int?
    while end.map({ request.count < $0 }) ?? true {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return }
      request += buffer[..<count]
      if end == nil, let head = request.firstRange(of: headEnd) {
        end = head.upperBound + Self.bodyLength(request[..<head.upperBound])
      }
    }
    let text = String(decoding: request, as: UTF8.self)
    let reply = lock.withLock {
      requests.append(text)
      return self.reply
    }
    switch reply(text) {
    case .bytes(let bytes): _ = send(connection, bytes)
    case .drip(let head):
      guard send(connection, Array(head.utf8)) else { return }
      while send(connection, [0x61]) { usleep(100_000) }
    case .flood(let head):
      guard send(connection, Array(head.utf8)) else { return }
      let more = [UInt8](repeating: 0x61, count: 1 << 20)
      while send(connection, more) {}
    case .silence:
      while recv(connection, &buffer, buffer.count, 0) > 0 {}
    }
  }

  /// False where the other side has gone.
  private func send(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
