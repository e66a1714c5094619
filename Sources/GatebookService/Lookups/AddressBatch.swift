import EndpointModel

/// A file of addresses to look up, or of a log's lines with addresses in them; `#` begins a comment
/// line.
///
/// ```swift
/// let batch = try AddressBatch(of: DocumentSource("seen.txt"))
/// batch.questions.map(\.address.description)  // ["18.254.200.140", "192.0.2.9"]
/// ```
public struct AddressBatch: Sendable {
  /// What the lines ask for, in their order.
  public private(set) var questions: [AddressQuestion] = []
  /// The lines that hold no address, in their order.
  public private(set) var failures: [AddressBatchError] = []

  /// - Throws: `SourceError` if there is no such file.
  public init(of source: DocumentSource) throws {
    let document = try source.document()
    let lines = document.bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "\n")
    }
    for (i, line) in lines.enumerated() {
      // Most addresses are in canonical form.
      if let block = line.withUnsafeBufferPointer({ CIDRBlock(canonical: $0) }) {
        questions.append(AddressQuestion(EndpointAddress.block(block).withoutIPv6Around))
        continue
      }
      let text = String(decoding: line, as: UTF8.self).trimmingBlanksAndReturn
      if text.isEmpty || text.hasPrefix("#") { continue }
      do throws(ValueError) {
        questions += try PastedText(text).questions
      } catch {
        failures.append(AddressBatchError(file: source.name, line: i + 1, error: error))
      }
    }
  }
}

/// A line without an address.
public struct AddressBatchError: CustomStringConvertible, Sendable {
  let file: String
  let line: Int
  let error: ValueError

  public var description: String { "\(file), line \(line): \(error)" }
}

/// None of the lines of a batch has an address; empty lines and comments do not count.
public struct NoAddressesError: Error, CustomStringConvertible {
  let first: AddressBatchError
  let count: Int

  /// Nil if a line has one, or if there are no lines.
  public init?(_ batch: AddressBatch) {
    guard batch.questions.isEmpty, let first = batch.failures.first else { return nil }
    self.first = first
    count = batch.failures.count
  }

  public var description: String {
    count == 1 ? "\(first)" : "\(first); none of its \(count) lines has an address"
  }
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
