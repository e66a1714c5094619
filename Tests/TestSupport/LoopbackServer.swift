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
  private var reply: @Sendable (_ request: String) -> Reply = { _ in .silence }
  private var requests: [String] = []

  public init() throws {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, 128) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    self.socket = socket
    port = UInt16(bigEndian: address.sin_port)
    Thread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        if connection < 0 { return }
        Thread { [weak self] in self?.serve(connection) }.start()
      }
    }.start()
  }

  deinit { stop() }

  public func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  public var url: String { "http://127.0.0.1:\(port)" }

  public func answer(_ reply: @escaping @Sendable (_ request: String) -> Reply) {
    lock.withLock { self.reply = reply }
  }

  public func answer(_ reply: Reply) { answer { _ in reply } }

  /// The requests so far, each with its headers.
  public var seen: [String] { lock.withLock { requests } }

  /// A whole answer.
  public static func response(
    status: String = "200 OK", headers: [String] = [], _ body: [UInt8]
  ) -> Reply {
    let head =
      ["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + headers
    return .bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !request.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return }
      request += buffer[..<count]
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
