import DocumentReading
import EndpointModel
import Foundation

/// One document of a source that has several: a file of a folder, a file at a commit.
struct SourceItem {
  /// The file's name, or the commit.
  let name: String
  let time: UTCTime
  let document: () throws -> Document
}

/// The files of a folder, each with the date in its name.
enum SourceFolder {
  /// In the order of time, then of names.
  ///
  /// - Returns: nil where the path is no folder.
  static func items(_ path: String) throws -> (items: [SourceItem], undated: [String])? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return nil }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw SourceError.unreadable(path: path, reason: "its files cannot be listed")
    }
    var items: [SourceItem] = []
    var undated: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let file = path.hasSuffix("/") ? path + name : path + "/" + name
      if let time = FileDate.time(in: name) {
        items.append(
          SourceItem(name: name, time: time) { try DocumentSource(file).document() })
      } else {
        undated.append(file)
      }
    }
    return (items.sorted { ($0.time, $0.name) < ($1.time, $1.name) }, undated)
  }
}

/// A date in a file's name: `2026-01-31`, `20260131`, with a time behind it or not:
/// `2021-01-04-12-14-17`, `2026-01-31T12:00:00Z`.
enum FileDate {
  static func time(in name: String) -> UTCTime? {
    guard let found = name.firstMatch(of: Pattern.date)?.output,
      let day = CalendarDay("\(found.1)-\(found.2)-\(found.3)")
    else { return nil }
    guard let hour = found.4, let minute = found.5 else { return .start(of: day) }
    return UTCTime("\(day)T\(hour):\(minute):\(found.6 ?? "00")Z") ?? .start(of: day)
  }

  private enum Pattern {
    nonisolated(unsafe) static let date =
      /(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:[-_T.]?(\d\d)[-_:.]?(\d\d)(?:[-_:.]?(\d\d))?)?(?!\d)/
      .asciiOnlyDigits()
  }
}

/// The revisions of a file in a git repository.
enum GitHistory {
  /// Every commit that changed the file, in the order of commit times.
  static func items(repository: String, path: String) throws -> [SourceItem] {
    let log = try run(
      repository,
      [
        "log", "--topo-order", "--reverse", "--no-show-signature", "--format=%H %ct",
        "--end-of-options", "HEAD", "--", path,
      ])
    let commits = String(decoding: log, as: UTF8.self).split(separator: "\n")
      .compactMap { line -> (hash: String, time: UTCTime)? in
        let parts = line.split(separator: " ")
        guard parts.count == 2, let time = Int64(parts[1]).flatMap({ UTCTime(seconds: $0) }) else {
          return nil
        }
        return (String(parts[0]), time)
      }
    guard !commits.isEmpty else {
      throw SourceError.git(repository: repository, reason: "no commit has a file \(path)")
    }
    // A commit whose clock is behind its parent's came after it all the same.
    var latest = commits[0].time
    return commits.map { commit in
      latest = max(latest, commit.time)
      return SourceItem(name: commit.hash, time: latest) {
        Document(
          bytes: try run(
            repository, ["cat-file", "blob", "\(commit.hash):\(path)"]),
          source: "git+file://\(repository)#\(path)@\(commit.hash.prefix(12))")
      }
    }
  }

  private static func run(_ repository: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "--literal-pathspecs", "-C", repository] + arguments
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw SourceError.git(repository: repository, reason: "git could not be started")
    }
    // Errors are few words; the output may be large and is read first.
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let reason =
        String(decoding: words, as: UTF8.self)
        .split(separator: "\n").first.map(String.init) ?? "it failed"
      throw SourceError.git(repository: repository, reason: reason)
    }
    return Array(bytes)
  }
}
