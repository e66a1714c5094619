/// A range of addresses that no CIDR block has, so that the same addresses are one value only.
public struct UnalignedRange: Hashable, Sendable {
  public let range: AddressRange

  /// Nil if they are the addresses of a block.
  public init?(_ range: AddressRange) {
    if range.block != nil { return nil }
    self.range = range
  }

  init(unchecked range: AddressRange) {
    assert(range.block == nil)
    self.range = range
  }
}
