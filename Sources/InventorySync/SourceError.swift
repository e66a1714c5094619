import EndpointModel

/// Why a document could not be fetched from where it is.
public enum SourceError: Error, Hashable, Sendable {
  case missing(path: String)
  case isFolder(path: String)
  case unreadable(path: String, reason: String)
  /// An item whose time lies ahead.
  case ahead(name: String, time: UTCTime)
  /// git could not tell the history of a file.
  case git(repository: String, reason: String)
}

extension SourceError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .missing(let path): "there is no file \(path.withVisibleControls)"
    case .isFolder(let path): "\(path.withVisibleControls) is a folder, not a document"
    case .unreadable(let path, let reason):
      "\(path.withVisibleControls) cannot be read: \(reason)"
    case .ahead(let name, let time):
      "\(name.withVisibleControls) is of \(time), which lies ahead"
    case .git(let repository, let reason):
      "git in \(repository.withVisibleControls): \(reason.withVisibleControls)"
    }
  }

  /// What to try next.
  public var advice: String {
    switch self {
    case .missing: "check the name"
    case .isFolder: "name a file in it"
    case .unreadable: "check its permissions"
    case .ahead: "check the date in its name, or the clock of who committed it"
    case .git: "check the repository and the path in it"
    }
  }
}
