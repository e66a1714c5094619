import Foundation

/// Sockets of servers that tests run on the loopback address.
enum LoopbackSocket {
  /// A socket that takes connections, and its port.
  static func listening() throws -> (socket: Int32, port: UInt16) {
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
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  /// A socket in the file system that takes connections.
  static func listening(at path: String) throws -> Int32 {
    let socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8) + [0]
    guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else {
      throw POSIXError(.ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
          && listen(socket, 128) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return socket
  }

  /// Runs the body for each connection, on a thread of its own, until the socket is shut down;
  /// closes it then.
  static func serve(_ socket: Int32, _ body: @escaping @Sendable (Int32) -> Void) {
    Thread {
      while true {
        let connection = accept(socket, nil, nil)
        if connection < 0 {
          close(socket)
          return
        }
        Thread { body(connection) }.start()
      }
    }.start()
  }
}

/// Ports of the loopback address.
public enum LoopbackPort {
  /// A port that nobody has at this moment.
  public static func free() throws -> UInt16 {
    let (socket, port) = try LoopbackSocket.listening()
    close(socket)
    return port
  }
}
