import EndpointModel
import GRDB
import InventoryModel

/// What the ids in the rows of an inventory stand for, so that rows of two inventories can be
/// compared, and copied from one into the other.
final class RowNames {
  private let db: Database
  private let renaming: Renaming
  private var names: [Kind: [Int64: Name]] = [:]
  private var ids: [Kind: [Name: Int64]] = [:]

  /// - Parameter renaming: what rows of this inventory are called in the one that they are compared
  ///   with.
  init(_ db: Database, _ renaming: Renaming = Renaming()) {
    self.db = db
    self.renaming = renaming
  }

  /// The values by which a row is known in every inventory.
  struct Name: Hashable {
    let values: [String?]
    var text: String { values.map { $0 ?? "" }.joined(separator: "/") }
  }

  /// Rows that others refer to.
  enum Kind: String, Hashable {
    case deployment, customer, firewall, label, terms, traffic

    fileprivate var columns: [String] {
      switch self {
      case .deployment: ["vendor", "name"]
      case .customer, .firewall: ["name"]
      case .label: ["text"]
      case .terms: ["ports", "protocol", "direction", "port_role", "example_ports"]
      case .traffic: ["spans"]
      }
    }

    /// Whether it is nothing but its values, and made where it is needed.
    fileprivate var isValue: Bool {
      switch self {
      case .label, .terms, .traffic: true
      case .deployment, .customer, .firewall: false
      }
    }

    /// What a column refers to; nil if it has a value of its own.
    init?(of column: String, in table: String) {
      switch column {
      case "deployment_id": self = .deployment
      case "customer_id": self = .customer
      case "firewall_id": self = .firewall
      case "service_id", "group_id", "note_id": self = .label
      case "terms_id": self = .terms
      case "traffic_id": self = .traffic
      case "merged_into": self = table == "customer" ? .customer : .deployment
      default: return nil
      }
    }
  }

  func name(_ kind: Kind, _ id: Int64) throws -> Name {
    if let known = names[kind]?[id] { return known }
    let columns = kind.columns.joined(separator: ", ")
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM \(kind.rawValue) WHERE id = ?"),
      arguments: [id])
    guard let row else { throw Row.corrupt("a row of \(kind.rawValue) is missing") }
    let name = present(kind, Name(values: kind.columns.indices.map { row[$0] }))
    names[kind, default: [:]][id] = name
    return name
  }

  private func present(_ kind: Kind, _ name: Name) -> Name {
    switch kind {
    case .deployment:
      guard let own = DeploymentName(name.text) else { return name }
      let other = renaming.here(own)
      return Name(values: [other.vendor, other.name])
    case .customer:
      return CustomerName(name.text).map { Name(values: [renaming.here($0).text]) } ?? name
    case .firewall, .label, .terms, .traffic: return name
    }
  }

  /// The id of what has a name; labels and the like are stored if they are missing.
  ///
  /// - Throws: `MissingReference`
  func id(_ kind: Kind, _ name: Name) throws -> Int64 {
    if let known = ids[kind]?[name] { return known }
    // Only terms have columns without a value.
    let conditions = kind.columns.map {
      kind == .terms ? "ifnull(\($0), '') = ifnull(?, '')" : "\($0) = ?"
    }
    let arguments = StatementArguments(name.values)
    var id = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT id FROM \(kind.rawValue) WHERE \(conditions.joined(separator: " AND "))"),
      arguments: arguments)
    if id == nil, kind.isValue {
      let places = kind.columns.map { _ in "?" }.joined(separator: ", ")
      try db.cachedStatement(
        sql: """
          INSERT INTO \(kind.rawValue) (\(kind.columns.joined(separator: ", ")))
          VALUES (\(places))
          """
      ).execute(arguments: arguments)
      id = db.lastInsertedRowID
    }
    guard let id else { throw MissingReference(kind: kind.rawValue, name: name.text) }
    ids[kind, default: [:]][name] = id
    return id
  }

  /// What was stored since may be gone.
  func forget() {
    names = [:]
    ids = [:]
  }
}

/// A row of another inventory refers to what this one does not have.
public struct MissingReference: Error, Hashable, Sendable {
  /// `deployment`, `customer`, …
  public let kind: String
  public let name: String
}
