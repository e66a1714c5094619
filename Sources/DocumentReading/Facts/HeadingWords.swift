/// Words of headings, in lower case: of problems, which shut nothing, and of arrangements that only show how.
enum HeadingWords {
  static let whys: Set = [
    "why", "warum", "wieso", "pourquoi", "por", "perché", "waarom", "dlaczego", "почему", "proč",
    "varför", "hvorfor", "miksi",
  ]

  /// "Cannot connect", "unable to sign in"
  static let failures: Set = ["cannot", "can't", "can’t", "unable"]

  static let outOfReach: Set = [
    "unreachable", "inaccessible", "unerreichbar", "injoignable", "inaccesible", "inacessível",
    "irraggiungibile", "onbereikbaar", "nieosiągalny", "недоступен", "недоступна", "nedostupný",
  ]

  /// What "not" makes a problem.
  static let inReach: Set = [
    "reachable", "accessible", "available", "responding", "connect", "connecting", "working",
    "loading", "erreichbar", "verfügbar", "joignable", "accesible", "disponible", "acessível",
    "disponível", "raggiungibile", "bereikbaar", "dostępny", "dostępna", "доступен", "доступна",
    "dostupný", "tillgänglig",
  ]

  /// What stands in the way of a connection, and what it does there.
  static let meddlers: Set = [
    "firewall", "network", "router", "proxy", "antivirus", "vpn", "isp", "provider",
  ]
  static let blocking: Set = ["blocks", "blocking", "prevents", "preventing"]

  /// Words of what shall be, or is no more.
  static let rulings: Set = [
    "longer", "more", "mehr", "plus", "más", "mais", "più", "meer", "dürfen", "darf", "soll",
    "publicly", "internal", "be",
  ]

  static let examples: Set = [
    "example", "examples", "sample", "beispiel", "exemple", "ejemplo", "exemplo", "esempio",
    "voorbeeld", "przykład", "пример",
  ]

  /// What the arrangement is called that a section shows.
  static let setups: Set = [
    "configuration", "configurations", "setup", "deployment", "environment", "scenario",
    "topology", "installation", "konfiguration", "umgebung", "szenario", "aufbau",
    "configuración", "entorno", "despliegue", "configuração", "ambiente", "configurazione",
    "déploiement", "environnement", "scénario", "configuratie", "omgeving", "konfiguracja",
    "środowisko", "конфигурация", "окружение",
  ]

  /// What columns are called that tell what went wrong.
  static let problems: Set = [
    "issue", "issues", "problem", "problems", "symptom", "symptoms", "error", "errors", "cause",
    "causes",
    "message", "question", "situation", "fehler", "ursache", "meldung", "frage", "problème",
    "symptôme",
    "erreur", "problema", "síntoma", "sintoma", "erro", "errore", "fout", "probleem", "błąd",
    "objaw",
    "проблема", "ошибка", "симптом",
  ]

  /// What sections are called whose hosts are for no rule above them.
  static let asides: Set = [
    "support", "links", "contact", "contacts", "references", "troubleshooting", "kontakt",
    "verweise", "assistance", "liens", "soporte", "contacto", "enlaces", "suporte", "contato",
    "supporto", "contatti", "ondersteuning",
  ]
}
