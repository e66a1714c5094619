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

  /// What a file was shown for: it is taken over for that only.
  enum Purpose: Hashable, Sendable {
    case document(DeploymentName)
    case sheet
    /// To confirm how it is read.
    case layout(DeploymentName)
  }

  private struct Key: Hashable {
    let id: String
    let author: Author
    let purpose: Purpose
  }

  private struct Shown {
    let file: UploadedFile
    let until: UTCTime
  }

  private let all = Mutex<[Key: Shown]>([:])

  /// How many are in memory.
  var count: Int { all.withLock { $0.count } }

  /// Keeps a file for who sent it. Another one that the same author sent for the same stays, too,
  /// while there is room.
  ///
  /// - Returns: by what it is found again.
  func keep(
    _ file: UploadedFile, for purpose: Purpose, of author: Author, at now: UTCTime
  ) -> String {
    let id = SHA256(of: file.bytes).bytes.hexadecimal
    let key = Key(id: id, author: author, purpose: purpose)
    let until = UTCTime(seconds: now.seconds + Self.seconds) ?? now
    current(at: now) { all in
      if all[key] == nil, all.count >= Self.most,
        let first = all.min(by: { $0.value.until < $1.value.until })?.key
      {
        all[first] = nil
      }
      all[key] = Shown(file: file, until: until)
    }
    return id
  }

  /// The file that was shown to an author for a purpose; nil if it is kept no more.
  func file(
    _ id: String, for purpose: Purpose, of author: Author, at now: UTCTime
  ) -> UploadedFile? {
    current(at: now) { $0[Key(id: id, author: author, purpose: purpose)]?.file }
  }

  /// Forgets it, when it was taken over.
  func forget(_ id: String, for purpose: Purpose, of author: Author, at now: UTCTime) {
    current(at: now) { $0[Key(id: id, author: author, purpose: purpose)] = nil }
  }

  private func current<T: Sendable>(
    at now: UTCTime, _ body: (inout [Key: Shown]) -> T
  ) -> T {
    all.withLock { all in
      all = all.filter { $0.value.until > now }
      return body(&all)
    }
  }
}
