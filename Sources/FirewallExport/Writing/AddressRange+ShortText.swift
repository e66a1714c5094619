import EndpointModel

extension AddressRange {
  /// `192.0.2.1`, `192.0.2.0/24`, or `192.0.2.1-192.0.2.5` if it is not one block.
  public var shortText: String { block?.description ?? description }
}
