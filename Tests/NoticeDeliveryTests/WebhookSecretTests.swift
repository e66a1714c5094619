import Testing

@testable import NoticeDelivery

/// Secrets of webhooks and what is signed with them.
@Suite struct WebhookSecretTests {
  // The example of the Standard Webhooks specification and its libraries.
  @Test func signature() throws {
    let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    #expect(
      secret.headers(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: 1_614_265_330,
        body: Array(#"{"test": 2432232314}"#.utf8)) == [
          "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp: 1614265330",
          "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ])
  }

  @Test func textIsReadAgain() throws {
    for size in [24, 32, 64] {
      let secret = WebhookSecret((0..<size).map { UInt8($0) })
      #expect(WebhookSecret(secret.text)?.bytes == secret.bytes)
    }
  }

  @Test(arguments: [
    "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64", "whsec_AAAA",
    "whsec_" + String(repeating: "AAAA", count: 22),
  ])
  func whatIsNone(_ text: String) { #expect(WebhookSecret(text) == nil) }
}
