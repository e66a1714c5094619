import DocumentReading
import EndpointModel
import Foundation

/// The files of a folder, each with the date in its name.
public struct SourceFolder: Sendable {
  /// In the order of time, then of names.
  public let items: [SourceItem]
  /// How many files have no date in their names.
  public let undatedCount: Int
  /// Names that are no files: pipes, devices, folders.
  public let oddNames: [String]
  /// The file that was changed last, where that is so short ago that somebody may be writing
  /// it, and nothing shows that it is whole; it is among the items no more.
  public let freshName: String?

  /// For how many seconds a file has to be unchanged.
  public static let restSeconds: Int64 = 10

  /// - Returns: nil where the path is no folder.
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
    // A copy goes from file to file: only the last one may be unfinished.
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

  /// Whether the file is in a format that tells where it ends, and does so: half of a JSON
  /// text or of a page cannot be taken for a whole one.
  private static func showsItsEnd(_ item: SourceItem) -> Bool {
    guard let bytes = try? item.document().bytes else { return false }
    let isBlank = { (byte: UInt8) in byte <= 0x20 }
    guard let first = bytes.first(where: { !isBlank($0) }),
      let last = bytes.last(where: { !isBlank($0) })
    else { return false }
    switch (first, last) {
    case (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "["), UInt8(ascii: "]")):
      return true
    case (UInt8(ascii: "<"), _):
      return String(decoding: bytes.suffix(16), as: UTF8.self).lowercased().contains("</html>")
    default: return false
    }
  }
}
