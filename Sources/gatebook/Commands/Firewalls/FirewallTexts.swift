import EndpointModel
import Foundation
import GatebookService
import InventoryModel
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

/// What a device lists, from a file, a pipe or standard input.
enum DeviceText {
  /// - Throws: `SourceError` if it cannot be read.
  static func read(_ path: String) throws -> String {
    let document = try DocumentSource(readOnce: path).document()
    return String(decoding: document.bytes, as: UTF8.self)
  }
}

extension [FirewallName] {
  /// A line for each firewall that named what was merged, and has to allow something else now.
  var toldOfMerger: String {
    map {
      "The firewall \($0) named it: `gatebook firewall plan \($0)` tells what it has to change.\n"
    }
    .joined()
  }
}
