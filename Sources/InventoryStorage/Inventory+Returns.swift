import EndpointModel
import GRDB

extension Inventory {
  /// How long an address may be gone for its return to be told apart, in seconds.
  public static let returnWindow = 7 * 86_400

  /// Of some addresses, those that a revision brought back which the deployment had
  /// lost not long before, ascending.
  ///
  /// - Parameter addresses: that the revision added.
  public func returns(
    of addresses: [EndpointAddress], in revision: Revision
  ) throws -> [AddressReturn] {
    try read { db in
      let id = try Self.id(db, of: revision.deployment)
      // When it was there no more, by whatever endpoint.
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
  }
}
