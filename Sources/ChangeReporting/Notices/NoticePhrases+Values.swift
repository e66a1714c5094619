import EndpointModel
import InventoryModel

extension NoticePhrases {
  /// The number with what the language has between thousands: 1,234, 1.234, 1 234.
  package func number(_ number: Int) -> String {
    switch language {
    case .english: number.grouped
    case .german: number.grouped.replacing(",", with: ".")
    // A narrow space at which no line breaks.
    case .french: number.grouped.replacing(",", with: "\u{202F}")
    }
  }

  /// "1 revision held", "3 revisions held".
  package func count(_ number: Int, one: NoticePhrase, many: NoticePhrase) -> String {
    number == 1 ? self(one) : self(many, self.number(number))
  }

  /// A service's name as a document has it.
  func service(_ name: String?) -> String { name.map(NoticeOutline.name) ?? self(.noService) }

  func address(_ address: WrittenAddress?) -> String {
    guard let address else { return self(.noAddress) }
    return address.address == .any ? self(.anyAddress) : EndpointListing.text(address)
  }

  func address(_ address: EndpointAddress?) -> String {
    self.address(address.map { WrittenAddress($0) })
  }

  func state(_ state: Revision.State) -> String {
    switch state {
    case .accepted: self(.accepted)
    case .held: self(.isHeld)
    case .rejected: self(.rejected)
    case .passed: self(.passed)
    case .void: self(.void)
    }
  }

  /// "back after 2 days, 5th time"
  func back(_ back: AddressReturn) -> String {
    let ordinal =
      switch language {
      case .english: back.count.ordinal
      case .german: "\(back.count)."
      case .french: back.count == 1 ? "1re" : "\(back.count)e"
      }
    return self(.back, duration(back.goneFor), ordinal)
  }

  private func duration(_ seconds: Int) -> String {
    switch seconds {
    case ..<3600: self(.minutes, "\(max(1, seconds / 60))")
    case ..<7200: self(.oneHour)
    case ..<(2 * 86_400): self(.hours, number(seconds / 3600))
    default: self(.days, number(seconds / 86_400))
    }
  }

  /// "and 3 earlier revisions"
  func earlier(_ count: Int) -> String {
    count == 1 ? self(.earlierOne) : self(.earlier, number(count))
  }

  /// "where no ports are stated, 443 is meant (declared 2026-01-31 12:00 UTC by anna: …)"
  func declaration(_ declaration: Declaration, in zone: TimeZoneRules) -> String {
    let meant =
      switch (declaration.ports, declaration.transport) {
      case (let ports?, nil): self(.portsMeant, self.ports(ports))
      case (nil, let named?): self(.protocolMeant, named.description)
      case (let ports?, let named?): self(.bothMeant, "\(named) \(self.ports(ports))")
      case (nil, nil): self(.nothingMeant)
      }
    let record = declaration.record
    let time = record.time.forPeople(in: zone)
    return self(
      .declared, meant,
      (record.by.map { self(.by, time, "\($0)") } ?? time) + (record.note.map { ": \($0)" } ?? ""))
  }

  private func ports(_ ports: Ports) -> String {
    language == .english || ports != .any ? "\(ports)" : self(.allPorts)
  }

  // MARK: What changed of a row

  /// A field's name: `udp ports` if the protocol stays.
  func name(_ field: EndpointChange.Field, in change: EndpointChange) -> String {
    switch field {
    case .ports where change.before.transport == change.after.transport:
      (change.before.transport.map { $0.rawValue + " " } ?? "") + self(.portsField)
    case .ports: self(.portsField)
    case .examplePorts: self(.exampleField)
    case .portRole: self(.roleField)
    case .transport: self(.protocolField)
    case .direction: self(.directionField)
    case .group: self(.groupField)
    }
  }

  func value(of field: EndpointChange.Field, in endpoint: Endpoint) -> String {
    switch field {
    // A document's own words stay as they are.
    case .group: endpoint.group?.withVisibleControls ?? self(.none)
    case .direction:
      endpoint.direction == nil
        ? self(.notStated) : terms(TermsText.value(of: field, in: endpoint))
    case .transport: endpoint.transport?.rawValue ?? self(.notStated)
    case .examplePorts: endpoint.examplePorts?.description ?? self(.none)
    case .portRole:
      endpoint.portRole.map { self($0 == .data ? .customersData : .customersSignaling) }
        ?? self(.none)
    case .ports:
      switch endpoint.ports {
      case nil: self(.notStated)
      case .any: self(.allPorts)
      case .customer: self(.customersPorts)
      case .numbers(let set): "\(set)"
      }
    }
  }
}
