import EndpointModel

extension AddressRange {
  /// Forms of an entry besides an address and a block with its prefix length.
  struct EntryForms: OptionSet {
    let rawValue: Int
    /// `192.0.2.1-192.0.2.5`
    static let ranges = EntryForms(rawValue: 1)
    /// `192.0.2.0/255.255.255.0`
    static let masks = EntryForms(rawValue: 2)
  }

  /// An entry of a device's list. Bits after the prefix are cut off, as devices do that:
  /// `192.0.2.7/24` matches all of `192.0.2.0/24`.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  init(entry text: String, _ forms: EntryForms) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "entry", input: text, rule: rule)
    }
    if text.utf8.contains(UInt8(ascii: "-")) {
      guard forms.contains(.ranges) else { throw failure("ranges are not allowed here") }
      self = try AddressRange(parsing: text)
      return
    }
    if let slash = text.firstIndex(of: "/"), text[slash...].contains("."),
      !forms.contains(.masks)
    {
      throw failure("it has a mask in place of a prefix length")
    }
    let (address, length) = try CIDRBlock.parts(text)
    guard let block = CIDRBlock(enclosing: address, prefixLength: length) else {
      throw failure("there is no such prefix length")
    }
    self.init(block)
  }
}
