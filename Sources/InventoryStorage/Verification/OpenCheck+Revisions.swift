import EndpointModel
import GRDB

/// Whether what is stored of revisions fits together.
extension OpenCheck {
  mutating func numbering() throws {
    try look(at: "revision")
    try addRows(
      """
      SELECT \(Self.name("deployment_id")),
        'there are ' || count(*) || ' revisions, numbered from ' || min(number) || ' to '
          || max(number)
      FROM revision GROUP BY deployment_id HAVING min(number) <> 1 OR max(number) <> count(*)
      """)
    try addRows(
      """
      SELECT \(Self.revision("deployment_id", "number")),
        'it changes ' || ifnull('revision ' || base_number, 'nothing')
          || ', and the one before it is ' || ifnull('revision ' || before, 'none')
      FROM (SELECT *, (SELECT max(number) FROM revision AS e
          WHERE e.deployment_id = revision.deployment_id AND e.number < revision.number
            AND e.state = 'accepted') AS before
        FROM revision WHERE state = 'accepted')
      WHERE base_number IS NOT before
      """)
    try addRows(
      """
      SELECT \(Self.revision("later.deployment_id", "later.number")),
        'it is of ' || later.recorded_at || ', and the one before it of ' || base.recorded_at
      FROM revision AS later JOIN revision AS base
        ON base.deployment_id = later.deployment_id AND base.number = later.base_number
      WHERE later.state = 'accepted' AND base.recorded_at > later.recorded_at
      """)
    try look(at: "firewall_policy")
    try addRows(
      """
      SELECT (SELECT name FROM firewall WHERE id = firewall_id),
        'there are ' || count(*) || ' policies, numbered from ' || min(number) || ' to '
          || max(number)
      FROM firewall_policy GROUP BY firewall_id HAVING min(number) <> 1 OR max(number) <> count(*)
      """)
  }

  /// By induction: a first revision adds as many endpoints as it has, each later one adds and
  /// removes exactly what its changes say, and no endpoint is there twice at a time.
  mutating func snapshots() throws {
    try look(at: "endpoint")
    try look(at: "change")
    try addRows(
      """
      SELECT \(Self.revision("later.deployment_id", "later.number")),
        'it has ' || later.endpoint_count || ' endpoints; ' || ifnull(base.endpoint_count, 0) || ' + '
          || later.added_count || ' - ' || later.removed_count || ' is another number'
      FROM revision AS later LEFT JOIN revision AS base
        ON base.deployment_id = later.deployment_id AND base.number = later.base_number
      WHERE later.state <> 'void'
        AND later.endpoint_count
          <> ifnull(base.endpoint_count, 0) + later.added_count - later.removed_count
      """)
    for isRemoval in [false, true] {
      try countsOfRows(isRemoval)
      try rowsThemselves(isRemoval)
    }
    try addRows(
      """
      SELECT \(Self.revision("deployment_id", "added_in")), 'an endpoint is there twice at a time'
      FROM (SELECT deployment_id, added_in, lag(ifnull(removed_in, 1 << 62)) OVER (
          PARTITION BY deployment_id, address, service_id, group_id, terms_id
          ORDER BY added_in, position) AS before
        FROM endpoint)
      WHERE before > added_in
      """)
    let rows = try EndpointRows(db)
    try eachDeployment { _, id, _ in _ = try rows.ever(deploymentID: id) }
  }

