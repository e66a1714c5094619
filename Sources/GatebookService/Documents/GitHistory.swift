import ChildProcesses
import DocumentReading
import EndpointModel

/// The revisions of a file in a git repository.
///
/// Nothing that the repository's own configuration names is run: no transport (so nothing is
/// fetched lazily), no hook, no file-system monitor. It may therefore belong to another user. None
/// of the caller's environment variables reach git.
public struct GitHistory: Sendable {
  private let repository: String
  private let path: String
  /// How many seconds one call of git may take.
  private let timeout: Int
  /// The `PATH` in which git is looked up.
  private let searchPath: String

  /// - Parameters:
  ///   - repository: its path.
  ///   - path: the file, from the top of the repository.
  ///   - timeout: how many seconds one call of git may take.
  ///   - searchPath: the `PATH` in which git is looked up.
  public init(repository: String, path: String, timeout: Int, searchPath: String) {
    self.repository = repository
    self.path = path
    self.timeout = timeout
    self.searchPath = searchPath
  }

  /// Every commit that changed the file without deleting it, in the order of commit times.
  ///
  /// - Throws: `SourceError.git`
  public func items() throws -> [SourceItem] {
    let log = try run([
      "log", "--topo-order", "--reverse", "--no-show-signature", "--no-ext-diff",
      "--diff-merges=first-parent", "--diff-filter=AMT", "--format=%H %ct", "--end-of-options",
      "HEAD", "--", path,
    ])
    let commits = String(decoding: log, as: UTF8.self).split(separator: "\n")
      .compactMap { line -> (hash: String, time: UTCTime)? in
        let parts = line.split(separator: " ")
        guard parts.count == 2, let time = Int64(parts[1]).flatMap({ UTCTime(seconds: $0) }) else {
          return nil
        }
        return (String(parts[0]), time)
      }
    guard let first = commits.first else {
      throw SourceError.git(repository: repository, reason: "no commit has a file \(path)")
    }
    // A commit whose clock was behind its parent's still came after it.
    var latest = first.time
    return commits.map { commit in
      latest = max(latest, commit.time)
      return SourceItem(name: commit.hash, time: latest, mark: nil) {
        Document(
          bytes: try run(["cat-file", "blob", "\(commit.hash):\(path)"]),
          source: "git+file://\(repository)#\(path)@\(commit.hash.prefix(12))")
      }
    }
  }

  private func run(_ arguments: [String]) throws -> [UInt8] {
    let child = ChildProcess(
      command: [
        "git", "--literal-pathspecs", "--no-pager", "-c", "safe.directory=*", "-c",
        "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.mailmap=false",
        "-C", repository,
      ] + arguments,
      environment: [
        "PATH": searchPath, "LC_ALL": "C", "HOME": "/", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat",
      ])
    do throws(ChildProcess.Failure) {
      return try child.run(seconds: timeout, byteLimit: Document.byteLimit)
    } catch {
      let reason =
        switch error {
        case .notStarted(let reason): "git could not be started: \(reason)"
        case .timedOut: "git did not end within \(timeout) seconds"
        case .tooLarge: "the file is larger than \(Document.byteLimit) bytes"
        case .failed(_, let errors): errors
        }
      throw SourceError.git(repository: repository, reason: reason)
    }
  }
}
