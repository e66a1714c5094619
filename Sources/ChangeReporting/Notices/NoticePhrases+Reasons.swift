import EndpointModel

extension NoticePhrases {
  /// Why a revision is held. The guard's English sentence is stored with the revision; its figures and
  /// names are found in it again, and stand in the language's own sentence.
  package func reason(_ reason: HoldReason) -> String {
    let words = reason.message.withVisibleControls
    let sentences =
      switch language {
      case .english: [HoldSentence: String]()
      case .german: Self.germanSentences
      case .french: Self.frenchSentences
      }
    if sentences.isEmpty { return words }
    guard let (sentence, values) = HoldSentence.found(in: words), let pattern = sentences[sentence]
    else { return quoted(reason.code, words) }
    let own =
      switch sentence {
      // In the layout's own words, which are English.
      case .layoutDiffers: values.map(quoted)
      case .cutShort: values.map { signs($0, sentences) }
      default: values.map { word($0, sentences) }
      }
    return sentence.filled(pattern, own)
  }

  /// Of a sentence that this program does not know: what it is about, and the sentence.
  private func quoted(_ code: HoldReason.Code, _ words: String) -> String {
    let about = language == .german ? Self.germanReasons[code] : Self.frenchReasons[code]
    return "\(about ?? "") (\(quoted(words)))"
  }

  private func quoted(_ words: String) -> String {
    language == .german ? "„\(words)“" : "« \(words) »"
  }

  /// What stands in a place: a figure or a name, or words such as those for an earlier table.
  private func word(_ value: String, _ sentences: [HoldSentence: String]) -> String {
    if let special = Self.spaceNames[value] { return language == .german ? special.0 : special.1 }
    guard let (sentence, values) = HoldSentence.found(in: value), Self.insertions.contains(sentence)
    else { return value }
    return sentences[sentence].map { sentence.filled($0, values) } ?? value
  }

  private func signs(_ text: String, _ sentences: [HoldSentence: String]) -> String {
    [HoldSentence.onlyClosed, .insideElement, .lineWithoutEnd].reduce(text) { text, sign in
      text.replacing(sign.rawValue, with: sentences[sign] ?? sign.rawValue)
    }
  }

  /// What stands inside other sentences.
  private static let insertions: Set<HoldSentence> = [
    .before, .weekBefore, .lastApproved, .first, .noAddress, .thosePorts,
  ]

  static let germanSentences: [HoldSentence: String] = [
    .partlyRead: "etwas im Dokument wurde nicht verstanden",
    .noEndpoints: "das Dokument enthält keine Endpunkte mehr",
    .otherDeployment: "das Dokument nennt „{0}“, das letzte nannte „{1}“",
    .olderDate: "das Datum des Dokuments ging zurück, von {0} auf {1}",
    .olderVersion: "die Version des Feeds ging zurück, von {0} auf {1}",
    .sameVersion: "der Feed hat anderen Inhalt, aber noch immer die Version {0}",
    .layoutDiffers: "das Dokument ist anders aufgebaut: {0}",
    .layoutDiffersMore: "und {0} weitere Abweichungen im Aufbau",
    .cutShort: "der Abruf ist vielleicht abgeschnitten: {0}",
    .onlyClosed: "nur das Ende der Verbindung hat ihn beendet",
    .insideElement: "die Seite endet mitten in einer Tabelle oder Liste",
    .lineWithoutEnd: "der letzten Zeile fehlt das Ende, das sie im letzten Dokument hatte",
    .goneShare: "von {1} Adressen ({2}) fehlen {0}; bis zu {3} % dürfen fehlen",
    .goneOnly: "die einzige Adresse ({0}), {1}, fehlt, und {2} ist ihr nicht benachbart",
    .goneAll: "alle {0} Adressen ({1}) fehlen, und {2} ist keiner davon benachbart",
    .anyAllowed: "jede Adresse wäre erlaubt",
    .anyNowAllowed: "jede Adresse wäre nun erlaubt",
    .allowed: "{0} wäre erlaubt",
    .nowAllowed: "{0} wäre nun erlaubt",
    .nameNowAllowed: "jeder Name unter {0} wäre nun erlaubt",
    .widerName: "{0} wäre nun erlaubt, bisher war es nur {1}",
    .wideTogether:
      "IPv{0}-Adressen wären nun erlaubt, die es nicht waren ({1}), mehr als ein /{2} hat",
    .allPorts: "alle Ports von {0} wären erlaubt",
    .nearlyAllPorts: "fast alle Ports von {0} ({1}) wären erlaubt",
    .allPortsNow: "alle Ports von {0} wären nun erlaubt; bisher waren sie es von keiner Adresse",
    .nearlyAllPortsNow:
      "fast alle Ports von {0} ({1}) wären nun erlaubt; bisher waren sie es von keiner Adresse",
    .moreAddresses: "mehr als {0}-mal so viele IPv{1}-Adressen wie {2} wären erlaubt",
    .morePorts:
      "mehr als {0}-mal so viele Ports von Adressen wie {1} wären erlaubt, so {2} von {3}",
    .termsChanged:
      """
    für {0} von {1} Adressen, darunter {3}, wären andere Ports, Protokolle oder Richtungen erlaubt \
    als {2}; bis zu {4} % dürfen es sein
    """,
    .portsUnstated: "für {0} sind keine Ports angegeben, neben Zeilen mit Ports",
    .portsNoLongerStated: "für {0} sind keine Ports angegeben; bisher waren sie es für alle",
    .protocolUnstated: "ein Protokoll ist nicht mehr angegeben; bisher war es das",
    .special: "{0} ist kein öffentlicher Adressraum ({1})",
    .specialAndMore: "{0} ist kein öffentlicher Adressraum ({1}), und {2} weitere",
    .before: "zuvor",
    .weekBefore: "eine Woche zuvor, in Revision {0}",
    .lastApproved: "in Revision {0}, der letzten freigegebenen",
    .first: "in Revision {0}, der ersten",
    .noAddress: "(keine Adresse)",
    .thosePorts: "die",
  ]

