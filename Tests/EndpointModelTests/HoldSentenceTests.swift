import EndpointModel
import Testing

/// The sentences that are stored with a held revision are understood again.
@Suite struct HoldSentenceTests {
  private static func places(_ sentence: HoldSentence) -> Int {
    sentence.rawValue.split(separator: "{").count - (sentence.rawValue.hasPrefix("{") ? 0 : 1)
  }

  @Test(arguments: HoldSentence.allCases) func aSentenceIsFoundAgain(_ sentence: HoldSentence) {
    let values = (0..<Self.places(sentence)).map { "zz\($0)" }
    let found = HoldSentence.found(in: sentence.filled(sentence.rawValue, values))
    #expect(found?.sentence == sentence && found?.values == values)
  }

  /// Names of earlier tables have commas and words of the sentences around them.
  @Test func whatStandsInPlacesMayHaveTheWordsOfSentences() throws {
    for earlier in [
      HoldSentence.before(), HoldSentence.weekBefore("7"), HoldSentence.lastApproved("7"),
      HoldSentence.first("7"),
    ] {
      for (sentence, values) in [
        (HoldSentence.goneShare, ["7", "12", earlier, "50"]),
        (.goneOnly, [earlier, "192.0.2.1", "2001:db8::/32"]),
        (.goneAll, ["3", earlier, "other.example"]),
        (.termsChanged, ["8", "9", earlier, "192.0.2.0-192.0.2.9", "50"]),
        (.moreAddresses, ["10", "4", earlier]),
        (.morePorts, ["10", earlier, "80,443,1000-2000", "*.vendor.example"]),
        (.wideTogether, ["4", earlier, "8"]),
        (.otherDeployment, ["a \"b\" c", "d, e"]),
      ] {
        let text = sentence.filled(sentence.rawValue, values)
        let found = try #require(HoldSentence.found(in: text))
        #expect(found.sentence == sentence && found.values == values, "\(text)")
      }
    }
    #expect(HoldSentence.found(in: "another version of the program said so") == nil)
    #expect(HoldSentence.found(in: "") == nil)
    #expect(HoldSentence.allowed("{1}") == "{1} is allowed")
  }
}
