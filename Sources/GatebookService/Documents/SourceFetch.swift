import DocumentReading
import EndpointModel
import InventoryModel
import WebAccess

/// Fetches what a registered source shows, without touching the inventory: it may run in any
/// thread, and may hang.
struct SourceFetch: Sendable {
  let web: WebFetch
  /// Whether to fetch without asking servers if anything changed.
  let isForced: Bool
  /// How many seconds one call of another program may take.
  let timeout: Int
  /// The `PATH` in which other programs are looked up.
  let searchPath: String
  let now: @Sendable () -> UTCTime

  /// What a source shows.
  enum Shown: Sendable {
    /// The server says that nothing changed.
    case notModified
    /// One document, with the server's validators; `isWhole` if the server was not asked whether it
    /// had changed.
    case document(@Sendable () throws -> Document, WebFetch.Validators?, isWhole: Bool)
    /// The files of a folder, or the revisions of a file.
    case items([SourceItem], folder: SourceFolder?)
  }

  struct Fetched: Sendable {
    let shown: Result<Shown, any Error>
    /// When it was fetched.
    let time: UTCTime
  }

  func fetch(_ source: RegisteredSource) -> Fetched {
    let shown = Result { try show(source) }
    return Fetched(shown: shown, time: now())
  }

  /// After this many seconds, a document is fetched whatever the server says about it.
  private static let wholeAfter: Int64 = 86_400

  private func show(_ source: RegisteredSource) throws -> Shown {
    switch source.location {
    case .web(let address):
      var web = web
      web.options.allowsPrivate = source.options.allowsPrivate
      let isDue = source.wholeAt.map { now().seconds - $0.seconds >= Self.wholeAfter } ?? true
      let asksWhole = isForced || isDue
      let known =
        asksWhole
        ? WebFetch.Validators()
        : WebFetch.Validators(etag: source.etag, lastModified: source.lastModified)
      switch try web.document(at: address, known) {
      case .notModified: return .notModified
      case .document(let fetched, let validators):
        return .document({ try fetched.document() }, validators, isWhole: asksWhole)
      }
    case .git(let repository, let path):
      let history = GitHistory(
        repository: repository, path: path, timeout: timeout, searchPath: searchPath)
      return .items(try history.items(), folder: nil)
    case .path(let path):
      if let folder = try SourceFolder(path, now: now()) {
        return .items(folder.items, folder: folder)
      }
      return .document({ try DocumentSource.file(path: path).document() }, nil, isWhole: true)
    }
  }
}
