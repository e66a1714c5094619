import EndpointModel

/// What a list of addresses or names holds, while it is read. Such a list states no ports and
/// protocols, so that its endpoints have none.
struct ListReading {
  private var endpoints: [Endpoint] = []
  private var problems: [String] = []

  mutating func add(_ address: EndpointAddress) { endpoints.append(Endpoint(address: address)) }

  mutating func fail(_ line: Int, _ text: String, _ rule: String) {
    problems.append("line \(line): \(text.quoted) is not understood: \(rule)")
  }

  /// Adds an entry that is an address, a block, or in one of the forms.
  ///
  /// - Parameter meaning: what the device allows with it.
  mutating func addAddress(
    _ text: String, _ forms: AddressRange.EntryForms, line: Int,
    meaning: (AddressRange) -> [AddressRange] = { [$0] }
  ) {
    do {
      for range in meaning(try AddressRange(entry: text, forms)) { add(EndpointAddress(range)) }
    } catch {
      fail(line, text, error.rule)
    }
  }

  mutating func addName(_ text: String, line: Int) {
    do {
      add(.host(try HostName(parsing: text)))
    } catch {
      fail(line, text, error.rule)
    }
  }

  mutating func addExpression(_ text: String, line: Int) {
    if let addresses = HostExpression.addresses(text) {
      for address in addresses { add(address) }
    } else {
      fail(line, text, "it is not an expression of one host name or pattern")
    }
  }

  func reading(_ text: String) -> FirewallReading {
    FirewallReading(
      endpoints, number: FirewallWriter.number(inHeadOf: text, mark: "#"), problems: problems)
  }
}
