import Testing

@testable import DocumentReading

/// Pieces of names that lines of a PDF end in.
@Suite struct PDFKnownWordsTests {
  private static func known(_ text: String) -> PDFKnownWords {
    let words = text.split(separator: " ").map {
      PDFWord(text: String($0), left: 0, right: 10, top: 0, bottom: 10)
    }
    return PDFKnownWords(words, .byFacts)
  }

  /// `relay.co` may be whole; that the document speaks of a Company, or has other names that end in
  /// `company.example`, tells that it is not.
  @Test(arguments: [
    ("Relays of the Harbour", false), ("Relays of Company", true), ("Relays of COMPANY", true),
    ("mail.company.example", true), ("mail.company.example:443", true), ("Companies", false),
    ("company.example.net", false),
  ])
  func wordsOfTheDocument(_ text: String, _ areOne: Bool) {
    let known = Self.known(text)
    #expect(known.areOne("*.relay.co", "mpany.example", isBroken: true) == areOne)
    #expect(known.areName(["*.relay.co", "mpany.example"]) == areOne)
    // Where the next piece had room, the first one ends by itself.
    #expect(!known.areOne("*.relay.co", "mpany.example", isBroken: false))
  }

  /// Words of three letters are in many names by chance.
  @Test func shortWordsTellNothing() {
    #expect(!Self.known("Net").areName(["relay.co", "net.example"]))
    #expect(!Self.known("sea").areName(["relay.co.se", "a.example"]))
  }

  /// A piece that ends as no name does is not whole, whatever the document speaks of; and a whole
  /// address ends where it does.
  @Test func endsOfNames() {
    let known = Self.known("Ports")
    #expect(known.areName(["*.relay.har", "bour.example"]))
    #expect(!known.areName(["192.0.2.1", "a.example"]))
    #expect(!known.areName(["https://relay.har", "bour.example"]))
  }
}
