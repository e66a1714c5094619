import EndpointModel
import Foundation
import GatebookService
import NoticeDelivery

/// A file that a command writes, whole or not at all.
enum OutputFile {
  /// - Throws: `OutputError` with what the system says.
  static func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    // A device, pipe or link would be replaced by a file.
    if let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let type = attributes[.type] as? FileAttributeType, type != .typeRegular
    {
      throw OutputError(reason: "\(path.withVisibleControls) is not a regular file")
    }
    let file = WholeFile(
      folder: url.deletingLastPathComponent().path, name: url.lastPathComponent)
    do throws(SystemReason) {
      try file.write(Array(text.utf8))
    } catch {
      throw OutputError(reason: "\(path.withVisibleControls): \(error)")
    }
  }
}

/// What a device lists, from a file or standard input.
enum DeviceText {
  /// - Throws: `SourceError` if it cannot be read.
  static func read(_ path: String) throws -> String {
    let document = try DocumentSource(path).document()
    return String(decoding: document.bytes, as: UTF8.self)
  }
}
