import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Looks through all of the inventory. A file that is damaged gives problems; only what keeps
  /// even that from being found out is thrown.
  ///
  /// ```swift
  /// let found = try reader.verification()
  /// found.checks.flatMap(\.problems).map(\.message)  // [] if all is well
  /// ```
  ///
  /// - Throws: `InventoryError`, such as `.busy`
  public func verification() throws -> Verification {
    Verification(try Verification.Name.allCases.map(check))
  }

  private func check(_ name: Verification.Name) throws -> Verification.Check {
    var check = OpenCheck(db)
    do {
      switch name {
      case .integrity: try check.integrity()
      case .references: try check.references()
      case .numbering: try check.numbering()
      case .snapshots: try check.snapshots()
      case .access: try check.access(self)
      case .ranges: try check.ranges()
      case .ports: try check.ports()
      case .outbox: try check.outbox(self)
      case .audit: try check.audit(self)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      check.add(nil, error.message ?? "it cannot be read")
    }
    return Verification.Check(name, count: check.count, problems: check.problems)
  }
}

/// A check that is being made.
struct OpenCheck {
  let db: Database
  private(set) var count = 0
  private(set) var problems: [Verification.Problem] = []

  init(_ db: Database) { self.db = db }

  /// The problems of one kind that are told at most.
  static let most = 100

  mutating func add(_ subject: String?, _ message: String) {
    problems.append(Verification.Problem(subject, message))
  }

  /// Adds what was looked at.
  mutating func look(at count: Int) { self.count += count }

  /// Counts the rows of a table as looked at.
  mutating func look(at table: String) throws {
    count += try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
  }

  /// Adds a problem for each row that a query gives.
  ///
  /// - Parameter sql: gives a subject and a message.
  mutating func addRows(_ sql: String) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM (\(sql)) ORDER BY 1, 2 LIMIT \(Self.most)")
    problems += rows.map { Verification.Problem($0[0], $0[1]) }
  }

  /// Does something for each deployment; what cannot be read is a problem of that one.
  mutating func eachDeployment(
    _ body: (inout OpenCheck, _ id: Int64, _ name: String) throws -> Void
  ) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, vendor || '/' || name FROM deployment ORDER BY vendor, name")
    for row in rows {
      let (id, name): (Int64, String) = (row[0], row[1])
      do {
        try body(&self, id, name)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        add(name, error.message ?? "it cannot be read")
      }
    }
  }

  /// The name of the deployment whose id a column holds.
  static func name(_ column: String) -> String {
    "(SELECT vendor || '/' || name FROM deployment WHERE id = \(column))"
  }

  /// The name of a revision.
  static func revision(_ deployment: String, _ number: String) -> String {
    "\(name(deployment)) || '@' || \(number)"
  }
}
