/// What an administrator declared to be meant if a deployment's document states no
/// ports or no protocol.
///
///     gatebook deployment set aws/all --unstated-ports 443 --unstated-protocol tcp
public struct Declaration: Hashable, Sendable {
  /// Numbers or any; nil if nothing is declared for ports.
  public let ports: Ports?
  public let transport: IPProtocol?
  /// Who declared it, when and why.
  public let record: HistoryRecord

  public init(ports: Ports?, transport: IPProtocol?, record: HistoryRecord) {
    self.ports = ports
    self.transport = transport
    self.record = record
  }

  /// The terms with the declaration applied; what the document states is kept. A customer's own
  /// ports are never declared.
  func meaning(of terms: Terms) -> Terms {
    var meant = terms
    if meant.transport == nil { meant.transport = transport }
    if meant.ports == nil, meant.portRole == nil, meant.transport?.hasPorts ?? true {
      meant.ports = ports
    }
    return meant
  }
}

extension Snapshot {
  /// The snapshot as it is meant: with the declaration applied, to find what opens and closes;
  /// unchanged if nothing is declared.
  public func meant(by declaration: Declaration?) -> Snapshot {
    guard let declaration else { return self }
    return Snapshot(endpoints.changingTerms { declaration.meaning(of: $0) })
  }
}
