import EndpointModel
import Foundation
import InventoryStorage
import NoticeDelivery

/// The generation that this machine began: a file beside the inventory, which no copy of the
/// inventory takes along. Whoever has only a copy is not the one that writes it.
struct OwnGeneration: Codable, Hashable {
  let number: Int
  let key: String
  /// Whether the inventory has what the generations before it had; until then nothing is written.
  let isComplete: Bool
  /// Whether it goes on with a copy, and has not done so yet: the inventory as it is lacks something.
  var needsCopy = false

  static func file(of path: String) -> String { path + ".generation" }

  /// That of an inventory; nil if it has none that can be read.
  init?(of path: String) {
    guard let bytes = FileManager.default.contents(atPath: Self.file(of: path)),
      let found = try? JSONDecoder().decode(Self.self, from: bytes)
    else { return nil }
    self = found
  }

  init(number: Int, key: String, isComplete: Bool, needsCopy: Bool = false) {
    self.needsCopy = needsCopy
    self.number = number
    self.key = key
    self.isComplete = isComplete
  }

  func isOf(_ generation: Generation) -> Bool {
    number == generation.number && key == generation.key
  }

  /// - Throws: `InventoryError.unavailable`
  func write(for path: String) throws {
    let file = Self.file(of: path)
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      // Lost in a power cut, the machine would have to take over from itself.
      let place = URL(fileURLWithPath: file)
      try WholeFile(
        folder: place.deletingLastPathComponent().path, name: place.lastPathComponent
      ).write(Array(encoder.encode(self)))
      // Root may take over for the user that the units run as.
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    } catch let error as SystemReason {
      throw InventoryError.unavailable(path: file, reason: error.description)
    } catch {
      throw InventoryError.unavailable(path: file, reason: error.localizedDescription)
    }
  }
}
