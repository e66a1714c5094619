extension Snapshot {
  /// An old snapshot with only those changes that have lasted: an endpoint is as in the new
  /// snapshot if all snapshots in between agree with that one, else as in the old one.
  ///
  /// - Parameter between: the snapshots of the time for which a change must last.
  public static func settled(
    from old: Snapshot, _ between: [Snapshot], to new: Snapshot
  ) -> Snapshot {
    // All in one vocabulary, so that rows can be compared by their numbers.
    let all = ([old, new] + between).reduce(into: Endpoints()) { $0 = $0 + $1.endpoints }
    let ranks = RowRanks(all.vocabulary)
    var rest = all.rows
    func keys(_ snapshot: Snapshot) -> (rows: ArraySlice<EndpointRow>, keys: Set<RowKey>) {
      let rows = rest.prefix(snapshot.endpoints.count)
      rest = rest.dropFirst(rows.count)
      return (rows, Set(rows.lazy.map { ranks.key($0) }))
    }
    let (before, after) = (keys(old), keys(new))
    let present = between.map { keys($0).keys }
    let rows = (before.rows + after.rows).filter { row in
      let key = ranks.key(row)
      let isPresent = after.keys.contains(key)
      return present.allSatisfy { $0.contains(key) == isPresent }
        ? isPresent : before.keys.contains(key)
    }
    return Snapshot(Endpoints(rows: rows[...], all.vocabulary))
  }
}
