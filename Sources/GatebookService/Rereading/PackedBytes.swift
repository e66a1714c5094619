import EndpointModel
import InventoryStorage
import LibZ

/// Packs the bytes of documents to keep them, and unpacks them.
enum PackedBytes {
  /// Nil if there is no memory for it.
  static func packed(_ bytes: [UInt8]) -> PackedDocument? {
    var length = compressBound(UInt(bytes.count))
    let packed = [UInt8](unsafeUninitializedCapacity: Int(length)) { out, written in
      let isDone =
        compress2(out.baseAddress, &length, bytes, UInt(bytes.count), 6) == Z_OK
      written = isDone ? Int(length) : 0
    }
    return packed.isEmpty ? nil : PackedDocument(packed: packed, byteCount: bytes.count)
  }

  /// Nil if they are damaged, or more than a document may have.
  static func unpacked(_ document: PackedDocument) -> [UInt8]? {
    guard (0...Document.byteLimit).contains(document.byteCount) else { return nil }
    // zlib takes no room of nothing.
    var length = UInt(document.byteCount) + 1
    var isDone = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { out, written in
      isDone =
        uncompress(
          out.baseAddress, &length, document.packed, UInt(document.packed.count)) == Z_OK
      written = isDone ? Int(length) : 0
    }
    return isDone && bytes.count == document.byteCount ? bytes : nil
  }
}
