import EndpointModel

/// A file of addresses to look up, one per line; `#` begins a comment line.
///
/// ```swift
/// try AddressBatch.addresses(of: DocumentSource("seen.txt")).map(\.description)
/// // ["18.254.200.140", "192.0.2.9"]
/// ```
public enum AddressBatch {
  /// The addresses of a file, in their order.
  ///
  /// - Throws: `SourceError`, or `AddressBatchError` if a line is not an address.
  public static func addresses(of source: DocumentSource) throws -> [EndpointAddress] {
    let document = try source.document()
    var addresses: [EndpointAddress] = []
    let lines = document.bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "\n")
    }
    for (i, line) in lines.enumerated() {
      // Most addresses are in canonical form.
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

/// A line that is not an address.
public struct AddressBatchError: Error, CustomStringConvertible {
  let file: String
  let line: Int
  let error: ValueError

  public var description: String { "\(file), line \(line): \(error)" }
}

extension String {
  /// Without blanks, tabs and carriage returns at either end.
  fileprivate var trimmingBlanksAndReturn: Substring {
    func isBlank(_ character: Character) -> Bool { " \t\r".contains(character) }
    guard let start = firstIndex(where: { !isBlank($0) }),
      let end = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return self[start...end]
  }
}
