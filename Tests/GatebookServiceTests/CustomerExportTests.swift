import ChangeReporting
import DocumentReading
import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Exports of customers that are imported again.
@Suite struct CustomerExportTests {
  private let folder: TemporaryFolder
  private let deployment = DeploymentName("vendor/cloud")!
  private let names = ["a", "b"].map { CustomerName($0)! }
  private let act = Act(by: Author(user: GivenText("desk")!), at: Self.day(100))

  init() throws { folder = try TemporaryFolder() }

  private static func day(_ number: Int) -> UTCTime { UTCTime(seconds: Int64(number) * 86_400)! }

  private func inventory(_ name: String) throws -> Inventory {
    let path = folder.file(name)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    let inventory = try Inventory.openForWriting(at: path)
    try inventory.write(act) { writer in
      _ = try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: nil,
          comparison: Comparison(from: Snapshot([]), to: Snapshot([Endpoint(address: .any)])),
          document: DocumentDescription(
            source: "d", format: "text", encoding: "utf-8", byteCount: 1,
            sha256: String(repeating: "ab", count: 32)),
          fetchedAt: Self.day(1), recordedAt: Self.day(1)))
    }
    return inventory
  }

  private func imported(_ text: String, _ name: String, _ inventory: Inventory) throws
    -> ImportOutcome
  {
    let sheet = try SheetImport(Document(bytes: Array(text.utf8), source: name))
    return try inventory.write(act) { try sheet.take($0) }
  }

  private func files(_ inventory: Inventory) throws -> [CustomerFile] {
    try inventory.read { try CustomerFiles($0).all() }
  }

  /// Each assignment that ever holds.
  private func history(_ inventory: Inventory) throws -> [String] {
    try files(inventory).flatMap(\.assignments).filter { !$0.period.isEmpty }.map {
      "\($0.customer) \($0.portsText) \($0.period) \($0.assigned.note?.text ?? "")"
    }.sorted()
  }

  /// Each port that is held from now on, day by day.
  private func ports(_ inventory: Inventory) throws -> [Set<String>] {
    try inventory.read { reader in
      try (100...112).map { day in
        Set(
          try reader.assignments(on: deployment, at: Self.day(day)).flatMap { row in
            (row.ports.low...row.ports.high).flatMap { port in
              [AssignedTransport.tcp, .udp].filter(row.transport.overlaps)
                .map { "\(row.customer) \(row.role) \(port) \($0)" }
            }
          })
      }
    }
  }

  /// A history of sets of ports, some of them planned.
  private func make(_ inventory: Inventory, _ random: inout SeededGenerator) throws {
    for name in names {
      try inventory.write(act) {
        try $0.add(
          Customer(name: name, displayName: GivenText(name.text)!), using: [deployment],
          from: Self.day(80))
      }
    }
    for step in 0..<16 {
      let place = Int.random(in: 0..<names.count, using: &random)
      let role = random.oneIn(4) ? PortRole.signaling : .data
      let from = Self.day(Int.random(in: 88..<112, using: &random))
      let count = role == .data ? Int.random(in: 1...3, using: &random) : 1
      let ports = (0..<count).map { _ in
        let low = UInt16.random(in: 1...12, using: &random) + UInt16(place * 1000 + 100)
        return NewAssignment(
          customer: names[place], deployment: deployment, role: role,
          ports: role == .data ? PortRange(low, low + 2)! : PortRange(low + 500, low + 500)!,
          transport: random.pick(AssignedTransport.allCases), from: from)
      }
      let act = Act(
        by: Author(user: GivenText("desk")!), at: Self.day(100), note: GivenText("step \(step)")!)
      do {
        try inventory.write(act) { writer in
          if random.oneIn(5) {
            _ = try writer.unassign(
              names[place], from: deployment, role: role, at: from, leaves: false)
          } else {
            _ = try writer.assign(ports)
          }
        }
      } catch is AssignmentError {}
    }
  }

  /// The same inventory takes its own exports for what it has already. Another one has the same
  /// history of the JSON, and of the CSV the same ports from now on.
  @Test func exportsComeBack() throws {
    let failure = try firstFailure(seeds: 0..<10) { random in
      let own = try inventory("own.sqlite")
      defer { try? own.close() }
      try make(own, &random)
      let exported = try files(own)
      let json = CustomerSheetText.json(exported).text
      let csv = CustomerSheetText.csv(exported, at: act.time)
      let before = try history(own)
      for (text, name) in [(json, "x.json"), (csv, "x.csv")] {
        let outcome = try imported(text, name, own)
        if !outcome.isEmpty { return "\(name) changes \(outcome)\n\(text)\n\(before)" }
      }
      if try history(own) != before { return "the history is another one" }
      let other = try inventory("other.sqlite")
      defer { try? other.close() }
      _ = try imported(json, "x.json", other)
      if try history(other) != before {
        return "\(try history(other)) in place of \(before)"
      }
      let third = try inventory("third.sqlite")
      defer { try? third.close() }
      _ = try imported(csv, "x.csv", third)
      if try ports(third) != ports(own) { return "other ports of\n\(csv)\n\(before)" }
      if !(try imported(csv, "x.csv", third)).isEmpty {
        return "the second import changes something"
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func aSheetWithSeveralRangesIsWrittenRowByRow() throws {
    let inventory = try inventory("own.sqlite")
    let sheet = """
      customer;deployment;signaling port;data ports;from;note
      north;vendor/cloud;7412;100-103, 200;1970-02-01;first
      north;vendor/cloud;;100-103, 300 und 305;1970-03-01;more

      """
    let outcome = try imported(sheet, "sheet.csv", inventory)
    #expect(outcome.assigned.map(\.ports.description) == ["7412", "100-103", "200", "300", "305"])
    // That 200 goes is told, since 100-103 stays.
    #expect(outcome.ended.map { "\($0.0.ports) \($0.until)" } == ["200 1970-03-01T00:00:00Z"])
    #expect(try imported(sheet, "sheet.csv", inventory).isEmpty)
    #expect(
      CustomerSheetText.csv(try files(inventory), at: act.time) == """
        customer,name,contacts,deployment,signaling port,data ports,from,until,note,\
        signaling protocol,data protocol
        north,north,,vendor/cloud,7412,,1970-02-01T00:00:00Z,,first,tcp,
        north,north,,vendor/cloud,,"100-103, 200",1970-02-01T00:00:00Z,1970-03-01T00:00:00Z,first,,udp
        north,north,,vendor/cloud,,"100-103, 300, 305",1970-03-01T00:00:00Z,,more,,udp

        """)
    // A row with fewer ranges ends the others; one range for another is told by the new one.
    for (ports, begun, ended) in [
      ("305", [], ["100-103", "300"]), ("400", ["400"], []),
      ("500, 501-504", ["500", "501-504"], ["400"]), ("600", ["600"], ["500", "501-504"]),
    ] as [(String, [String], [String])] {
      let row = "customer;deployment;data ports\nnorth;vendor/cloud;\(ports)\n"
      let outcome = try imported(row, "sheet.csv", inventory)
      #expect(outcome.assigned.map(\.ports.description) == begun)
      #expect(outcome.ended.map(\.0.ports.description) == ended, "\(ports)")
    }
  }
}
