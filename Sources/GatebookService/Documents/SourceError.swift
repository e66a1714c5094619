import EndpointModel

/// Why a document could not be fetched.
public enum SourceError: Error, Hashable, Sendable {
  case missing(path: String)
  case isFolder(path: String)
  /// A pipe, a device or a socket.
  case notAFile(path: String)
  /// It was written while it was read.
  case changing(path: String)
  case unreadable(path: String, reason: String)
  /// It did not answer, or could not be read, in time.
  case overlong(name: String)
  /// An item dated too far in the future.
  case ahead(name: String, time: UTCTime)
  /// A page of downloads links to no file that it is known for.
  case noDownload(page: String)
  /// git could not give the history of a file.
  case git(repository: String, reason: String)
}

extension SourceError: TimedError {
  public func words(in zone: TimeZoneRules) -> String {
    switch self {
    case .missing(let path): "there is no file \(path.withVisibleControls)"
    case .isFolder(let path): "\(path.withVisibleControls) is a folder, not a document"
    case .notAFile(let path):
      "\(path.withVisibleControls) is not a file: documents are not read from pipes and devices"
    case .changing(let path):
      "\(path.withVisibleControls) was changed while it was read"
    case .unreadable(let path, let reason):
      "\(path.withVisibleControls) cannot be read: \(reason)"
    case .overlong(let name):
      "\(name.withVisibleControls) could not be read in time"
    case .ahead(let name, let time):
      "\(name.withVisibleControls) is of \(zone.clock(time)), which lies ahead"
    case .noDownload(let page):
      "\(page.withoutSecrets.withVisibleControls) links to no file of service tags"
    case .git(let repository, let reason):
      "git in \(repository.withVisibleControls): \(reason.withVisibleControls)"
    }
  }
}
