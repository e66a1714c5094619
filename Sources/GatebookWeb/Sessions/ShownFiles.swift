import Digests
import EndpointModel
import InventoryModel
import Synchronization

/// Files that somebody was shown the effect of, kept until they are taken over: a browser sends a
/// file once and no more. They are in memory only.
final class ShownFiles: Sendable {
  /// For so long one is kept, in seconds.
  static let seconds: Int64 = 900
  /// More are not kept; the one that was shown first goes.
  static let most = 4

  private struct Shown {
    let file: UploadedFile
    let author: Author
    let until: UTCTime
  }

  private let all = Mutex<[String: Shown]>([:])

  /// Keeps a file for who sent it; another one of the same author goes.
  ///
  /// - Returns: by what it is found again.
  func keep(_ file: UploadedFile, of author: Author, at now: UTCTime) -> String {
    let id = SHA256(of: file.bytes).bytes.hexadecimal
    all.withLock { all in
      all = all.filter { $0.value.until > now && $0.value.author != author }
      if all.count >= Self.most, let first = all.min(by: { $0.value.until < $1.value.until })?.key {
        all[first] = nil
      }
      all[id + author.user.text] = Shown(
        file: file, author: author,
        until: UTCTime(seconds: now.seconds + Self.seconds) ?? now)
    }
    return id
  }

  /// The file that was shown to an author; nil if it is kept no more.
  func file(_ id: String, of author: Author, at now: UTCTime) -> UploadedFile? {
    all.withLock { $0[id + author.user.text] }.flatMap { $0.until > now ? $0.file : nil }
  }

  /// Forgets it, when it was taken over.
  func forget(_ id: String, of author: Author) {
    all.withLock { $0[id + author.user.text] = nil }
  }
}
