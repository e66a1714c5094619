import EndpointModel

extension NoticePhrases {
  /// Why a revision is held. The figures stand only in the guard's own English words, which are stored
  /// with the revision; another language says before them what they are about.
  func reason(_ reason: HoldReason) -> String {
    let words = reason.message.withVisibleControls
    return switch language {
    case .english: words
    case .german: "\(Self.germanReasons[reason.code] ?? "") („\(words)“)"
    case .french: "\(Self.frenchReasons[reason.code] ?? "") (« \(words) »)"
    }
  }

  static let germanReasons: [HoldReason.Code: String] = [
    .noEndpoints: "das Dokument enthält keine Endpunkte mehr",
    .partlyRead: "etwas im Dokument wurde nicht verstanden",
    .cutShort: "das Dokument ist vielleicht abgeschnitten",
    .addressesGone: "zu viele Adressen fehlen",
    .wideBlock: "ein großer Teil des Internets wäre erlaubt",
    .widerName: "ein Name wurde zu einem Muster, das viele trifft",
    .accessGrown: "viel mehr Adressen oder Ports wären erlaubt",
    .termsChanged: "zu viele Adressen haben andere Ports, Protokolle oder Richtungen",
    .portsUnstated: "Ports sind nicht angegeben",
    .protocolUnstated: "ein Protokoll ist nicht mehr angegeben",
    .specialSpace: "private oder besondere Adressen sind dabei",
    .otherDeployment: "das Dokument nennt einen anderen Dienst",
    .wentBackwards: "Version oder Datum des Dokuments sind älter als zuvor",
    .sameVersion: "der Inhalt ist anders, die Version dieselbe",
    .layoutChanged: "das Dokument ist anders aufgebaut",
  ]

  static let frenchReasons: [HoldReason.Code: String] = [
    .noEndpoints: "le document n'a plus aucune destination",
    .partlyRead: "une partie du document n'a pas été comprise",
    .cutShort: "le document est peut-être tronqué",
    .addressesGone: "trop d'adresses manquent",
    .wideBlock: "une grande partie d'Internet serait autorisée",
    .widerName: "un nom est devenu un motif qui en désigne beaucoup",
    .accessGrown: "beaucoup plus d'adresses ou de ports seraient autorisés",
    .termsChanged: "trop d'adresses ont d'autres ports, protocoles ou sens",
    .portsUnstated: "des ports ne sont pas indiqués",
    .protocolUnstated: "aucun protocole n'est plus indiqué",
    .specialSpace: "des adresses privées ou spéciales y figurent",
    .otherDeployment: "le document nomme un autre service",
    .wentBackwards: "la version ou la date du document est antérieure à la précédente",
    .sameVersion: "le contenu a changé, la version non",
    .layoutChanged: "le document est construit autrement",
  ]
}
