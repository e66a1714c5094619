import EndpointModel

/// An address that a deployment had, lost, and has again.
public struct AddressReturn: Hashable, Sendable, Comparable {
  public let address: EndpointAddress
  /// How long it was gone, in seconds.
  public let goneFor: Int
  /// How often it has come back so far.
  public let count: Int

  public init(address: EndpointAddress, goneFor: Int, count: Int) {
    self.address = address
    self.goneFor = goneFor
    self.count = count
  }

  public static func < (a: AddressReturn, b: AddressReturn) -> Bool {
    (a.address, a.goneFor, a.count) < (b.address, b.goneFor, b.count)
  }
}
