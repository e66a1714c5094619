import DocumentReading
import EndpointModel
import Foundation
import InventoryModel

/// The files of a folder that have a date in their names.
public struct SourceFolder: Sendable {
  /// In order of time, then of name.
  public let items: [SourceItem]
  /// How many files have no date in their names.
  public let undatedCount: Int
  /// Dated names that are not readable files: pipes, devices, folders.
  public let oddNames: [String]
  /// The file changed last, if that was so recently that it may still be being written and nothing
  /// shows that it is complete; it is then not among the items.
  public let freshName: String?

  /// For how many seconds a file must be unchanged.
  public static let restSeconds: Int64 = 10

  /// - Returns: nil if the path is not a folder.
  /// - Throws: `SourceError.unreadable`
  public init?(_ path: String, now: UTCTime) throws {
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
    var undatedCount = 0
    var oddNames: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let file = path.hasSuffix("/") ? path + name : path + "/" + name
      guard let time = FileDate.time(in: name) else {
        undatedCount += 1
        continue
      }
      guard let mark = try? RegularFile(file).mark() else {
        oddNames.append(name)
        continue
      }
      items.append(
        SourceItem(
          name: name, time: time, mark: ItemMark(size: mark.size, modifiedAt: mark.modifiedAt)
        ) { Document(bytes: try RegularFile(file).read().bytes, source: file) })
    }
    // Copying goes file by file, so only the last one may be incomplete.
    let latest = items.max { ($0.mark?.modifiedAt ?? 0) < ($1.mark?.modifiedAt ?? 0) }
    let fresh = latest.flatMap { item in
      let seconds = Int64((item.mark?.modifiedAt ?? 0) / 1_000_000_000)
      let isFresh = abs(now.seconds - seconds) < Self.restSeconds
      return isFresh && !Self.showsItsEnd(item) ? item.name : nil
    }
    freshName = fresh
    self.items = items.filter { $0.name != fresh }
      .sorted { ($0.time, $0.name) < ($1.time, $1.name) }
    self.undatedCount = undatedCount
    self.oddNames = oddNames
  }

  private static func showsItsEnd(_ item: SourceItem) -> Bool {
    guard let bytes = try? item.document().bytes else { return false }
    return FileEnd(bytes).isShown
  }
}
