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

/// Why a revision is held, in other languages.
@Suite struct HoldSentenceLanguageTests {
  private static let languages: [(NoticePhrases, [HoldSentence: String])] = [
    (NoticePhrases(.german), NoticePhrases.germanSentences),
    (NoticePhrases(.french), NoticePhrases.frenchSentences),
  ]

  private func places(_ pattern: String) -> [Substring] {
    pattern.split(separator: "{").dropFirst(pattern.hasPrefix("{") ? 0 : 1)
      .map { $0.prefix { $0 != "}" } }.sorted()
  }

  @Test func everyLanguageHasEverySentence() {
    for (_, sentences) in Self.languages {
      for sentence in HoldSentence.allCases {
        #expect(sentences[sentence].map(places) == places(sentence.rawValue), "\(sentence)")
      }
    }
    for name in SpecialSpace.allNames { #expect(NoticePhrases.spaceNames[name] != nil, "\(name)") }
  }

  @Test func theFiguresStandInTheLanguagesOwnSentence() {
    let reasons = [
      HoldReason(.addressesGone, .goneShare, "7", "12", HoldSentence.weekBefore("3"), "50"),
      HoldReason(.specialSpace, .special, "10.0.0.0/8", "private"),
      HoldReason(
        .cutShort, .cutShort,
        HoldSentence.insideElement() + ", " + HoldSentence.lineWithoutEnd()),
      HoldReason(.portsUnstated, .portsUnstated, HoldSentence.noAddress()),
      // Of a program that had other words.
      HoldReason(.wideBlock, "a wide block came"),
    ]
    #expect(
      reasons.map(NoticePhrases(.german).reason) == [
        "von 12 Adressen (eine Woche zuvor, in Revision 3) fehlen 7; bis zu 50 % dürfen fehlen",
        "10.0.0.0/8 ist kein öffentlicher Adressraum (privat)",
        "der Abruf ist vielleicht abgeschnitten: die Seite endet mitten in einer Tabelle oder Liste, "
          + "der letzten Zeile fehlt das Ende, das sie im letzten Dokument hatte",
        "für (keine Adresse) sind keine Ports angegeben, neben Zeilen mit Ports",
        "ein großer Teil des Internets wäre erlaubt („a wide block came“)",
      ])
    #expect(
      reasons.map(NoticePhrases(.french).reason)[...1] == [
        "sur 12 adresses (une semaine auparavant, dans la révision 3), 7 manquent ; jusqu'à 50 % "
          + "peuvent manquer",
        "10.0.0.0/8 n'est pas de l'espace d'adresses public (privé)",
      ])
    #expect(NoticePhrases(.english).reason(reasons[1]) == "10.0.0.0/8 is private address space")
  }
}
