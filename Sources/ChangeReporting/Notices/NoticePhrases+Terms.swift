import EndpointModel
import InventoryModel

extension NoticePhrases {
  /// Ports, protocol and direction, from the words of `TermsText`. These hold no text of a
  /// document, so its few words can be exchanged.
  func terms(_ text: String) -> String {
    guard let table = Self.termWords[language] else { return text }
    var text = text
    for (english, word) in table { text = text.replacing(english, with: word) }
    return text
  }

  /// In the order in which they are exchanged: longer ones first.
  private static let termWords: [NoticeLanguage: [(String, String)]] = [
    .german: [
      ("ports and protocol not stated", "Ports und Protokoll nicht angegeben"),
      ("protocol not stated", "Protokoll nicht angegeben"),
      ("ports not stated", "Ports nicht angegeben"),
      ("customer's signaling port", "Signalisierungsport des Kunden"),
      ("customer's data ports", "Datenports des Kunden"),
      ("customer's ports", "Ports des Kunden"),
      ("all ports", "alle Ports"), ("any protocol", "jedes Protokoll"),
      ("everything", "alles"), ("other protocols", "andere Protokolle"),
      ("IP protocols", "IP-Protokolle"), ("example", "Beispiel"), ("both ways", "beide Richtungen"),
      ("outbound", "ausgehend"), ("inbound", "eingehend"),
    ],
    .french: [
      ("ports and protocol not stated", "ports et protocole non indiqués"),
      ("protocol not stated", "protocole non indiqué"),
      ("ports not stated", "ports non indiqués"),
      ("customer's signaling port", "port de signalisation du client"),
      ("customer's data ports", "ports de données du client"),
      ("customer's ports", "ports du client"),
      ("all ports", "tous les ports"), ("any protocol", "tout protocole"),
      ("everything", "tout"), ("other protocols", "autres protocoles"),
      ("IP protocols", "protocoles IP"), ("example", "exemple"), ("both ways", "deux sens"),
      ("outbound", "sortant"), ("inbound", "entrant"),
    ],
  ]

  /// "13 February 2023", "January 2023", "2023": as precise as it is.
  func date(_ date: PartialDate) -> String {
    let months =
      switch language {
      case .english:
        [
          "January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December",
        ]
      case .german:
        [
          "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Dezember",
        ]
      case .french:
        [
          "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre",
        ]
      }
    let day = date.day.map { language == .german ? "\($0)." : "\($0)" }
    return [day, date.month.map { months[$0 - 1] }, String(date.year)].compactMap { $0 }
      .joined(separator: " ")
  }

  /// What a customer lacks.
  func missing(_ missing: CustomerRules.Missing) -> String {
    switch missing {
    case .assignment(.signaling): self(.lacksSignaling)
    case .assignment(.data): self(.lacksData)
    case .role: self(.lacksRole)
    case .transport(let stated, let assigned):
      self(.otherTransport, stated.rawValue, assigned.rawValue)
    }
  }
}

extension PartialDate {
  /// "13 February 2023", "January 2023", "2023": as precise as it is.
  var inWords: String { NoticePhrases(.english).date(self) }
}
