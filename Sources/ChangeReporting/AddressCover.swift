import EndpointModel

/// The fewest CIDR blocks that hold exactly the addresses of some endpoints.
public struct AddressCover: Sendable {
  private let blocks: [CIDRBlock]
  /// Names, patterns and placeholders, ascending.
  private let names: [EndpointAddress]

  /// - Parameter family: only IP addresses of this one; nil for both.
  public init(_ endpoints: Endpoints, family: IPFamily? = nil) {
    let addresses = DistinctAddresses(of: endpoints)
    let cover = addresses.union.cidrCover
    blocks = family.map { family in cover.filter { $0.family == family } } ?? cover
    names = addresses.names.filter { $0 != .any }.sorted()
  }

  /// One block per line.
  public var text: String {
    String(unsafeUninitializedCapacity: blocks.count * (CIDRBlock.textLimit + 1)) { bytes in
      var end = 0
      for block in blocks {
        end += block.write(to: UnsafeMutableBufferPointer(rebasing: bytes[end...]))
        bytes[end] = UInt8(ascii: "\n")
        end += 1
      }
      return end
    }
  }

  /// A line for a person about the names that were left out; empty if there are none.
  public var namesLeftOut: String {
    names.isEmpty
      ? ""
      : "\(names.count.of("name")) left out, such as \(names[0].description.withVisibleControls)\n"
  }

  public var json: JSONText {
    .object([
      "blocks": .array(blocks.map { .string($0.description) }),
      "names": .array(names.map { .string($0.description) }),
    ])
  }
}
