import DocumentReading
import Testing

/// Names and addresses that programs write: of records in a zone, of media servers, of databases.
@Suite struct RecordNameTests {
  @Test func namesOfRecordsAreNoHosts() throws {
    #expect(
      try ReadingLines.lines(
        "## Firewall\n\n| Record | Target | Port | Protocol |\n|---|---|---|---|\n"
          + "| _sip._tls.example.com | sip.example.com | 443 | TCP |\n"
          + "| \\_xmpp-server.\\_tcp.example.com | chat.example.com | 5269 | TCP |\n", "page.md"
      ).map { $0.split(separator: " | ")[2] } == ["sip.example.com", "chat.example.com"])
  }

  @Test func addressesOfMediaServers() throws {
    #expect(
      try ReadingLines.lines(
        "Your firewall must allow:\n\n- turn:relay.example.com:3478?transport=udp\n"
          + "- turns:relay.example.com:5349?transport=tcp\n- stun:stun.example.com:19302\n",
        "page.md"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") } == [
        "relay.example.com udp 3478", "relay.example.com tcp 5349", "stun.example.com - 19302",
      ])
  }

  @Test func addressesOfDatabases() throws {
    #expect(
      try ReadingLines.lines(
        "allowlist:\n  - name: cache\n    url: rediss://cache.example.com:6380/0\n"
          + "  - name: data\n    url: postgres://data.example.com:5432/x\n", "list.yaml"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") } == [
        "cache.example.com tcp 6380", "data.example.com tcp 5432",
      ])
  }
}
