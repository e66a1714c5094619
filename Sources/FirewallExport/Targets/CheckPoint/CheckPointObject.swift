import EndpointModel

/// An object of Check Point's, as it is read.
struct CheckPointObject {
  private let json: ConfigurationJSON
  private var type: String { json["type"]?.text ?? "" }

  init(_ json: ConfigurationJSON) { self.json = json }

  /// What a network object stands for; nil if it is none, or not told.
  var addresses: [EndpointAddress]? {
    switch type {
    case "host":
      return all(["ip-address", "ipv4-address", "ipv6-address"].compactMap { json[$0]?.text }) {
        IPAddress($0).map { .block(CIDRBlock($0)) }
      }
    case "network":
      let blocks = ["", "4", "6"].compactMap { ending -> String? in
        guard let subnet = json["subnet" + ending]?.text else { return nil }
        let length = json["mask-length" + ending]?.integer.map { String($0) }
        return "\(subnet)/\(length ?? json["subnet-mask"]?.text ?? "")"
      }
      return all(blocks) { CIDRBlock($0).map { .block($0) } }
    case "address-range":
      let ranges = ["ip", "ipv4", "ipv6"].compactMap { family -> String? in
        guard let first = json["\(family)-address-first"]?.text,
          let last = json["\(family)-address-last"]?.text
        else { return nil }
        return "\(first)-\(last)"
      }
      return all(ranges) { AddressRange($0).map { EndpointAddress($0) } }
    case "dns-domain":
      guard let text = json["name"]?.text, text.hasPrefix("."),
        let name = try? HostName(parsing: text.dropFirst()), let sub = json["is-sub-domain"]
      else { return nil }
      if sub.isFalse { return [.host(name)] }
      guard sub.isTrue, let pattern = try? HostPattern(parsing: "*" + text) else { return nil }
      return [.host(name), .pattern(pattern)]
    default: return nil
    }
  }

  /// The values of all texts; nil if there are none or one is not understood.
  private func all(
    _ texts: [String], _ value: (String) -> EndpointAddress?
  ) -> [EndpointAddress]? {
    let values = texts.filter { !$0.isEmpty }.map(value)
    return values.isEmpty || values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  /// What a service lets pass; nil if it is none, or limited by more than protocol and port.
  var traffic: [ReadTraffic]? {
    if let port = json["source-port"]?.text, !port.isEmpty { return nil }
    if json["match-by-protocol-signature"]?.isTrue == true { return nil }
    switch type {
    case "service-tcp", "service-udp", "service-sctp":
      guard let port = json["port"] else { return json["name"]?.text.flatMap { Self.services[$0] } }
      guard let transport = IPProtocol(String(type.dropFirst("service-".count))),
        let text = port.text ?? port.integer.map({ String($0) }), let ports = Self.ports(text)
      else { return nil }
      return [ReadTraffic(transport, ports)]
    case "service-icmp":
      guard let type = json["icmp-type"]?.integer.flatMap({ UInt8(exactly: $0) }),
        json["icmp-code"] == nil
      else { return json["name"]?.text.flatMap { Self.services[$0] } }
      return [ReadTraffic(.icmp(type: type), family: .v4)]
    case "service-other":
      if let match = json["match"]?.text, !match.isEmpty { return nil }
      guard let number = json["ip-protocol"]?.integer.flatMap({ UInt8(exactly: $0) }) else {
        return nil
      }
      switch number {
      case 1: return [ReadTraffic(.icmp, family: .v4)]
      case 58: return [ReadTraffic(.icmp, family: .v6)]
      default: return [ReadTraffic(IPProtocol(number: number))]
      }
    default: return nil
    }
  }

  /// `443`, `4201-4264`, `>1023`, `<1024` (Management API Reference, "add-service-tcp").
  private static func ports(_ text: String) -> PortSet? {
    let number = UInt16(text.dropFirst())
    switch text.first {
    case ">": return number.flatMap { $0 == .max ? nil : PortSet([($0 + 1)...65535]) }
    case "<": return number.flatMap { $0 < 2 ? nil : PortSet([1...($0 - 1)]) }
    default: return PortSet(text)
    }
  }

  private static func ports(_ transport: IPProtocol, _ number: UInt16) -> [ReadTraffic] {
    [ReadTraffic(transport, PortSet([number...number]))]
  }

  /// Predefined services, for listings that tell no more than their names (SmartConsole, object
  /// explorer, "Services"). One that is not here is a problem, not a guess.
  static let services: [String: [ReadTraffic]] = [
    "http": ports(.tcp, 80), "https": ports(.tcp, 443), "ssh": ports(.tcp, 22),
    "smtp": ports(.tcp, 25), "domain-tcp": ports(.tcp, 53), "domain-udp": ports(.udp, 53),
    "ntp-tcp": ports(.tcp, 123), "ntp-udp": ports(.udp, 123), "sip": ports(.udp, 5060),
    "syslog": ports(.udp, 514), "IKE": ports(.udp, 500),
    "echo-request": [ReadTraffic(.icmp(type: 8), family: .v4)],
    "icmp-proto": [ReadTraffic(.icmp, family: .v4)],
    "ESP": [ReadTraffic(.esp)], "AH": [ReadTraffic(.ah)], "gre": [ReadTraffic(.gre)],
  ]
}

extension ConfigurationJSON {
  var isTrue: Bool { if case .bool(true) = self { true } else { false } }
  var isFalse: Bool { if case .bool(false) = self { true } else { false } }
}
