import EndpointModel
import Foundation
import InventoryStorage

/// How far an inventory is confirmed: a file beside it, since to write that into the inventory would
/// have to be confirmed itself.
struct ConfirmedMark: Codable {
  /// The last entry of the audit that stands in the second place; 0 for none.
  let entry: Int
  /// When that was made: after a restore, another entry may have its number.
  let entryAt: String?
  let confirmedAt: String

  var position: AuditPosition {
    AuditPosition(id: entry, madeAt: entryAt.flatMap { UTCTime($0) })
  }

  /// The file of an inventory.
  static func file(of path: String) -> String { path + ".confirmed" }

  init(_ position: AuditPosition, at time: UTCTime) {
    entry = position.id
    entryAt = position.madeAt?.description
    confirmedAt = time.description
  }

  /// The mark of an inventory; nil if there is none that can be read. Then nothing counts as
  /// confirmed, which the next run mends.
  init?(of path: String) {
    guard let bytes = FileManager.default.contents(atPath: Self.file(of: path)),
      let mark = try? JSONDecoder().decode(Self.self, from: bytes)
    else { return nil }
    self = mark
  }

  /// Moves the mark of an inventory that gets another name.
  static func move(from path: String, to name: String) {
    try? FileManager.default.moveItem(atPath: file(of: path), toPath: file(of: name))
  }

  /// - Throws: `ConfirmationError.notNoted`
  func write(for path: String) throws {
    let file = Self.file(of: path)
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      try encoder.encode(self).write(to: URL(fileURLWithPath: file), options: .atomic)
      // Whoever may read the inventory may know how far it is confirmed.
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    } catch {
      throw ConfirmationError.notNoted(path: file, reason: error.localizedDescription)
    }
  }
}
