import EndpointModel

extension Gathered {
  /// A sentence that says that something is not, or no longer, to be opened.
  struct TakenBack {
    let line: SourceLine
    let addresses: [EndpointAddress]
    let terms: [PortTerm]
  }

  /// "Port 8443 is no longer required", below a table that has it: which of them is right, a person
  /// has to say.
  mutating func tellOfTakenBack() {
    for taken in takenBack {
      let rule = batches.lazy.flatMap(\.endpoints).first { endpoint in
        (taken.addresses.isEmpty || endpoint.address.map(taken.addresses.contains) ?? false)
          && (taken.terms.isEmpty || taken.terms.contains { $0.isPartly(in: endpoint) })
      }
      guard let rule else { continue }
      findings.add(
        .warning, "taken-back", taken.line,
        "the sentence takes back what \(rule.line.map { "line \($0)" } ?? "the document") states; "
          + "check which of them holds")
    }
  }

  /// "The addresses are 192.0.2.1 and 192.0.2.2. Please allow TCP 443": rules without any address, and
  /// addresses of which nothing was read.
  mutating func tellOfLeftOutAddresses() {
    tellOfLeftOutNetworks()
    guard let line = leftOut.first else { return }
    let endpoints = batches.lazy.flatMap(\.endpoints)
    guard endpoints.contains(where: { $0.ports != nil }),
      endpoints.allSatisfy({ $0.address == nil })
    else { return }
    findings.add(
      .warning, "address-unused", line,
      "no rule of the document has an address, and those of this sentence were left out")
  }
}

extension Gathered {
  /// "The university owns 129.100.0.0/16": a public network is seldom named for anything but a rule.
  private mutating func tellOfLeftOutNetworks() {
    guard !leftOut.isEmpty else { return }
    let read = AddressSet(batches.lazy.flatMap(\.endpoints).compactMap { $0.address?.range })
    for line in leftOut {
      let isNetwork = TextFacts([line]).addresses.items.contains { item in
        guard let range = item.address.range, range.first != range.last else { return false }
        return SpecialSpace.name(range) == nil && !range.isWhole && !read.contains(range)
      }
      if isNetwork {
        findings.add(
          .warning, "address-unused", line,
          "this sentence names a network and does not ask to allow it; it was left out")
      }
    }
  }
}

extension PortTerm {
  /// Whether an endpoint opens some of these ports.
  fileprivate func isPartly(in endpoint: Endpoint) -> Bool {
    guard case .numbers(let own)? = ports, case .numbers(let opened)? = endpoint.ports else {
      return false
    }
    let named = [transport, endpoint.transport].compactMap { $0 }
    let isSame =
      named.count < 2 || named[0] == named[1] || named.contains { $0 == .tcpAndUDP || $0 == .any }
    return isSame && own.ranges.contains { range in opened.ranges.contains { $0.overlaps(range) } }
  }
}
