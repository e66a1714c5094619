import EndpointModel
import InventoryModel
import Testing

@testable import ChangeReporting

/// The words of notices in other languages.
@Suite struct NoticePhraseTests {
  /// `{0}`, `{1}` … of a pattern.
  private func places(_ pattern: String) -> Set<Substring> {
    Set(pattern.split(separator: "{").dropFirst().map { $0.prefix { $0 != "}" } })
  }

  @Test(arguments: NoticeLanguage.allCases) func everyLanguageHasEveryPhrase(
    _ language: NoticeLanguage
  ) {
    #expect(NoticePhrases.missing(in: language).isEmpty)
    let phrases = NoticePhrases(language)
    for phrase in NoticePhrase.allCases {
      #expect(places(phrases.pattern(phrase)) == places(phrase.rawValue), "\(phrase)")
    }
  }

  /// What is filled in may look like a place, and stays as it is.
  @Test func whatIsFilledInIsNotLookedAt() {
    #expect(NoticePhrases(.english)(.line, "{1}", "{0} {9}") == "line {1}: {0} {9}")
  }

  /// Every combination of terms, so that no English word is left.
  @Test(arguments: [NoticeLanguage.german, .french]) func noTermStaysEnglish(
    _ language: NoticeLanguage
  ) {
    let phrases = NoticePhrases(language)
    let english = ["signaling", "ports not", "stated", "any ", "all ", "bound", "both", "customer"]
    for transport in [IPProtocol?.none, .tcp, .any, .esp] {
      for ports in [Ports?.none, .any, .customer, Ports("443")] {
        for role in [PortRole?.none, .data, .signaling] {
          for direction in [Direction?.none, .inbound, .outbound, .both] {
            var endpoint = Endpoint(
              address: EndpointAddress("192.0.2.1"), ports: ports, transport: transport,
              direction: direction, portRole: role)
            endpoint.examplePorts = PortSet("7400")
            let text = phrases.terms(TermsText.text(endpoint)) + " "
            for word in english { #expect(!text.contains(word), "\(text)") }
          }
        }
      }
    }
  }

  @Test func daysAreWrittenAsInTheLanguage() {
    let day = PartialDate("2026-03-01")!
    #expect(NoticePhrases(.english).date(day) == "1 March 2026")
    #expect(NoticePhrases(.german).date(day) == "1. März 2026")
    #expect(NoticePhrases(.french).date(PartialDate("2026-08")!) == "août 2026")
  }
}
