import EndpointModel

/// A file of addresses to look up, one a line; `#` begins a comment.
public enum AddressBatch {
  /// - Throws: `SourceError`; `AddressBatchError` where a line is no address.
  public static func addresses(of source: DocumentSource) throws -> [EndpointAddress] {
    let document = try source.document()
    var addresses: [EndpointAddress] = []
    let lines = document.bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "\n")
    }
    for (i, line) in lines.enumerated() {
      // Most are written as they should be.
      if let block = line.withUnsafeBufferPointer({ CIDRBlock(canonical: $0) }) {
        addresses.append(.block(block))
        continue
      }
      let text = String(decoding: line, as: UTF8.self).trimmingBlanksAndReturn
      if text.isEmpty || text.hasPrefix("#") { continue }
      do throws(ValueError) {
        addresses.append(try EndpointAddress(parsing: text))
      } catch {
        throw AddressBatchError(file: source.name, line: i + 1, error: error)
      }
    }
    return addresses
  }
}

/// A line that is no address.
public struct AddressBatchError: Error, CustomStringConvertible {
  let file: String
  let line: Int
  let error: ValueError

  public var description: String { "\(file), line \(line): \(error)" }
}

extension String {
  /// Without blanks, tabs and carriage returns at its ends.
  fileprivate var trimmingBlanksAndReturn: Substring {
    func isBlank(_ character: Character) -> Bool { " \t\r".contains(character) }
    guard let start = firstIndex(where: { !isBlank($0) }),
      let end = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return self[start...end]
  }
}
