/// What a column of a support desk's sheet holds.
public enum SheetColumn: Int, CaseIterable, Sendable {
  case customer
  case displayName
  case contacts
  /// The language that the customer is written to in.
  case language
  case deployment
  case signalingPort
  case signalingProtocol
  case dataPorts
  case dataFirst
  case dataLast
  case dataProtocol
  /// Which ports `ports` are: signaling or data.
  case role
  case ports
  case from
  case until
  case note
  /// Why the ports ended; only in JSON.
  case endNote

  /// The column that a header's words name; nil if there is none.
  public init?(header: String) {
    let words = header.lowercased().split { !$0.isLetter }.joined(separator: " ")
    guard let column = Self.allCases.first(where: { Self.names[$0]!.contains(words) }) else {
      return nil
    }
    self = column
  }

  /// The name shown to people.
  public var name: String { Self.names[self]!.first ?? "endNote" }

  /// Headers that sheets use, first the one that `customer export` writes.
  private static let names: [SheetColumn: [String]] = [
    .customer: ["customer", "customer id", "short name", "account", "account id", "customer code"],
    .displayName: [
      "name", "display name", "displayname", "customer name", "company", "organisation",
      "organization", "full name",
    ],
    .contacts: [
      "contacts", "contact", "mail", "email", "e mail", "mail address", "email address", "emails",
    ],
    .language: ["language", "lang", "sprache", "langue"],
    .deployment: ["deployment", "cloud", "system", "cloud deployment"],
    .signalingPort: [
      "signaling port", "signalling port", "signaling", "signalling", "signalingport",
      "tcp port", "sip port", "signaling tcp port",
    ],
    .signalingProtocol: ["signaling protocol", "signalling protocol", "signalingprotocol"],
    .dataPorts: [
      "data ports", "data port range", "data range", "data", "dataports", "udp ports",
      "udp port range", "port range", "data port",
    ],
    .role: ["role", "port role", "kind of ports"],
    .ports: ["ports", "port", "port numbers"],
    .dataFirst: [
      "first data port", "data first", "data from", "data start", "data port start",
      "data port from", "udp start",
    ],
    .dataLast: [
      "last data port", "data last", "data to", "data end", "data port end", "data port to",
      "udp end",
    ],
    .dataProtocol: ["data protocol", "dataprotocol"],
    .from: ["from", "since", "valid from", "start", "start date", "effective", "effective from"],
    .until: ["until", "valid until", "end", "end date", "to", "valid to"],
    .endNote: [],
    .note: ["note", "notes", "comment", "comments", "remark", "remarks", "reason"],
  ]
}
