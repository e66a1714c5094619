import EndpointModel
import InventoryModel

extension ChangeHistory {
  private static let names =
    ["deployment", "revision", "recordedAt", "change"] + EndpointCSV.names
    + ["quote", "stillNeededBy"]

  /// One record for each entry that opens or closes and each endpoint that is added or removed, and
  /// two for each that is changed: from and to.
  public var csv: String {
    CSVText.line(Self.names) + notices.map(Self.lines).joined()
  }

  private static func lines(_ notice: ChangeNotice) -> String {
    let place = [
      notice.deployment.description, String(notice.to.number), notice.time.description,
    ]
    let needed = Dictionary(
      notice.stillNeeded.map { needed in
        (
          needed.address,
          needed.users.map { user in
            "\(user.deployment) \(user.endpoint.service ?? "")"
          }
        )
      }, uniquingKeysWith: { first, _ in first })
    func line(_ change: String, _ endpoint: Endpoint, isGone: Bool = false) -> String {
      let users = isGone ? endpoint.address.flatMap { needed[$0] } : nil
      return CSVText.line(
        place + [change] + EndpointCSV.cells(endpoint)
          + [notice.quotes[endpoint], users.map { Set($0).sorted().joined(separator: "; ") }])
    }
    func line(_ change: String, _ entry: AccessEntry) -> String {
      // The columns of an endpoint that an access entry has: address, ports, protocol, direction.
      let cells: [String?] = [
        nil, nil, entry.address?.description, entry.portsText, entry.transport.description,
        entry.direction.rawValue, nil, nil, nil, nil,
      ]
      return CSVText.line(place + [change] + cells + [nil, nil])
    }
    let changes = notice.report.changes
    return notice.opened.map { line("opens", $0) }.joined()
      + notice.closed.map { line("closes", $0) }.joined()
      + changes.added.map { line("added", $0) }.joined()
      + changes.removed.map { line("removed", $0, isGone: true) }.joined()
      + changes.changed.map {
        line("changed from", $0.before, isGone: true) + line("changed to", $0.after)
      }.joined()
  }
}
