import Digests
import EndpointModel
import InventoryModel
import InventoryStorage

/// The documents of revisions whose bytes were kept.
public struct KeptDocuments {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// Whether the bytes of a revision's document were kept.
  ///
  /// - Throws: `InventoryError`
  public func has(_ revision: Revision) throws -> Bool {
    try inventory.keptDocument(of: revision) != nil
  }

  /// The document of a revision as it was; nil if it was not kept.
  ///
  /// - Throws: `KeptDocumentError` if its bytes are damaged; `InventoryError`
  public func document(of revision: Revision) throws -> Document? {
    guard let kept = try inventory.keptDocument(of: revision) else { return nil }
    guard let bytes = PackedBytes.unpacked(kept),
      SHA256(of: bytes).hexadecimal == revision.document.sha256
    else { throw KeptDocumentError() }
    return Document(bytes: bytes, source: revision.document.source)
  }
}

/// The kept bytes of a document are not what they were.
public struct KeptDocumentError: Error, CustomStringConvertible {
  public var description: String { "its kept bytes are damaged" }
}
