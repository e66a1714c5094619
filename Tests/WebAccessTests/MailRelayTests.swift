import EndpointModel
import InventoryModel
import TestSupport
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

  /// The relay was reached, and says no: what to mend is the address.
  @Test func aRefusedRecipientIsNamed() throws {
    let server = try MailServer()
    server.answer(.refuse("550 5.1.1 no such user"))
    let relay = try relay(server.url)
    let error = #expect(throws: FetchError.self) {
      try relay.send(
        Array("Subject: a\r\n\r\nb\r\n".utf8), to: MailAddress("gone@example.com")!,
        TransferOptions())
    }
    #expect(
      error?.description == "\(server.url) does not take mail to gone@example.com: RCPT failed: 550"
    )
  }

  @Test(arguments: [
    "relay.example.com", "http://relay.example.com", "smtp://", "smtp://relay.example.com/mail",
    "smtp://user:secret@relay.example.com", "smtp://relay.example.com\u{7}", "smtp://a b",
  ])
  func whatIsNone(_ text: String) { #expect(throws: ValueError.self) { try relay(text) } }
}
