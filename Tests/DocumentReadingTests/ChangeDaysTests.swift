import DocumentReading
import EndpointModel
import Testing

/// The days that documents state for their changes, in sentences.
@Suite struct ChangeDaysTests {
  /// By when to act, from when it is in force, when something is switched off; `-` for none.
  private func days(_ words: String) throws -> String {
    let text = "Guide\n\n\(words)\n\n192.0.2.1\n192.0.2.2\n"
    let document = try DocumentReader.read(Document(bytes: Array(text.utf8), source: "guide.txt"))
      .description
    #expect(document.revisedOn == nil, "\(words)")
    return [document.actBy, document.effectiveOn, document.switchOffOn]
      .map { $0?.description ?? "-" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("Please allow them no later than 20 February 2026.", "2026-02-20 - -"),
    ("Effective 1 March 2026, radios use these.", "- 2026-03-01 -"),
    ("Effective date: March 1, 2026", "- 2026-03-01 -"),
    ("The new list takes effect on 2026-03-01.", "- 2026-03-01 -"),
    ("They go live on 1 March 2026.", "- 2026-03-01 -"),
    ("Die neuen Adressen sind gültig ab dem 1. März 2026.", "- 2026-03-01 -"),
    ("Sie treten am 1. März 2026 in Kraft.", "- 2026-03-01 -"),
    ("Entrée en vigueur le 1er mars 2026.", "- 2026-03-01 -"),
    ("The old hosts will be switched off on 31 March 2026.", "- - 2026-03-31"),
    ("On 31 March 2026 the old hosts will be decommissioned.", "- - 2026-03-31"),
    ("The old relay is no longer available after March 31, 2026.", "- - 2026-03-31"),
    ("Die alten Adressen werden am 31. März 2026 abgeschaltet.", "- - 2026-03-31"),
    // It is no day by which to act: that may be earlier.
    ("The old hosts remain in use until 31 March 2026.", "- - 2026-03-31"),
    ("The old hosts are shut down by 31 March 2026.", "- - 2026-03-31"),
  ])
  func areRead(_ words: String, _ expected: String) throws {
    #expect(try days(words) == expected, "\(words)")
  }

  @Test func eachOfItsKind() throws {
    let found = try days(
      """
      The old hosts stay in use until 31 March 2026. The rules must be made by 20 February 2026. \
      The new hosts are effective 1 March 2026; the old ones are switched off on 31 March 2026.
      """)
    #expect(found == "2026-02-20 2026-03-01 2026-03-31")
  }

  /// What is past, or is no day at all, states nothing of changes to come.
  @Test(arguments: [
    "The relay was switched off on 31 March 2020.", "The relay has been retired on 2020-03-31.",
    "This is the most effective list of 2026 hosts.", "Switch off port 5060 if it is not used.",
    "The list is valid for all sites.",
  ])
  func othersStateNone(_ words: String) throws { #expect(try days(words) == "- - -", "\(words)") }
}
