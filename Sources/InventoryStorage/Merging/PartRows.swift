import Foundation
import GRDB
import InventoryModel

/// The rows of one part of an inventory, in a form that is the same in every inventory.
struct PartRows {
  private let db: Database
  private let names: RowNames

  init(_ db: Database, _ names: RowNames) {
    self.db = db
    self.names = names
  }

  /// Where the rows of a part are.
  struct Place {
    let table: String
    /// Of a deployment (?1), a customer (?1) or both (?1, ?2), or a firewall (?1).
    let condition: String
    /// Only these columns; nil for all.
    var only: [String]?
  }

  /// The tables of a part. (`MergedTablesTests` tells what comes of all others.)
  static func places(of part: InventoryPart) -> [Place] {
    func deployment(_ table: String, only: [String]? = nil) -> Place {
      Place(table: table, condition: "deployment_id = ?1", only: only)
    }
    func firewall(_ table: String) -> Place {
      Place(table: table, condition: "firewall_id = ?1")
    }
    return switch part {
    case .history:
      [
        "layout", "revision", "revision_layout", "decision", "hold_reason", "stated", "endpoint",
        "change", "access_part",
      ].map { deployment($0) }
    case .settings:
      [
        Place(
          table: "deployment", condition: "id = ?1",
          only: [
            "shares_ports", "approver_differs", "wide_needs_two", "archived_at", "merged_into",
          ]),
        deployment("declaration"), deployment("guard"), deployment("keeps_documents"),
      ]
    case .source:
      [
        deployment(
          "source",
          only: ["location", "allows_private", "accepts_partial", "overdue_hours"])
      ]
    case .details:
      [
        Place(
          table: "customer", condition: "id = ?1",
          only: ["display_name", "archived_at", "merged_into", "language"]),
        Place(table: "contact", condition: "customer_id = ?1", only: ["mail_address"]),
      ]
    case .ports:
      ["deployment_use", "port_assignment"].map {
        Place(table: $0, condition: "customer_id = ?1 AND deployment_id = ?2")
      }
    case .firewall:
      [Place(table: "firewall", condition: "id = ?1")]
        + [
          "firewall_allowance", "firewall_policy", "firewall_rule", "firewall_application",
          "firewall_file",
        ].map { firewall($0) }
    }
  }

  /// All rows of a part, in the same order for the same ones.
  ///
  /// - Parameter ids: of what the part is of.
  func all(of part: InventoryPart, _ ids: StatementArguments) throws -> [String] {
    try Self.places(of: part).flatMap { place in
      try rows(place, ids).sorted()
    }
  }

  private func rows(_ place: Place, _ ids: StatementArguments) throws -> [String] {
    // Numbers that an inventory gives to rows say nothing in another one.
    let columns = try (place.only ?? RowCopy.columns(of: place.table, db)).filter { $0 != "id" }
    let list = columns.map { $0 == "corrects" ? "corrects IS NOT NULL" : "\"\($0)\"" }
    let cursor = try Row.fetchCursor(
      db,
      sql: "SELECT \(list.joined(separator: ", ")) FROM \(place.table) WHERE \(place.condition)",
      arguments: ids)
    var rows: [String] = []
    while let row = try cursor.next() {
      rows.append(try place.table + text(row, columns, in: place.table))
    }
    return rows
  }

  /// A row with names for ids.
  func text(_ row: Row, _ columns: [String], in table: String) throws -> String {
    try columns.enumerated().map { place, column in
      let value: DatabaseValue = row[place]
      if let kind = RowNames.Kind(of: column, in: table), let id = Int64.fromDatabaseValue(value) {
        return "\u{1F}"
          + (try names.name(kind, id)).values.map { $0 ?? "\u{1E}" }
          .joined(separator: "\u{1D}")
      }
      return "\u{1F}" + Self.text(value)
    }.joined()
  }

  /// All of a value, and of which kind it is.
  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "-"
    case .int64(let number): "i\(number)"
    case .double(let number): "d\(number)"
    case .string(let text): "s" + text
    case .blob(let bytes): "b" + bytes.base64EncodedString()
    }
  }
}
