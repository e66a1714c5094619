import EndpointModel

/// Why a document could not be fetched from where it is.
public enum SourceError: Error, Hashable, Sendable {
  case missing(path: String)
  case isFolder(path: String)
  case unreadable(path: String, reason: String)
  /// An address of a kind that is not fetched.
  case notFetched(address: String)
}

extension SourceError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .missing(let path): "there is no file \(path.withVisibleControls)"
    case .isFolder(let path): "\(path.withVisibleControls) is a folder, not a document"
    case .unreadable(let path, let reason):
      "\(path.withVisibleControls) cannot be read: \(reason)"
    case .notFetched(let address):
      "\(address.abridged(to: 100).withVisibleControls) is not fetched from here"
    }
  }

  /// What to try next.
  public var advice: String {
    switch self {
    case .missing: "check the name"
    case .isFolder: "name a file in it"
    case .unreadable: "check its permissions"
    case .notFetched: "fetch it yourself: curl -fsSL ADDRESS | gatebook read -"
    }
  }
}
