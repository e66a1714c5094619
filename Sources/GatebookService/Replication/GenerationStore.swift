import EndpointModel
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder to which Litestream copies, with one folder for each generation, and beside it a file
/// by which the generation was claimed: it can be created once only.
///
///     generation-1.json       who began the first generation
///     generation-1/ltx/…      what Litestream copied in it
///     generation-2.json
struct GenerationStore: Sendable {
  let folder: String

  /// How long the folder may take to answer: where it is mounted, it may hang for ever.
  private static let seconds = 10.0

  private static func name(_ number: Int) -> String { "generation-\(number)" }

  /// The last generation; nil if none was begun.
  ///
  /// - Throws: `GenerationError.unreadable`, also if its claim cannot be understood.
  func latest() throws(GenerationError) -> Generation? {
    try limited { () throws(GenerationError) in
      guard let number = try lastNumber() else { return nil }
      guard let found = try generation(number) else {
        throw .unreadable(store: folder, reason: "\(Self.name(number)).json tells nothing")
      }
      return found
    }
  }

  /// The number of the last generation, whatever its claim says; nil if none was begun.
  func lastNumber() throws(GenerationError) -> Int? {
    try claims().max()
  }

  /// The highest number of a folder in which something was copied, claimed or not; nil if there is
  /// none. Nobody else may copy there: Litestream would mix both.
  func lastFolder() throws(GenerationError) -> Int? {
    for number in try folders().sorted(by: >)
    where try end(of: number) != nil {
      return number
    }
    return nil
  }

  /// The generations that somebody began.
  private func claims() throws(GenerationError) -> [Int] {
    try numbers(#/generation-([1-9][0-9]{0,8})\.json/#)
  }

  /// Those that have a folder to copy to.
  private func folders() throws(GenerationError) -> [Int] {
    try numbers(#/generation-([1-9][0-9]{0,8})/#)
  }

  private func numbers(_ name: Regex<(Substring, Substring)>) throws(GenerationError) -> [Int] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
        $0.wholeMatch(of: name).flatMap { Int($0.output.1) }
      }
    } catch {
      throw .unreadable(store: folder, reason: error.localizedDescription)
    }
  }

  /// What a claim says; nil if it is not there or cannot be understood.
  func generation(_ number: Int) throws(GenerationError) -> Generation? {
    guard let bytes = FileManager.default.contents(atPath: claim(number)),
      let found = try? JSONDecoder().decode(Generation.self, from: bytes), found.number == number
    else { return nil }
    return found
  }

  /// Whether somebody began a generation, whatever the claim says.
  func isClaimed(_ number: Int) throws(GenerationError) -> Bool {
    try claims().contains(number)
  }

  private func claim(_ number: Int) -> String { "\(folder)/\(Self.name(number)).json" }

  /// Where Litestream copies to in a generation.
  func replica(_ number: Int) -> String { "\(folder)/\(Self.name(number))" }

  /// Claims a generation, for one machine only, whoever tries at the same moment.
  ///
  /// - Throws: `GenerationError.overtaken` if it is claimed already, `.unreadable`
  func claim(_ generation: Generation) throws(GenerationError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let bytes = try? encoder.encode(generation) else {
      throw .unreadable(store: folder, reason: "the claim cannot be written")
    }
    let path = claim(generation.number)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if file < 0 {
      if errno == EEXIST { throw .overtaken(number: generation.number, store: folder) }
      throw .unreadable(store: folder, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count == bytes.count, fsync(file) == 0 else {
      throw .unreadable(store: folder, reason: String(cString: strerror(errno)))
    }
    // The name itself is to outlive a power cut, too.
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }

  /// Litestream's number of the last transaction that it copied in a generation; nil if it copied
  /// none. It names its files by the first and last that they hold, in folders for levels.
  ///
  /// - Throws: `GenerationError.unreadable`
  func end(of number: Int) throws(GenerationError) -> Int? {
    let root = replica(number) + "/ltx"
    guard FileManager.default.fileExists(atPath: root) else { return nil }
    var last: Int?
    do {
      for level in try FileManager.default.contentsOfDirectory(atPath: root) {
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(level)") {
          let parts = name.wholeMatch(of: #/[0-9a-f]{16}-([0-9a-f]{16})\.ltx/#)
          guard let end = parts.flatMap({ Int($0.output.1, radix: 16) }) else { continue }
          last = max(last ?? 0, end)
        }
      }
    } catch {
      throw .unreadable(store: folder, reason: error.localizedDescription)
    }
    return last
  }

  /// The last generation before one in which something was copied; nil if there is none. If nothing
  /// was in any that was claimed, that may be of a machine that did not take turns.
  func lastWritten(before number: Int) throws(GenerationError) -> Int? {
    let claims = try claims()
    let folders = try folders().filter { $0 < number }
    for isClaimed in [true, false] {
      for folder in folders.sorted(by: >) where claims.contains(folder) == isClaimed {
        if try end(of: folder) != nil { return folder }
      }
    }
    return nil
  }

  /// How many readings hang. More are not begun: each has a thread that cannot be ended.
  private static let hanging = Mutex(0)
  private static let mostHanging = 4

  /// Does what reads the folder, and gives up on one that does not answer.
  func limited<Value: Sendable>(
    _ body: @escaping @Sendable () throws(GenerationError) -> Value
  ) throws(GenerationError) -> Value {
    let silence = GenerationError.unreadable(
      store: folder, reason: "it has not answered for \(Int(Self.seconds)) s")
    let mayBegin = Self.hanging.withLock { count in
      if count >= Self.mostHanging { return false }
      count += 1
      return true
    }
    if !mayBegin { throw silence }
    let result = Workers(limit: 1).limited(toSeconds: Self.seconds) {
      () -> Result<Value, GenerationError> in
      defer { Self.hanging.withLock { $0 -= 1 } }
      return Result { () throws(GenerationError) in try body() }
    }
    guard let result else { throw silence }
    return try result.get()
  }
}
