import Testing

@testable import InventoryLog

/// What is told of an address, whatever its password holds.
@Suite struct LogAddressTests {
  @Test(arguments: [
    ("postgres://desk:secret@db.example.com/gatebook", "postgresql://desk@db.example.com/gatebook"),
    ("postgresql://desk@a,b:5433/gatebook?password=secret", "postgresql://desk@a,b:5433/gatebook"),
    ("postgresql:///gatebook", "postgresql:///gatebook"),
    ("postgresql://[::1]:5432/gatebook", "postgresql://[::1]:5432/gatebook"),
    // libpq takes that as it is meant.
    ("postgresql://desk:s?ecret@db/gatebook", "postgresql://desk@db/gatebook"),
  ])
  func shown(_ text: String, _ shown: String) throws {
    let address = try #require(LogAddress(text))
    #expect(address.shown == shown && !address.isUnclear)
    #expect(!address.identity.contains("ecret"))
  }

  @Test(arguments: [
    "postgresql://desk:top/secret@db/gatebook", "postgresql://desk:top@secret@db/gatebook",
    "postgresql://desk:top/se?cret@db/gatebook", "postgresql://desk:top@s?ecret/x@db/gatebook",
  ])
  func aPasswordThatIsNotEncodedIsShownNowhere(_ text: String) throws {
    let address = try #require(LogAddress(text))
    #expect(address.isUnclear && address.shown == "postgresql://desk")
  }

  /// The folder is a parameter of the address, not a part of its password.
  @Test func copiesAreAdded() throws {
    for (text, sign) in [
      ("postgresql://desk:s?ecret@db/gatebook", "?"), ("postgresql:///gatebook?host=/tmp", "&"),
    ] {
      let place = LogAddress.text(text, copies: "/var/lib/c d")
      #expect(place == text + sign + "gatebook_copies=/var/lib/c%20d")
      let address = try #require(LogAddress(place))
      #expect(address.copies == "/var/lib/c d")
      #expect(address.connection == text)
    }
  }
}
