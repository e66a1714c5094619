import EndpointModel

/// Why a document could not be fetched from where it is.
public enum SourceError: Error, Hashable, Sendable {
  case missing(path: String)
  case isFolder(path: String)
  case unreadable(path: String, reason: String)
  /// A folder's file without a date in its name.
  case undated(path: String)
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
    case .undated(let path):
      "\(path.withVisibleControls) has no date in its name"
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
    case .undated: "name it like 2026-01-31.csv or 2026-01-31-12-00-00.json"
    case .git: "check the repository and the path in it"
    }
  }
}
