import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// For how long an address may have been gone for its return to be reported, in seconds.
  public static let returnWindow = 7 * 86_400

  /// Those of some addresses that a revision brought back not long after the deployment had lost
  /// them, ascending.
  ///
  /// - Parameter addresses: the addresses that the revision added.
  public func returns(
    of addresses: [EndpointAddress], in revision: Revision
  ) throws -> [AddressReturn] {
    let id = try self.id(of: revision.deployment)
    if addresses.isEmpty { return [] }
    var addresses = addresses
    if let gone = try addressesGone(
      deploymentID: id, before: revision, ifQuickerThan: addresses.count)
    {
      addresses = addresses.filter(gone.contains)
    }
    // When no endpoint had the address any more.
    let statement = try RowStatement(
      db,
      """
      SELECT gone.recorded_at FROM endpoint
      JOIN revision AS gone ON gone.deployment_id = endpoint.deployment_id
        AND gone.number = removed_in
      WHERE endpoint.deployment_id = ?1 AND endpoint.address = ?2 AND removed_in < ?3
        AND NOT EXISTS (SELECT 1 FROM endpoint AS other
          WHERE other.deployment_id = ?1 AND other.address = ?2
            AND other.added_in <= endpoint.removed_in
            AND (other.removed_in IS NULL OR other.removed_in > endpoint.removed_in))
      GROUP BY removed_in ORDER BY removed_in DESC
      """)
    return try addresses.compactMap { address -> AddressReturn? in
      statement.bind(1, id)
      statement.bind(2, address)
      statement.bind(3, revision.number)
      var times: [UTCTime] = []
      try statement.eachRow { row in
        guard let time = row.text(0).flatMap({ UTCTime($0) }) else {
          throw Row.corrupt("a revision has no time")
        }
        times.append(time)
      }
      guard let last = times.first else { return nil }
      let goneFor = Int(revision.recordedAt.seconds - last.seconds)
      return goneFor > Self.returnWindow
        ? nil : AddressReturn(address: address, goneFor: goneFor, count: times.count)
    }.sorted()
  }

  /// The addresses that disappeared within the window before a revision, whether or not they came
  /// back before it.
  ///
  /// - Parameter count: how many addresses would be looked up one by one.
  /// - Returns: nil if that is faster than reading all changes within the window.
  private func addressesGone(
    deploymentID: Int64, before revision: Revision, ifQuickerThan count: Int
  ) throws -> Set<EndpointAddress>? {
    let start = UTCTime(seconds: max(0, revision.recordedAt.seconds - Int64(Self.returnWindow)))!
    let revisions = try Row.fetchAll(
      db,
      sql: """
        SELECT number, added_count + removed_count + 2 * changed_count FROM revision
        WHERE deployment_id = ?1 AND number < ?2 AND state = 'accepted' AND recorded_at >= ?3
          AND number > (SELECT min(number) FROM revision
            WHERE deployment_id = ?1 AND state = 'accepted')
        """, arguments: [deploymentID, revision.number, start.description])
    if revisions.reduce(0, { $0 + ($1[1] as Int) }) > count * 2 { return nil }
    let statement = try RowStatement(
      db,
      """
      SELECT address FROM change
      WHERE deployment_id = ? AND number = ? AND is_removal AND with_address
      """)
    var addresses: Set<EndpointAddress> = []
    for revision in revisions {
      statement.bind(1, deploymentID)
      statement.bind(2, revision[0] as Int)
      try statement.eachRow { row in
        if let address = try row.address(0) { addresses.insert(address) }
      }
    }
    return addresses
  }
}
