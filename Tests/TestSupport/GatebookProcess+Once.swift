import Foundation
import Synchronization

extension GatebookProcess {
  /// As `run`; but where the program ran with these arguments on the same files before, it is not
  /// started: the folder gets the files that it left then, and its answer is given again.
  ///
  /// For the steps that many tests begin with, such as the first document of an inventory. Not for
  /// what a test looks at: times, modes of files and folders are those of the first run.
  ///
  /// ```swift
  /// let result = try GatebookProcess.once(["sync", "v/c", "t.csv"], in: folder)
  /// ```
  @discardableResult
  public static func once(_ arguments: [String], in folder: TemporaryFolder) throws -> Result {
    // What stands in folders or in PostgreSQL is not compared.
    if TestStorage.isPostgreSQL { return try run(arguments, in: folder.path) }
    guard let files = try folder.files() else { return try run(arguments, in: folder.path) }
    let step = outcomes.withLock { outcomes in
      let step = Step(arguments: arguments, files: files)
      if let outcome = outcomes[step] { return outcome }
      let outcome = Outcome()
      outcomes[step] = outcome
      return outcome
    }
    return try step.give(to: folder, from: files) { try run(arguments, in: folder.path) }
  }

  private static let outcomes = Mutex<[Step: Outcome]>([:])
}

/// The program's arguments, and the files that it found.
private struct Step: Hashable {
  let arguments: [String]
  let files: [String: Data]
}

/// What a step left, known after the first test that took it.
private final class Outcome: Sendable {
  private let first = Mutex<(answer: GatebookProcess.Result, files: [String: Data])?>(nil)

  /// - Parameter run: takes the step in the folder; whoever comes meanwhile waits for it.
  func give(
    to folder: TemporaryFolder, from before: [String: Data],
    _ run: () throws -> GatebookProcess.Result
  ) throws -> GatebookProcess.Result {
    try first.withLock { first in
      guard let (answer, files) = first else {
        let answer = try run()
        if let files = try folder.files() { first = (answer, files) }
        return answer
      }
      for (name, data) in files where before[name] != data {
        try data.write(to: URL(fileURLWithPath: folder.file(name)))
      }
      for name in before.keys where files[name] == nil {
        try FileManager.default.removeItem(atPath: folder.file(name))
      }
      return answer
    }
  }
}

extension TemporaryFolder {
  /// The files by their names; nil where there is a folder or a link among them.
  fileprivate func files() throws -> [String: Data]? {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
      guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
      files[name] = try Data(contentsOf: URL(fileURLWithPath: file(name)))
    }
    return files
  }
}