  static let frenchSentences: [HoldSentence: String] = [
    .partlyRead: "une partie du document n'a pas été comprise",
    .noEndpoints: "le document n'a plus aucune destination",
    .otherDeployment: "le document nomme « {0} », le précédent nommait « {1} »",
    .olderDate: "la date du document a reculé, de {0} à {1}",
    .olderVersion: "la version du flux a reculé, de {0} à {1}",
    .sameVersion: "le contenu du flux a changé, mais sa version est toujours {0}",
    .layoutDiffers: "le document est construit autrement : {0}",
    .layoutDiffersMore: "et {0} autres différences de construction",
    .cutShort: "le téléchargement est peut-être tronqué : {0}",
    .onlyClosed: "seule la fin de la connexion l'a terminé",
    .insideElement: "la page s'arrête au milieu d'un tableau ou d'une liste",
    .lineWithoutEnd:
      "il manque à la dernière ligne la fin qu'elle avait dans le document précédent",
    .goneShare: "sur {1} adresses ({2}), {0} manquent ; jusqu'à {3} % peuvent manquer",
    .goneOnly: "la seule adresse ({0}), {1}, manque, et {2} n'en est pas voisine",
    .goneAll: "les {0} adresses ({1}) manquent toutes, et {2} n'est voisine d'aucune",
    .anyAllowed: "toute adresse serait autorisée",
    .anyNowAllowed: "toute adresse serait désormais autorisée",
    .allowed: "{0} serait autorisé",
    .nowAllowed: "{0} serait désormais autorisé",
    .nameNowAllowed: "tout nom de {0} serait désormais autorisé",
    .widerName: "{0} serait désormais autorisé, seul {1} l'était jusqu'ici",
    .wideTogether:
      """
    des adresses IPv{0} qui ne l'étaient pas ({1}) seraient désormais autorisées, plus que n'en a \
    un /{2}
    """,
    .allPorts: "tous les ports de {0} seraient autorisés",
    .nearlyAllPorts: "presque tous les ports de {0} ({1}) seraient autorisés",
    .allPortsNow:
      "tous les ports de {0} seraient désormais autorisés ; ils ne l'étaient d'aucune adresse",
    .nearlyAllPortsNow:
      """
    presque tous les ports de {0} ({1}) seraient désormais autorisés ; ils ne l'étaient d'aucune \
    adresse
    """,
    .moreAddresses: "plus de {0} fois plus d'adresses IPv{1} que {2} seraient autorisées",
    .morePorts:
      "plus de {0} fois plus de ports d'adresses que {1} seraient autorisés, dont {2} de {3}",
    .termsChanged:
      """
    {0} adresses sur {1}, dont {3}, auraient d'autres ports, protocoles ou sens que {2} ; jusqu'à \
    {4} % le peuvent
    """,
    .portsUnstated: "aucun port n'est indiqué pour {0}, à côté de lignes avec ports",
    .portsNoLongerStated:
      "aucun port n'est indiqué pour {0} ; jusqu'ici ils l'étaient pour tous",
    .protocolUnstated: "aucun protocole n'est plus indiqué ; jusqu'ici il y en avait un",
    .special: "{0} n'est pas de l'espace d'adresses public ({1})",
    .specialAndMore: "{0} n'est pas de l'espace d'adresses public ({1}), et {2} autres",
    .before: "auparavant",
    .weekBefore: "une semaine auparavant, dans la révision {0}",
    .lastApproved: "dans la révision {0}, la dernière approuvée",
    .first: "dans la révision {0}, la première",
    .noAddress: "(aucune adresse)",
    .thosePorts: "ceux",
  ]

  /// What special address space is for, in German and French.
  static let spaceNames: [String: (String, String)] = [
    "this network": ("das eigene Netz", "ce réseau"),
    "private": ("privat", "privé"),
    "shared": ("geteilt", "partagé"),
    "loopback": ("Loopback", "bouclage"),
    "link-local": ("link-lokal", "lien local"),
    "protocol assignments": ("für Protokolle vergeben", "attribué à des protocoles"),
    "documentation": ("für Dokumentation", "documentation"),
    "benchmarking": ("für Messungen", "mesures"),
    "multicast": ("Multicast", "multidiffusion"),
    "reserved": ("reserviert", "réservé"),
    "unspecified": ("unbestimmt", "non spécifié"),
    "IPv4-compatible": ("IPv4-kompatibel", "compatible IPv4"),
    "IPv4-mapped": ("abgebildetes IPv4", "IPv4 mappé"),
    "translation": ("für Übersetzung", "traduction"),
    "tunnel": ("für Tunnel", "tunnel"),
    "discard": ("zum Verwerfen", "rejet"),
  ]

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
