import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookWeb

/// What a monitor is told.
@Suite struct MetricsTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.read)
  }

  private func metrics() throws -> ExpositionText {
    let response = test.get("/metrics", token: token)
    #expect(response.status == 200)
    #expect(response.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
    return try ExpositionText(response.text)
  }

  private static let cloud = ["deployment": "vendor/cloud"]

  private func value(_ name: String, _ labels: [String: String] = [:]) throws -> Double? {
    try metrics().values[ExpositionText.Sample(name: name, labels: labels)]
  }

  @Test func theTextIsAsTheFormatHasIt() throws {
    try test.addSource(at: "2026-02-28T12:00:00Z")
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    // Names with all that has to be escaped.
    let odd = try test.token(.read, name: #"a "b" \c{d="e"},"#)
    _ = test.get("/lists/vendor/cloud.txt?service=Mail", token: odd)
    let all = try metrics()
    #expect(all.values.count > 12 && all.help.count == all.types.count)
    #expect(
      all.values.keys.contains { $0.labels["who"] == #"a "b" \c{d="e"},"# }, "\(all.values.keys)")
    #expect(try value("gatebook_revisions_held") == 1)
    #expect(try value("gatebook_source_paused", Self.cloud) == 0)
    try test.inventory.write(TestInventory.act) { try $0.pauseSource(of: TestInventory.cloud) }
    #expect(try value("gatebook_source_paused", Self.cloud) == 1)
    #expect(try value("gatebook_source_overdue", Self.cloud) == 0)
    // A file has no log and no age.
    #expect(try value("gatebook_base_missing") == 0)
    #expect(try value("gatebook_copy_age_unknown") == nil)
  }

  /// What a monitor has to know first: nothing could bring a new site or a second machine up to date.
  @Test func aMissingBaseShows() throws {
    let text = try test.inventory.read { reader in
      Metrics(
        try Status(
          of: reader, at: test.now, in: .utc,
          missingBase: Inventory.MissingBase(entries: 1500, bytes: 9_000_000)),
        current: [], polls: [], copyAge: Inventory.CopyAge(seconds: nil), at: test.now
      ).text
    }
    let values = try ExpositionText(text).values
    for (name, value) in [
      ("gatebook_base_missing", 1.0), ("gatebook_base_missing_entries", 1500),
      ("gatebook_copy_age_unknown", 1),
    ] {
      #expect(values[ExpositionText.Sample(name: name, labels: [:])] == value, "\(name)")
    }
  }

  @Test func aCopyWhoseAgeIsNotKnownShows() throws {
    let copy = try TestInventory(following: Following())
    let token = try copy.token(.read)
    let values = try ExpositionText(copy.get("/metrics", token: token).text).values
    #expect(
      values[ExpositionText.Sample(name: "gatebook_copy_age_unknown", labels: [:])] == 1)
  }

  @Test(arguments: [
    "a 1", "# HELP a\n", "# HELP a b\n# TYPE a gauge\na 1\na 2\n",
    "# HELP a b\na 1\n# TYPE a gauge\n", "# HELP a b\n# TYPE a gauge\na{b=\"c} 1\n",
    "# HELP a b\n# TYPE a gauge\na{b=\"\\c\"} 1\n", "# HELP a b\n# TYPE a gauge\na 1 2 3\n",
    "# HELP a b\n# TYPE a counter\na 1\n", "# HELP a b\n# TYPE a gauge\na x\n",
    "# HELP a b\n# TYPE a gauge\na 1\n# HELP b b\n# TYPE b gauge\na{c=\"d\"} 1\n",
  ])
  func theStrictReaderIsStrict(_ text: String) {
    #expect(throws: ExpositionText.Broken.self) { try ExpositionText(text) }
  }
}
