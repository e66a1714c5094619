import EndpointModel
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryStorage

/// What comes of each table when another inventory is merged. Whoever adds one decides.
@Suite struct MergedTablesTests {
  /// What is merged otherwise than by parts, or stays where it is.
  private static let others = [
    "label", "terms", "traffic",  // come with what refers to them
    "range_part", "kept_document", "former_deployment_name",  // come with a history
    "former_customer_name",  // comes with a customer's details
    "source_item",  // comes with a source
    "subscription", "notice",  // by who is told
    "audit", "resolution", "resolved_address",  // by what is missing
    "mailing", "change_report",  // would tell customers: for a person to begin
    "token", "token_scope", "user", "user_scope", "public_list",  // who may see this inventory
    "list_poll", "replication",  // of this machine
  ]

  @Test func everyTableIsAccountedFor() throws {
    let folder = try TemporaryFolder()
    let inventory = try Inventory.openForWriting(at: folder.file("gatebook.sqlite"))
    let tables = try inventory.read {
      try String.fetchAll(
        $0.db,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    }
    let (deployment, customer) = (DeploymentName("vendor/cloud")!, CustomerName("north")!)
    let parts: [InventoryPart] = [
      .history(deployment), .settings(deployment), .source(deployment), .details(customer),
      .ports(customer, deployment), .firewall(FirewallName("edge")!),
    ]
    let merged = parts.flatMap { PartRows.places(of: $0).map(\.table) }
    #expect(Set(tables) == Set(merged).union(Self.others))
    #expect(Set(merged).isDisjoint(with: Self.others))
  }
}
