import EndpointModel
import InventoryModel

extension UTCTime {
  /// `2026-01-31` for the beginning of a day of the zone, else `2026-01-31 12:00 UTC`.
  public func dayOrTime(in zone: TimeZoneRules) -> String {
    let day = zone.day(of: self)
    return self == zone.start(of: day) ? "\(day)" : forPeople(in: zone)
  }

  /// As people write it after "until": the last day of a period that ends with a day of the zone,
  /// else the moment, `2026-01-31 12:00 UTC`.
  public func asEnd(in zone: TimeZoneRules) -> String {
    guard self == zone.start(of: zone.day(of: self)), let last = UTCTime(seconds: seconds - 1)
    else { return forPeople(in: zone) }
    return "\(zone.day(of: last))"
  }
}

extension Period {
  /// "since 2026-01-31", "from 2026-01-31 until 2026-03-01".
  public func text(at now: UTCTime, in zone: TimeZoneRules) -> String {
    guard let until else {
      return (from > now ? "from " : "since ") + from.dayOrTime(in: zone)
    }
    return "from \(from.dayOrTime(in: zone)) until \(until.asEnd(in: zone))"
  }
}

extension PortAssignment {
  /// `tcp 7400 (signaling port)`
  public var portsText: String {
    "\(transport.rawValue) \(ports) (\(role.portsName))"
  }
}

extension [PortAssignment] {
  /// Their ports by protocol: `tcp 7412-7415,7420`, `tcp 7412 and udp 7420`; `none`.
  var portsText: String {
    let texts = map { ($0.ports, $0.transport) }.portTexts
    return texts.isEmpty ? "none" : texts.joined(separator: " and ")
  }
}

extension [(PortRange, AssignedTransport)] {
  /// The ports of each protocol together: `tcp 7412-7415,7420`, `udp 7420`.
  var portTexts: [String] {
    AssignedTransport.allCases.compactMap { transport in
      PortSet(filter { $0.1 == transport }.map { $0.0.low...$0.0.high })
        .map { "\(transport.rawValue) \($0)" }
    }
  }
}

extension PortRole {
  /// The name for ports of the role.
  var portsName: String { self == .data ? "data ports" : "signaling port" }
}
