import EndpointModel
import InventoryModel
import Testing
import WebAccess

/// Servers that take mail, as they are named in the environment.
@Suite struct MailRelayTests {
  private func relay(_ text: String) throws(ValueError) -> MailRelay {
    try MailRelay(
      parsing: text, sender: MailAddress("gatebook@example.com")!, user: nil, password: nil)
  }

  @Test(arguments: [
    "smtps://relay.example.com", "smtp://relay.example.com:587", "SMTP://[2001:db8::1]:25",
  ])
  func names(_ text: String) throws { #expect(try relay(text).url == text) }

  @Test(arguments: [
    "relay.example.com", "http://relay.example.com", "smtp://", "smtp://relay.example.com/mail",
    "smtp://user:secret@relay.example.com", "smtp://relay.example.com\u{7}", "smtp://a b",
  ])
  func whatIsNone(_ text: String) { #expect(throws: ValueError.self) { try relay(text) } }
}
