import EndpointModel
import InventoryModel
import Testing

@testable import GatebookService

/// What people paste to look it up.
@Suite struct PastedTextTests {
  private func words(_ text: String) -> [String] {
    ((try? PastedText(text))?.questions ?? []).map { question in
      question.address.description + (question.ports.map { " \($0)" } ?? "")
    }
  }

  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"),
    ("192.0.2.0/24", "192.0.2.0/24"),
    ("192.0.2.1-192.0.2.9", "192.0.2.1-192.0.2.9"),
    ("2001:db8::1", "2001:db8::1"),
    ("*.example.com", "*.example.com"),
    ("maps.example.com", "maps.example.com"),
    // With a port.
    ("192.0.2.1:443", "192.0.2.1 443"),
    ("maps.example.com:8443", "maps.example.com 8443"),
    ("[2001:db8::1]:443", "2001:db8::1 443"),
    ("192.0.2.1:4201-4264", "192.0.2.1 4201-4264"),
    // An address of IPv6 that could be one with a port is none.
    ("2001:db8::443", "2001:db8::443"),
    // URLs.
    ("https://maps.example.com/tiles?z=3", "maps.example.com tcp/443"),
    ("http://192.0.2.1:8080/", "192.0.2.1 tcp/8080"),
    ("https://user:secret@maps.example.com", "maps.example.com tcp/443"),
    ("https://[2001:db8::1]/", "2001:db8::1 tcp/443"),
    ("udp://192.0.2.1:53", "192.0.2.1 udp/53"),
    ("sip://maps.example.com", "maps.example.com"),
    // IPv4 in IPv6: mapped, and of translators.
    ("::ffff:192.0.2.1", "192.0.2.1"),
    ("64:ff9b::c000:201", "192.0.2.1"),
    ("[::ffff:192.0.2.1]:443", "192.0.2.1 443"),
  ])
  func oneAddress(_ text: String, _ asked: String) {
    #expect(words(text) == [asked], "\(text)")
  }

  @Test(arguments: [
    (
      "Nov 27 10:00:01 fw kernel: DROP IN=eth1 OUT=eth0 MAC=00:0c:29:aa:bb:cc:00:0c:29:dd:ee:ff:08:00 SRC=10.0.0.5 DST=192.0.2.1 LEN=60 PROTO=TCP SPT=51514 DPT=443",
      ["10.0.0.5", "192.0.2.1 tcp/443"]
    ),
    (
      "%ASA-4-106023: Deny tcp src inside:10.0.0.5/51514 dst outside:192.0.2.1/443 by access-group",
      ["10.0.0.5 51514", "192.0.2.1 443"]
    ),
    (
      "date=2026-01-31 time=10:00:01 srcip=10.0.0.5 dstip=192.0.2.1 dstport=443 action=\"deny\"",
      ["10.0.0.5", "192.0.2.1 443"]
    ),
    ("TCP_DENIED/403 CONNECT maps.example.com:443 - HIER_NONE/-", ["maps.example.com 443"]),
    ("could not resolve maps.example.com.", ["maps.example.com"]),
    ("connect to 192.0.2.1:443, then 192.0.2.1:443 failed", ["192.0.2.1 443"]),
  ])
  func aLineOfALog(_ line: String, _ asked: [String]) {
    #expect(words(line) == asked, "\(line)")
  }

  @Test(arguments: ["192.0.2.300", "nothing to see here", "", "443", "[]:443", "http://", "a b"])
  func whatHoldsNoAddressIsRefused(_ text: String) {
    #expect(words(text) == [], "\(text)")
  }

  /// Whether an endpoint states ports: what is left to the customer or unstated is neither.
  @Test(
    arguments: [
      ("tcp/443", "80,443", "tcp", true), ("tcp/443", "80,443", "udp", false),
      ("tcp/443", "80", "tcp", false), ("443", "443", "udp", true),
      ("tcp/443", "any", "tcp", true), ("tcp/443", "443", "any", true),
      ("tcp/443", "443", "tcp+udp", true), ("tcp+udp/443", "443", "tcp", false),
      ("tcp/443", "customer", "tcp", nil), ("tcp/443", nil, "tcp", nil),
      ("tcp/443", "443", nil, nil), ("tcp/443", "80", nil, false),
      ("udp/4201-4264", "4201-4328", "udp", true), ("udp/4201-4264", "4201-4210", "udp", false),
      ("tcp/443", nil, "udp", false),
    ] as [(String, String?, String?, Bool?)])
  func whatAnEndpointStates(_ port: String, _ ports: String?, _ transport: String?, _ is: Bool?) {
    let endpoint = Endpoint(
      address: EndpointAddress("192.0.2.1"), ports: ports.flatMap { Ports($0) },
      transport: transport.flatMap { IPProtocol($0) })
    #expect(PortQuestion(port)!.isStated(by: endpoint) == `is`)
  }
}
