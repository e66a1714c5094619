import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Every endpoint, now or in the past, whose address covers, lies inside or overlaps the given
  /// one: current ones first, then by deployment and endpoint.
  ///
  /// ```swift
  /// let found = try reader.occurrences(of: EndpointAddress("192.0.2.7")!)
  /// found.map { "\($0.endpoint.address!) \($0.relation)" }  // ["192.0.2.0/24 covers"]
  /// ```
  public func occurrences(of address: EndpointAddress) throws -> [Occurrence] {
    try OccurrenceRows(db).occurrences(of: address).sorted { $0.isListed(before: $1) }
  }

  /// The same for many addresses, in their order. If there are so many that it costs less, all
  /// endpoints are scanned once instead of looking up each address.
  public func occurrences(of addresses: [EndpointAddress]) throws -> [[Occurrence]] {
    let rows = try OccurrenceRows(db)
    var found =
      try addresses.count * Self.rowsForOne < EndpointRows.count(db)
      ? addresses.map { try rows.occurrences(of: $0) } : rows.walk(for: addresses)
    for i in found.indices { found[i].sort { $0.isListed(before: $1) } }
    return found
  }

  /// How many rows can be scanned in the time that one address takes to look up.
  private static let rowsForOne = 500

  /// Those of some addresses that other deployments name, cover or overlap at a time, with the
  /// endpoints that do, ascending.
  ///
  /// - Parameter customer: counts only deployments that this customer uses then; nil for all.
  public func needs(
    of addresses: [EndpointAddress], outside deployment: DeploymentName, at time: UTCTime,
    customer: CustomerName? = nil
  ) throws -> [StillNeeded] {
    let used = try customer.map { customer in
      Set(
        try uses(of: customer).filter { $0.period.contains(time) }.map(\.deployment))
    }
    return try zip(addresses, occurrences(of: addresses)).map { address, occurrences in
      let users = occurrences.filter { occurrence in
        occurrence.deployment != deployment && occurrence.contains(time)
          && used?.contains(occurrence.deployment) ?? true
      }
      return StillNeeded(
        address: address,
        users: Set(
          users.map { StillNeeded.User(deployment: $0.deployment, endpoint: $0.endpoint) }
        ).sorted())
    }.filter { !$0.users.isEmpty }
  }
}
