extension NoticePhrases {
  static let german: [NoticePhrase: String] = [
    .revision: "{0}, Revision {1}",
    .waits: "{0} wartet auf Freigabe",
    .wasHeld: "{0} war angehalten ({1})",
    .first: ", die erste",
    .toOpen: "{0} zu öffnen",
    .toClose: "{0} zu schließen",
    .nothingToDo: "keine Firewall-Regel ändert sich",
    .ownPorts: "{0}, eigene Ports ab {1}",
    .mistake: "{0}, Revision {1} war ein Versehen",
    .reminder: "Erinnerung, {0}: {1}",
    .digestTitle: "Firewall-Änderungen: {0} zu {1}",
    .oneNotice: "1 Mitteilung",
    .notices: "{0} Mitteilungen",
    .deployments: "{0} Diensten",
    .nothingFollows:
      """
    Die Tabelle hat sich geändert, aber nichts wird geöffnet oder geschlossen: Keine \
    Firewall-Regel muss folgen.
    """,
    .follow: "Firewalls müssen folgen: {0}.",
    .ownPortsChange:
      """
    Ihre eigenen Ports ändern sich, das Dokument nicht. Firewalls müssen folgen: {0}. Dies \
    ersetzt, was für diesen Zeitpunkt und später mitgeteilt wurde.
    """,
    .takenBack:
      "Revision {0} gilt nicht mehr; was dazu mitgeteilt wurde, wird zurückgenommen: {1}.",
    .takenBackIdly:
      """
    Revision {0} gilt nicht mehr; was dazu mitgeteilt wurde, wird zurückgenommen. Keine \
    Firewall-Regel muss folgen.
    """,
    .reminded: "Dies wurde schon mitgeteilt und ist bis {0} zu tun: {1}.",
    .onlyOpened: "Hier steht nur, was geöffnet wird.",
    .onlyClosed: "Hier steht nur, was geschlossen wird.",
    .onlyService: "Hier steht nur der Dienst „{0}“.",
    .held:
      "Die Revision ist angehalten; {0} gilt, bis jemand sie freigibt oder ablehnt ({1}).",
    .current: "Revision {0}",
    .nothing: "nichts",
    .passedBy: "Die Revision war angehalten; der Anbieter zeigt inzwischen etwas anderes.",
    .settled: "Die Revision war angehalten; inzwischen ist sie entschieden ({0}).",
    .deploymentFact: "Dienst",
    .calledFact: "Genannt",
    .revisionFact: "Revision",
    .revisionOf: "{0} vom {1}",
    .forFact: "Für",
    .portsBeforeFact: "Ihre Ports vorher",
    .portsAfterFact: "Ihre Ports danach",
    .yourSignaling: "Ihr Signalisierungsport",
    .yourData: "Ihre Datenports",
    .publishedFact: "Veröffentlicht",
    .recordedFact: "Aufgenommen",
    .effectiveFact: "Gültig",
    .actBefore: "zu tun vor {0}",
    .inForceFrom: "gültig ab {0}",
    .switchedOff: "was nicht mehr aufgeführt ist, wird am {0} abgeschaltet",
    .notStatedHere: "im Dokument nicht angegeben",
    .meantFact: "So verstanden",
    .unused: "der Dienst wird nicht genutzt",
    .none: "keine",
    .signalingPort: "Signalisierungsport",
    .dataPorts: "Datenports",
    .whyHeld: "Warum sie angehalten ist",
    .open: "Öffnen Sie",
    .close: "Schließen Sie",
    .wouldOpen: "Sie würde öffnen",
    .wouldClose: "Sie würde schließen",
    .before: "vor {0}",
    .after: "nach {0}",
    .now: "jetzt: Das Datum des Dokuments, {0}, ist vorbei",
    .closesNeeded:
      """
    Einige dieser Adressen werden anderswo noch gebraucht: Lesen Sie weiter unten, bevor Sie \
    sie schließen.
    """,
    .notSettled: "Noch offen: Dies öffnet bisher nichts",
    .stillNeeded: "Anderswo noch gebraucht",
    .stillNeededLead:
      "Diese Adressen fallen hier weg oder werden enger, und sind anderswo weiterhin genannt.",
    .here: "hier",
    .neededFor: "{0} für {1}",
    .moreEndpoints: "und {0} weitere",
    .backAgain: "Wieder da",
    .backAgainLead: "Diese Adressen waren höchstens eine Woche fort: Sie kommen und gehen.",
    .table: "Die Tabelle, Zeile für Zeile",
    .rules: "Ihre Regeln, Zeile für Zeile",
    .added: "neu: {0}",
    .removed: "entfallen: {0}",
    .changed: "geändert: {0}",
    .quoted: "Aus dem Dokument",
    .line: "Zeile {0}: {1}",
    .origin: "Woher das stammt",
    .originLead:
      "Wer an dieser Mitteilung zweifelt, kann das Dokument holen und seine SHA-256 vergleichen.",
    .document: "Dokument: {0}",
    .fetched: "geholt: {0}, {1} Bytes",
    .notice: "Mitteilung: {0}",
    .lacksSignaling: "der Kunde hat zu dieser Zeit keinen Signalisierungsport",
    .lacksData: "der Kunde hat zu dieser Zeit keine Datenports",
    .lacksRole: "das Dokument sagt nicht, welche Ports des Kunden",
    .otherTransport: "das Dokument sagt {0}, die Ports des Kunden sind {1}",
  ]
}