  /// A revision adds and removes as many rows as it says.
  private mutating func countsOfRows(_ isRemoval: Bool) throws {
    let (column, word) = Self.words(isRemoval)
    try addRows(
      """
      SELECT \(Self.revision("deployment_id", "number")),
        'it says that ' || stated || ' rows were \(word), and the table has ' || found
      FROM (SELECT deployment_id, number, \(word)_count + changed_count AS stated,
          ifnull(present.found, 0) AS found
        FROM revision LEFT JOIN
          (SELECT deployment_id AS d, \(column) AS n, count(*) AS found FROM endpoint
           WHERE \(column) IS NOT NULL GROUP BY d, n) AS present
          ON d = deployment_id AND n = number
        WHERE state = 'accepted')
      WHERE stated <> found
      """)
    // What a first one adds is only in the table, unless it was held.
    try addRows(
      """
      SELECT \(Self.revision("deployment_id", "number")),
        'it says that ' || stated || ' rows were \(word), and its changes have ' || found
      FROM (SELECT deployment_id, number, \(word)_count + changed_count AS stated,
          (SELECT count(*) FROM change WHERE change.deployment_id = revision.deployment_id
             AND change.number = revision.number AND is_removal = \(isRemoval ? 1 : 0)) AS found
        FROM revision WHERE NOT (state = 'accepted' AND base_number IS NULL))
      WHERE stated <> found
      """)
  }

  /// The rows that a revision adds and removes are those of its changes.
  private mutating func rowsThemselves(_ isRemoval: Bool) throws {
    let (column, word) = Self.words(isRemoval)
    let row = "address, service_id, group_id, terms_id"
    let noted = """
      SELECT change.deployment_id AS d, change.number AS n, \(row) FROM change JOIN revision
        ON revision.deployment_id = change.deployment_id AND revision.number = change.number
      WHERE is_removal = \(isRemoval ? 1 : 0) AND state = 'accepted' AND base_number IS NOT NULL
      """
    let done = """
      SELECT endpoint.deployment_id AS d, \(column) AS n, \(row) FROM endpoint JOIN revision
        ON revision.deployment_id = endpoint.deployment_id AND revision.number = \(column)
      WHERE state <> 'accepted' OR base_number IS NOT NULL
      """
    for (one, other, message) in [
      (noted, done, "only by its changes"), (done, noted, "only in the table"),
    ] {
      try addRows(
        """
        SELECT \(Self.revision("d", "n")), count(*) || ' rows were \(word) \(message)'
        FROM (\(one) EXCEPT \(other)) GROUP BY d, n
        """)
    }
  }

  private static func words(_ isRemoval: Bool) -> (column: String, word: String) {
    isRemoval ? ("removed_in", "removed") : ("added_in", "added")
  }

  mutating func access(_ reader: InventoryReader) throws {
    try look(at: "access_part")
    try eachDeployment { check, id, name in
      let numbers = try Int.fetchAll(
        check.db,
        sql: "SELECT number FROM revision WHERE deployment_id = ? AND has_access ORDER BY number",
        arguments: [id])
      for number in numbers {
        do {
          _ = try reader.accessChange(deploymentID: id, number: number)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
          check.add("\(name)@\(number)", error.message ?? "it cannot be read")
        }
      }
    }
  }

  /// An address is looked up by the blocks around it: a range of which one is missing would not be
  /// found.
  mutating func ranges() throws {
    let statement = try RowStatement(
      db,
      """
      SELECT address, min(deployment_id) FROM endpoint
      WHERE typeof(address) = 'blob' AND length(address) IN (10, 34) GROUP BY address
      """)
    var ranges: [(range: UnalignedRange, deploymentID: Int64)] = []
    try statement.eachRow { row in
      guard case .range(let range)? = try row.address(0) else {
        throw Row.corrupt("the bytes of a range are none")
      }
      ranges.append((range, row.int(1)))
    }
    look(at: ranges.count)
    let part = try RowStatement(
      db, "SELECT count(*) FROM range_part WHERE part = ? AND address = ?")
    for (range, id) in ranges where problems.count < Self.most {
      var missing = 0
      for block in range.range.cidrCover {
        part.bind(1, StoredAddress(block))
        part.bind(2, .range(range))
        try part.eachRow { if $0.int(0) == 0 { missing += 1 } }
      }
      if missing == 0 { continue }
      let name = try String.fetchOne(
        db, sql: "SELECT \(Self.name("?1"))", arguments: [id])
      add(name, "\(range.range) would not be found by \(missing) of its blocks")
    }
  }
}
