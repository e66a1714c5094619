import Foundation

/// Files that several tests begin with, made once: an inventory takes a program's runs to make, and
/// a copy of it none.
///
/// ```swift
/// private static let prepared = PreparedFolder { folder in
///   _ = try GatebookProcess.run(["sync", "v/c", "t.csv"], in: folder.path)
/// }
/// let folder = try prepared.copy()
/// ```
public final class PreparedFolder: Sendable {
  private let files: Result<[String: [UInt8]], any Error>

  /// - Parameter make: writes the files into an empty folder; what it throws, every copy throws.
  public init(_ make: (TemporaryFolder) throws -> Void) {
    files = Result {
      let folder = try TemporaryFolder()
      try make(folder)
      try TestStorage.fetchInventory(ofPrograms: folder.path)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      return try Dictionary(
        uniqueKeysWithValues: names.map { name in
          (name, [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))))
        })
    }
  }

  /// A folder of its own with the files.
  public func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try copy(to: folder)
    return folder
  }

  /// Writes the files into a folder that is there.
  public func copy(to folder: TemporaryFolder) throws {
    for (name, bytes) in try files.get() { try folder.write(name, bytes) }
  }
}
