/// Posts a message to a program of this machine, over its socket in the file system.
///
/// ```swift
/// let answer = try LocalPost(socket: "/run/litestream.sock", seconds: 12)
///   .post(Array("{}".utf8), to: "/sync")
/// answer.status  // 404
/// ```
public struct LocalPost: Sendable {
  private let socket: String
  private let seconds: Int

  /// An answer is a few words; a longer one is none that was asked for.
  private static let answerLimit = 64 << 10

  /// - Parameters:
  ///   - socket: the path of the socket; systems take at most about 100 bytes.
  ///   - seconds: how long everything together may take.
  public init(socket: String, seconds: Int) {
    self.socket = socket
    self.seconds = seconds
  }

  /// Posts JSON.
  ///
  /// - Parameter path: `/sync`
  /// - Returns: the answer, whatever its status.
  /// - Throws: `FetchError`, in which the socket's path stands for the address.
  public func post(
    _ body: [UInt8], to path: String
  ) throws(FetchError) -> (status: Int, body: [UInt8]) {
    var transfer = Transfer(
      url: "http://localhost" + path, shown: socket,
      headers: ["Content-Type: application/json", "Expect:"], body: body)
    transfer.socket = socket
    transfer.byteLimit = Self.answerLimit
    var options = TransferOptions()
    options.totalTimeout = seconds * 1000
    let response = try transfer.run(options)
    return (response.status, try response.body(limit: Self.answerLimit))
  }
}
