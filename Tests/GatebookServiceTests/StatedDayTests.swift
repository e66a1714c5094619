import EndpointModel
import InventoryModel
import Testing

@testable import GatebookService

/// From which day what a document says has to be allowed, and until when.
@Suite struct StatedDayTests {
  private func revision(_ recorded: String, _ dates: [String?]) -> Revision {
    var document = DocumentDescription(
      source: "document", format: "text", encoding: "utf-8", byteCount: 3,
      sha256: String(repeating: "ab", count: 32))
    let parsed = dates.map { $0.flatMap { PartialDate($0) } }
    document.actBy = parsed[0]
    document.effectiveOn = parsed[1]
    document.switchOffOn = parsed[2]
    let time = UTCTime(recorded + "T00:00:00Z")!
    return Revision(
      deployment: DeploymentName("vendor/cloud")!, number: 2, base: 1, recordedAt: time,
      endpointCount: 1, counts: ChangeCounts(added: 1, removed: 0, changed: 0),
      document: document, fetchedAt: time, storedBy: GivenText("desk")!)
  }

  /// What is new is opened before the earliest day, and what is gone closed after the last one.
  @Test func nobodyIsCutOff() {
    let all = revision("2026-02-01", ["2026-02-20", "2026-03-01", "2026-03-31"])
    #expect(all.openBefore(in: .utc) == PartialDate("2026-02-20"))
    #expect(all.closeAfter(in: .utc) == PartialDate("2026-03-31"))
    let two = revision("2026-02-01", ["2026-03-05", "2026-03-01", nil])
    #expect(two.openBefore(in: .utc) == PartialDate("2026-03-01"))
    #expect(two.closeAfter(in: .utc) == PartialDate("2026-03-05"))
    // A month begins on its first day, and ends on its last.
    let month = revision("2026-02-01", ["2026-03-05", nil, "2026-03"])
    #expect(month.openBefore(in: .utc) == PartialDate("2026-03"))
    #expect(month.closeAfter(in: .utc) == PartialDate("2026-03"))
    #expect(revision("2026-02-01", [nil, nil, nil]).openBefore(in: .utc) == nil)
  }

  /// "Effective January 2020" is not about a change of 2026. A day by which to act that has passed
  /// says that it is late.
  @Test func whatHadPassedIsAboutEarlierChanges() {
    let old = revision("2026-02-01", [nil, "2020-01", "2025-12-31"])
    #expect(old.statedDays(in: .utc).isEmpty && old.closeAfter(in: .utc) == nil)
    #expect(
      revision("2026-02-01", ["2026-01-31", nil, nil]).openBefore(in: .utc)
        == PartialDate("2026-01-31"))
    #expect(
      revision("2026-02-01", [nil, "2026-02-01", nil]).openBefore(in: .utc)
        == PartialDate("2026-02-01"))
  }
}
