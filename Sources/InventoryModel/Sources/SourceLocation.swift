import EndpointModel

/// Where documents come from: a file or folder by its path, an http or https address,
/// or a file in a git repository (`git+file:///path/repo#path/in/repo`).
public enum SourceLocation: Hashable, Sendable {
  case path(String)
  case web(String)
  case git(repository: String, path: String)
}

extension SourceLocation: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "source", input: String(text), rule: rule)
    }
    guard !text.isEmpty else { throw failure("it is empty") }
    guard !text.unicodeScalars.contains(where: \.isUnsafeToShow) else {
      throw failure("it holds a control or invisible character")
    }
    let lower = text.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
      guard !text.contains(" ") else { throw failure("an address holds no blank") }
      self = .web(String(text))
    } else if lower.hasPrefix("git+file://") {
      let parts = text.dropFirst("git+file://".count)
        .split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].first == "/", !parts[1].isEmpty else {
        throw failure("it is not of the form git+file:///path/repo#path/in/repo")
      }
      guard parts[1].first != "/", !parts[1].split(separator: "/").contains("..") else {
        throw failure("the path in the repository is not a path from its top")
      }
      self = .git(repository: String(parts[0]), path: String(parts[1]))
    } else if let scheme = lower.firstIndex(of: ":"), lower[scheme...].hasPrefix("://") {
      throw failure("only http, https and git+file are fetched; name files by their paths")
    } else {
      self = .path(String(text))
    }
  }

  public init?(_ description: String) {
    guard let location = try? SourceLocation(parsing: description) else { return nil }
    self = location
  }

  public var description: String {
    switch self {
    case .path(let path): path
    case .web(let address): address
    case .git(let repository, let path): "git+file://\(repository)#\(path)"
    }
  }
}

extension SourceLocation {
  /// The location to show to people: a web address without its secrets.
  public var shown: String {
    if case .web(let address) = self { address.withoutSecrets } else { description }
  }
}
