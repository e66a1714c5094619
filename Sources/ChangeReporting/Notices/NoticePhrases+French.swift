extension NoticePhrases {
  static let french: [NoticePhrase: String] = [
    .revision: "{0}, révision {1}",
    .waits: "{0} attend une approbation",
    .wasHeld: "{0} était retenue ({1})",
    .first: ", la première",
    .toOpen: "{0} à ouvrir",
    .toClose: "{0} à fermer",
    .nothingToDo: "aucune règle de pare-feu ne change",
    .ownPorts: "{0}, ports propres à partir du {1}",
    .mistake: "{0}, la révision {1} était une erreur",
    .reminder: "Rappel, {0} : {1}",
    .digestTitle: "Changements de pare-feu : {0} sur {1}",
    .history: "Changements de pare-feu de {0}",
    .historyFor: "Changements de pare-feu de {0} pour {1}",
    .oneNotice: "1 avis",
    .notices: "{0} avis",
    .deployments: "{0} services",
    .nothingFollows:
      "Le tableau a changé, mais rien ne s'ouvre ni ne se ferme : aucune règle n'est à adapter.",
    .follow: "Les pare-feu sont à adapter : {0}.",
    .ownPortsChange:
      """
    Vos ports changent, le document non. Les pare-feu sont à adapter : {0}. Ceci remplace ce qui \
    a été annoncé pour cette date et après.
    """,
    .takenBack:
      "La révision {0} ne compte plus ; ce qui en a été annoncé est retiré : {1}.",
    .takenBackIdly:
      """
    La révision {0} ne compte plus ; ce qui en a été annoncé est retiré. Aucune règle n'est à \
    adapter.
    """,
    .reminded: "Ceci a déjà été annoncé, et est à faire avant le {0} : {1}.",
    .onlyOpened: "Seul ce qui s'ouvre est annoncé ici.",
    .onlyClosed: "Seul ce qui se ferme est annoncé ici.",
    .onlyService: "Seul le service « {0} » est annoncé ici.",
    .held:
      "La révision est retenue ; {0} vaut jusqu'à ce que quelqu'un l'approuve ou la refuse ({1}).",
    .current: "la révision {0}",
    .nothing: "rien",
    .passedBy: "La révision était retenue ; le fournisseur montre autre chose depuis.",
    .settled: "La révision était retenue ; elle est décidée depuis ({0}).",
    .deploymentFact: "Service",
    .calledFact: "Nommé",
    .revisionFact: "Révision",
    .revisionOf: "{0} du {1}",
    .forFact: "Pour",
    .portsBeforeFact: "Vos ports avant",
    .portsAfterFact: "Vos ports ensuite",
    .yourSignaling: "Votre port de signalisation",
    .yourData: "Vos ports de données",
    .publishedFact: "Publié",
    .recordedFact: "Enregistré",
    .effectiveFact: "En vigueur",
    .actBefore: "à faire avant le {0}",
    .inForceFrom: "en vigueur à partir du {0}",
    .switchedOff: "ce qui ne figure plus est désactivé le {0}",
    .notStatedHere: "pas indiqué dans le document",
    .meantFact: "Compris comme",
    .unused: "le service n'est pas utilisé",
    .none: "aucun",
    .signalingPort: "port de signalisation",
    .dataPorts: "ports de données",
    .whyHeld: "Pourquoi elle est retenue",
    .open: "À ouvrir",
    .close: "À fermer",
    .wouldOpen: "Elle ouvrirait",
    .wouldClose: "Elle fermerait",
    .before: "avant le {0}",
    .after: "après le {0}",
    .now: "maintenant : la date du document, {0}, est passée",
    .closesNeeded:
      """
    Certaines de ces adresses servent encore ailleurs : voyez plus bas avant de les fermer.
    """,
    .notSettled: "Encore ouvert : ceci n'ouvre rien pour l'instant",
    .stillNeeded: "Servent encore ailleurs",
    .stillNeededLead:
      "Ces adresses sont retirées ou réduites ici, et restent nommées ailleurs.",
    .here: "ici",
    .neededFor: "{0} pour {1}",
    .moreEndpoints: "et {0} de plus",
    .backAgain: "De retour",
    .backAgainLead: "Ces adresses étaient absentes une semaine au plus : elles vont et viennent.",
    .table: "Le tableau, ligne par ligne",
    .rules: "Vos règles, ligne par ligne",
    .added: "ajouté : {0}",
    .removed: "retiré : {0}",
    .changed: "modifié : {0}",
    .quoted: "Extrait du document",
    .line: "ligne {0} : {1}",
    .origin: "D'où cela vient",
    .originLead:
      "Qui doute de cet avis peut chercher le document et comparer son SHA-256.",
    .document: "document : {0}",
    .fetched: "récupéré : {0}, {1} octets",
    .notice: "avis : {0}",
    .addresses: "{0} adresses",
    .more: "et {0} de plus",
    .earlierOne: "et 1 révision antérieure",
    .earlier: "et {0} révisions antérieures",
    .nothingTold: "Rien.",
    .noService: "(aucun service nommé)",
    .noAddress: "(aucune adresse indiquée)",
    .anyAddress: "toute adresse",
    .accepted: "approuvée",
    .isHeld: "retenue",
    .rejected: "refusée",
    .passed: "dépassée",
    .void: "annulée",
    .back: "de retour après {0}, pour la {1} fois",
    .minutes: "{0} min",
    .oneHour: "1 heure",
    .hours: "{0} heures",
    .days: "{0} jours",
    .portsMeant: "si aucun port n'est indiqué, {0} est entendu",
    .protocolMeant: "si aucun protocole n'est indiqué, {0} est entendu",
    .bothMeant: "si aucun port ou protocole n'est indiqué, {0} est entendu",
    .nothingMeant: "rien n'est déclaré",
    .declared: "{0} (déclaré le {1})",
    .by: "{0} par {1}",
    .portsField: "ports",
    .exampleField: "port donné en exemple",
    .roleField: "rôle des ports",
    .protocolField: "protocole",
    .directionField: "sens",
    .groupField: "groupe",
    .notStated: "pas indiqué",
    .allPorts: "tous",
    .customersPorts: "ceux du client",
    .customersSignaling: "signalisation du client",
    .customersData: "données du client",
    .lacksSignaling: "le client n'a pas de port de signalisation à cette date",
    .lacksData: "le client n'a pas de ports de données à cette date",
    .lacksRole: "le document ne dit pas lesquels des ports du client",
    .otherTransport: "le document dit {0}, les ports du client sont {1}",
    .reportTitle: "Destinations des pare-feu : changements depuis le {0}",
    .nothingSince: "Rien n'a changé depuis le {0}.",
    .since: "Depuis le {0} : {1}.",
    .oneChanged: "1 service changé",
    .manyChanged: "{0} services changés",
    .oneHeld: "1 révision retenue",
    .manyHeld: "{0} révisions retenues",
    .oneFailed: "1 source en échec",
    .manyFailed: "{0} sources en échec",
    .oneUnread: "1 source non lue",
    .manyUnread: "{0} sources non lues",
    .deploymentColumn: "service",
    .revisionsColumn: "révisions",
    .sinceColumn: "en cours depuis",
    .addedColumn: "ajoutées",
    .removedColumn: "supprimées",
    .changedColumn: "modifiées",
    .opensColumn: "ouvre",
    .closesColumn: "ferme",
    .newRevision: "nouveau → {0}",
    .otherPorts: "{0}, autres ports",
    .opens: "Ouvre",
    .closes: "Ferme",
    .oneMoreLine: "… encore 1 ligne ; {0} montre tout",
    .moreLines: "… encore {0} lignes ; {1} montre tout",
    .heldHeading: "Retenu",
    .heldLine: "{0} du {1} : {2}",
    .failedHeading: "En échec",
    .failedLine: "{0}, {1} : {2}",
    .failedAndRead: "{0}, {1} : {2} (lue depuis)",
    .unreadHeading: "Non lu depuis",
    .readLast: "{0}, lue pour la dernière fois le {1}",
    .readNever: "{0}, jamais lue",
    .overdueHeading: "En retard",
    .dueHeading: "À faire dans les {0} jours, selon le calendrier de {1}",
    .wantedByDay:
      "{0} : le document veut que les changements de la révision {1} soient faits pour ce jour",
    .wantedInMonth:
      "{0} : le document veut que les changements de la révision {1} soient faits en {2}",
    .inForceFromDay:
      "{0} : d'après le document, la révision {1} est en vigueur à partir de ce jour",
    .inForceFromMonth:
      "{0} : d'après le document, la révision {1} est en vigueur à partir d'un jour de {2}",
    .offOnDay:
      """
    {0} : d'après le document de la révision {1}, ce qu'il ne cite plus est arrêté ce jour
    """,
    .offInMonth:
      "{0} : d'après le document de la révision {1}, ce qu'il ne cite plus est arrêté en {2}",
    .heldNumber: "{0} (retenue)",
    .portsBegin: "{0} sur {1} : {2} {3} ({4}) commencent",
    .portsEnd: "{0} sur {1} : {2} {3} ({4}) prennent fin",
    .signalingRole: "signalisation",
    .dataRole: "données",
    .heldWanted:
      """
    {0} : la révision {1}, dont le document veut que ses changements soient faits d'ici là, est \
    toujours retenue
    """,
    .heldStated:
      """
    {0} : la révision {1}, dont le document donne ce jour pour ses changements, est toujours retenue
    """,
    .wantedNotNoted:
      """
    {0} : le document voulait que les changements de la révision {1} soient faits d'ici là, et il \
    n'est pas noté que {2} les ait
    """,
    .statedNotNoted:
      """
    {0} : le document donnait ce jour pour les changements de la révision {1}, et il n'est pas noté \
    que {2} les ait
    """,
    .portsNotNoted:
      "{0} sur {1} : {2} {3} ({4}) ont commencé, et il n'est pas noté que {5} les ait",
  ]
}
