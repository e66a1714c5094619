import ChangeReporting
import DocumentReading
import EndpointModel
import TestSupport
import Testing

/// What is exported can be read again, to equal endpoints with their notes and lines.
@Suite struct RoundTripTests {
  private static let texts = [
    "Plain", "comma, and \"quotes\"", "=HYPERLINK(\"x\")", "+1", "-1", "@a", "'=x", "'quoted'",
    "#hash", "Zürich → Genève", "a | b", "true", "12",
  ]

  private func randomEndpoint(_ random: inout SeededGenerator) -> Endpoint {
    func maybe<T>(_ values: [T]) -> T? { random.oneIn(4) ? nil : random.pick(values) }
    return Endpoint(
      service: maybe(Self.texts), group: maybe(Self.texts),
      address: maybe(
        [
          "192.0.2.1", "10.0.0.0/8", "10.0.0.1-10.0.0.6", "2001:db8::/32", "any", "a.example.com",
          "*.example.com", "<tenant>.example.com",
        ].map { EndpointAddress($0)! }),
      ports: maybe(["80", "80,443", "1-65535", "any", "customer"].map { Ports($0)! }),
      transport: maybe([
        .tcp, .udp, .tcpAndUDP, .sctp, .icmp(type: nil), .icmp(type: 8), .esp, .number(89), .any,
      ]), direction: maybe(Direction.allCases),
      portRole: maybe(PortRole.allCases), examplePorts: maybe([PortSet("7400")!]),
      note: maybe(Self.texts), line: maybe([1, 99]))
  }

  private func read(_ text: String) throws -> Endpoints {
    try DocumentReader.read(Document(bytes: Array(text.utf8), source: "export")).endpoints
  }

  @Test func csvAndJSON() throws {
    let failure = try firstFailure(seeds: 0..<60) { random in
      // The line of a CSV record stands in for a line that was not exported.
      let endpoints = Snapshot(
        (0..<Int.random(in: 1...20, using: &random)).map { _ in
          var endpoint = randomEndpoint(&random)
          endpoint.line = endpoint.line ?? 7
          return endpoint
        }
      ).endpoints
      let json = JSONText.object(["endpoints": .array(endpoints.map { JSONText($0) })]).text
      for text in [EndpointCSV.text(endpoints), json] {
        let again = try read(text)
        if again != endpoints || again.map(\.note) != endpoints.map(\.note)
          || again.map(\.line) != endpoints.map(\.line)
        {
          return "\(text)\ngave \(again)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func aFieldThatIsNotCanonicalIsAFinding() throws {
    let text = """
      {"endpoints": [
        {"address": "192.0.2.1", "ports": "80", "protocol": "tcp"},
        {"address": "192.0.2.1/24", "ports": "80", "protocol": "tcp"},
        {"address": "192.0.2.2", "ports": "80", "protocol": "quic"}]}
      """
    let reading = try DocumentReader.read(Document(bytes: Array(text.utf8), source: "x"))
    #expect(reading.endpoints.count == 1)
    #expect(reading.findings.map(\.line) == [3, 4])
    #expect(reading.isPartial)
  }
}
