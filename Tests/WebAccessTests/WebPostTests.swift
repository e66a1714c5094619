import TestSupport
import Testing
import WebAccess

/// Posting, and fetching, from a server that misbehaves.
@Suite struct WebPostTests {
  private func post(_ server: LoopbackServer, _ options: TransferOptions) throws {
    try WebPost(options).post(
      Array("{}".utf8), to: server.url + "/hook", shown: "the hook",
      headers: ["Content-Type: application/json"])
  }

  private var options: TransferOptions {
    var options = TransferOptions(allowsPrivate: true)
    // Where all tests run beside each other, a server may wait for its turn.
    options.totalTimeout = 60_000
    return options
  }

  @Test func aMessageArrives() throws {
    let server = try LoopbackServer()
    defer { server.stop() }
    server.answer(LoopbackServer.response([]))
    try post(server, options)
    let request = try #require(server.seen.first)
    #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\n{}"))
    #expect(request.contains("Content-Type: application/json\r\n"))
  }

  @Test func anAnswerThatRefusesIsAnError() throws {
    let server = try LoopbackServer()
    defer { server.stop() }
    server.answer(LoopbackServer.response(status: "410 Gone", []))
    #expect {
      try post(server, options)
    } throws: { error in
      if case .status("the hook", 410, nil)? = error as? FetchError { true } else { false }
    }
  }

  /// What is told to one address is not told to another.
  @Test func aRedirectIsNotFollowed() throws {
    let other = try LoopbackServer()
    defer { other.stop() }
    other.answer(LoopbackServer.response([]))
    let server = try LoopbackServer()
    defer { server.stop() }
    server.answer(
      LoopbackServer.response(
        status: "307 Temporary Redirect", headers: ["Location: \(other.url)/"], []))
    #expect(throws: FetchError.self) { try post(server, options) }
    #expect(other.seen.isEmpty)
  }

  @Test func aPrivateAddressIsRefusedUnlessItIsAllowed() throws {
    let server = try LoopbackServer()
    defer { server.stop() }
    server.answer(LoopbackServer.response([]))
    #expect {
      try post(server, TransferOptions())
    } throws: { error in
      if case .privateAddress? = error as? FetchError { true } else { false }
    }
  }
}
