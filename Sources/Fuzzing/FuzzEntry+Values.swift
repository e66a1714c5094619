import InventoryModel

@testable import EndpointModel

extension FuzzEntry {
  /// Texts of addresses.
  static let addresses = FuzzEntry(name: "addresses", length: 64) { bytes in
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    holdRoundTrip(EndpointAddress.self, text)
    holdRoundTrip(IPAddress.self, text)
    holdRoundTrip(AddressRange.self, text)
    if let written = WrittenAddress(text) {
      let again = WrittenAddress(written.description)
      hold(again?.address == written.address, "\(written) of \(text)")
      hold(again?.description == written.description, "\(written) of \(text)")
    }
    if let name = try? HostName(parsing: text) {
      hold((try? HostName(parsing: name.text)) == name, "the name \(name)")
    }
    if let pattern = try? HostPattern(parsing: text) {
      hold((try? HostPattern(parsing: pattern.text)) == pattern, "the pattern \(pattern)")
    }
    // The quick reading of what is in canonical form.
    if let quick = bytes.withUnsafeBufferPointer({ CIDRBlock(canonical: $0) }) {
      hold((try? CIDRBlock(parsing: text)) == quick, "the canonical \(quick)")
    }
  }

  /// Texts of all other values.
  static let values = FuzzEntry(name: "values", length: 64) { bytes in
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    holdRoundTrip(PortSet.self, text)
    holdRoundTrip(Ports.self, text)
    holdRoundTrip(IPProtocol.self, text)
    holdRoundTrip(UTCTime.self, text)
    holdRoundTrip(CalendarDay.self, text)
    holdRoundTrip(PartialDate.self, text)
    holdRoundTrip(GivenText.self, text)
    holdRoundTrip(DeploymentName.self, text)
    holdRoundTrip(RevisionReference.self, text)
    holdRoundTrip(CustomerName.self, text)
    holdRoundTrip(PortRange.self, text)
    holdRoundTrip(PortQuestion.self, text)
    holdRoundTrip(MailAddress.self, text)
    holdRoundTrip(DeliveryTarget.self, text)
    holdRoundTrip(SourceLocation.self, text)
    holdRoundTrip(FirewallName.self, text)
    holdRoundTrip(FirewallAllowance.self, text)
  }
}
