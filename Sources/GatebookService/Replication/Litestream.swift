import EndpointModel
import Foundation
import WebAccess

/// Litestream on this machine, which copies what is stored in an inventory to a second place, and
/// tells over its socket how far it has come (litestream.io; as version 0.5 answers).
struct Litestream: Sendable {
  /// The path of its socket.
  let socket: String
  /// How long it may take to copy what it has not copied yet.
  let seconds: Int

  /// Beyond its own limit, so that its words are heard where it keeps to that.
  private static let grace = 2

  private struct Question: Encodable {
    let path: String
    let wait = true
    let timeout: Int
  }

  private struct Answer: Decodable {
    let path: String?
    let txid: Int?
    let replicatedTxid: Int?
    let error: String?
  }

  /// Waits until everything that is stored in a file stands in the second place.
  ///
  /// - Parameter path: as Litestream's own settings name it.
  /// - Returns: the number that Litestream gave to the last transaction.
  /// - Throws: `ConfirmationError`
  func sync(_ path: String) throws(ConfirmationError) -> Int {
    let answer: (status: Int, body: [UInt8])
    do throws(FetchError) {
      answer = try LocalPost(socket: socket, seconds: seconds + Self.grace)
        .post(try question(path), to: "/sync")
    } catch {
      throw .noAnswer("\(error)")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let found = try? decoder.decode(Answer.self, from: Data(answer.body)) else {
      throw .notUnderstood(socket: socket, status: answer.status)
    }
    guard answer.status == 200 else {
      throw .refused(
        socket: socket, path: path, status: answer.status, reason: found.error ?? "it says no more")
    }
    guard found.path == path, let txid = found.txid, let copied = found.replicatedTxid, txid > 0
    else { throw .notUnderstood(socket: socket, status: answer.status) }
    // What it was asked is whether all is copied: its word for that alone is not taken.
    guard copied >= txid else { throw .behind(socket: socket, stored: txid, copied: copied) }
    return txid
  }

  private func question(_ path: String) throws(FetchError) -> [UInt8] {
    guard let bytes = try? JSONEncoder().encode(Question(path: path, timeout: seconds)) else {
      throw .unreachable(url: socket, reason: "the inventory's path cannot be told")
    }
    return Array(bytes)
  }
}
