import DocumentReading
import EndpointModel
import TestSupport
import Testing

/// The table of the Canada deployment: every one of its 23 endpoints.
@Suite struct SeedDocumentTests {
  private func read(_ path: String) throws -> Reading {
    try DocumentReader.read(Document(bytes: Array(Places.text(path).utf8), source: path))
  }

  /// The facts of the vendor's table, written down by hand.
  private static let rows: [(String, String?, String, String, String)] =
    [
      "54.215.171.160", "54.219.138.108", "52.61.94.106", "3.31.151.6", "3.31.160.231",
      "18.252.168.182", "18.253.93.42", "18.254.200.140",
    ].map { ("ESChat Provisioning Server", "Primary", $0, "80,443", "tcp") }
    + [("ESChat Provisioning Server", "Disaster Recovery", "35.153.48.78", "80,443", "tcp")]
    + ["3.97.31.75", "15.223.60.24"].map { ("ESChat Signaling Port", nil, $0, "customer", "tcp") }
    + ["3.140.60.106", "3.23.41.163", "18.221.84.42"].map {
      ("ESChat Data Ports", "Primary", $0, "4201-4264", "udp")
    }
    + ["34.198.152.141", "34.199.159.184", "34.195.225.226", "35.174.119.55"].map {
      ("ESChat Data Ports", "Disaster Recovery", $0, "4201-4264", "udp")
    }
    + ["52.60.139.97", "3.98.4.177"].map { ("ESChat Web Portal", nil, $0, "80,443", "tcp") }
    + [("Apple APNS (iOS Only)", nil, "17.0.0.0/8", "80,5223", "tcp")]
    + ["maps.googleapis.com", "fonts.gstatic.com"].map {
      ("Client Mapping Tiles", nil, $0, "80,443", "tcp")
    }

  @Test func everyEndpointComesOutExactly() throws {
    let reading = try read("Seeds/eschat-canada-aws-02.txt")
    let expected = Self.rows.map { service, group, address, ports, transport in
      Endpoint(
        service: service, group: group, address: EndpointAddress(address)!,
        ports: Ports(ports)!, transport: IPProtocol(rawValue: transport)!,
        direction: .outbound,
        portRole: service.contains("Signaling")
          ? .signaling : service.contains("Data") ? .data : nil,
        examplePorts: service.contains("Signaling") ? PortSet("7400") : nil)
    }
    #expect(reading.endpoints == expected)
    #expect(reading.endpoints.count == 23)
  }

  @Test func linesAreThoseOfTheAddresses() throws {
    let reading = try read("Seeds/eschat-canada-aws-02.txt")
    let text = try Places.text("Seeds/eschat-canada-aws-02.txt").split(
      separator: "\n", omittingEmptySubsequences: false)
    for endpoint in reading.endpoints {
      #expect(text[endpoint.line! - 1].contains(endpoint.written!.description))
    }
  }

  @Test func proseIsUnderstood() throws {
    let reading = try read("Seeds/eschat-canada-aws-02.txt")
    #expect(reading.description.title == "ESChat firewall table, Canada AWS-02 (4.x)")
    #expect(reading.description.deploymentName == "Canada AWS-02 (4.x)")
    #expect(reading.description.timers.map(\.seconds) == [720, 60])
    #expect(reading.description.timers.map(\.transport) == [.tcp, .udp])
    // "2 ports opened to Apple's range" agrees with the table that follows.
    #expect(reading.description.statedCounts.map(\.count) == [2])
    #expect(reading.findings.isEmpty)
  }

  @Test func theConstructedRevisionIsReadWithoutFindings() throws {
    let reading = try read("Seeds/eschat-canada-aws-02.constructed.txt")
    #expect(reading.endpoints.count == 26)
    #expect(reading.findings.isEmpty)
  }
}
