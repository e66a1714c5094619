/// Words of the headers and cells of tables, and of the names of fields.
extension SentenceWords {
  /// What stands in the place of a port that everybody chooses for himself.
  static let chosenPorts = PhraseSearch([
    "user defined", "user-defined", "operator-defined", "operator-configured", "user-configured",
    "configurable",
    "customizable", "random", "not defined", "undefined", "chosen by", "your choice",
    "benutzerdefiniert",
    "konfigurierbar", "frei wählbar", "zufällig", "aléatoire", "aleatorio", "aleatório", "casuale",
    "willekeurig",
    "losowy", "случайный",
  ])

  /// What answers more than no.
  static let never: Set = [
    "never", "nie", "niemals", "jamais", "nunca", "mai", "nooit", "nigdy", "никогда", "nikdy",
    "aldrig", "aldri", "从不", "決して",
  ]

  /// Where a page leads to another one.
  static let here: Set = [
    "here", "hier", "ici", "aquí", "qui", "aqui", "tutaj", "tu", "здесь", "тут", "zde", "här",
    "her", "这里", "此处",
  ]

  /// What columns of values are called.
  static let values: Set = [
    "value", "values", "default", "number", "nr", "wert", "standardwert", "standard", "nummer",
    "valeur", "numéro", "défaut", "valor", "número", "valore", "numero", "waarde", "wartość",
    "значение", "номер", "値", "既定値", "값", "值", "기본값", "기본", "默认值", "默认", "デフォルト",
    "padrão", "predeterminado", "predeterminada", "predefinito", "standaard", "domyślny",
    "varsayılan",
  ]

  /// What numbers measure or count that are no ports.
  static let measured: Set = [
    "timeout", "timeouts", "interval", "size", "limit", "limits", "sessions", "connections",
    "buffer", "retries", "attempts", "threads", "workers", "seconds", "milliseconds", "bytes",
    "ttl",
    "mtu", "mss", "keepalive", "rate", "age", "delay", "zeitüberschreitung", "intervall", "größe",
    "sitzungen", "taille", "intervalo", "tamaño", "tamanho", "dimensione",
  ]

  /// What ports are called in a label in front of them, which says no more than that they are needed.
  static let ofPortLabels: Set = [
    "a", "q", "key", "main", "required", "default", "standard", "used", "important", "requirements",
    "requirement", "rules", "rule", "settings", "configuration", "benötigte", "erforderliche",
    "wichtige", "requis", "nécessaires", "requeridos", "necesarios", "richieste", "necessarie",
    "necessárias", "vereiste", "benodigde", "wymagane", "požadované", "необходимые",
  ]

  /// What columns of addresses that are no far end are called.
  static let besideTargets: Set = [
    "gateway", "dns", "proxy", "private", "internal", "nat", "replaces", "replaced", "successor",
    "predecessor", "documentation", "docs", "link", "links", "reference", "information", "info",
    "contact", "website", "homepage", "intern", "interne", "interner", "nachfolger", "vorgänger",
    "dokumentation", "kontakt", "privé", "privée", "remplace", "privada", "interna", "privato",
  ]

  /// What columns are called that tell whether a port is open to the outside.
  static let exposed: Set = [
    "external", "externally", "exposed", "expose", "exposure", "exposition", "visibility", "public",
    "publicly", "extern", "externe", "外部",
    "노출", "externo", "öffentlich",
    "exposé", "expuesto", "exposto", "外网", "公网", "暴露",
  ]

  /// What stands in a cell that repeats the one above.
  static let dittos: Set = [
    "\"", "〃", "″", "''", "dto.", "ditto", "do.", "idem", "ídem", "same", "same as above",
    "as above",
    "see above", "(same as above)", "(as above)", "wie oben", "s. o.", "s.o.", "siehe oben", "dito",
    "idem supra", "comme ci-dessus", "voir ci-dessus", "igual que arriba", "igual que el anterior",
    "como acima", "igual ao acima", "come sopra", "vedi sopra", "zie boven", "zie hierboven",
    "jak wyżej", "j.w.", "viz výše", "то же", "см. выше", "как выше", "som ovan", "som ovenfor",
    "同上", "上と同じ", "上記と同じ", "上に同じ", "위와 같음", "상동", "yukarıdaki gibi",
  ]

  /// What masks of networks are called.
  static let masks: Set = [
    "netmask", "mask", "subnet mask", "subnetmask", "netzmaske", "subnetzmaske", "masque",
    "máscara", "maschera", "masker", "maska", "маска",
  ]

  /// What asks of a row whether it is needed.
  static let requirements: Set = [
    "needed", "required", "necessary", "mandatory", "benötigt", "nötig", "erforderlich", "pflicht",
    "nécessaire", "requis", "obligatoire", "necesario", "requerido", "obligatorio", "necessario",
    "richiesto", "obbligatorio", "necessário", "obrigatório", "nodig", "vereist", "verplicht",
    "wymagane", "требуется", "обязательно", "要否", "必要", "必須", "必需", "필수",
  ]

  /// What says yes, or that a row is in use, without a word for it in the lexicon.
  static let assents: Set = [
    "true", "on", "enabled", "active", "aktiv", "current", "live", "ok", "x", "y", "j", "in use",
    "optional", "new", "neu", "added", "unchanged", "unverändert", "changed", "listening", "used",
    "production", "always", "immer", "actif", "activo", "attivo", "ativo", "actief", "aktywny",
  ]

  /// What columns of names of settings are called.
  static let settings: Set = [
    "parameter", "parameters", "property", "properties", "setting", "settings", "variable",
    "variables", "einstellung", "einstellungen", "eigenschaft", "paramètre", "paramètres",
    "propriété", "parámetro", "parámetros", "propiedad", "parâmetro", "parâmetros", "propriedade",
    "parametro", "parametri", "proprietà", "instelling", "ustawienie", "параметр", "параметры",
    "настройка", "参数", "設定", "설정",
  ]

  /// Headers of columns that say whether a row counts.
  static let enabled: Set = [
    "enabled", "active", "aktiv", "aktiviert", "actif", "activé", "activo", "attivo", "ativo",
    "freigabe", "freigegeben", "freigeschaltet", "ingeschakeld", "włączone", "включено", "betrieb",
    "approved", "genehmigt", "live", "running", "open", "offen", "ouvert", "abierto", "aperto",
    "aberto", "otwarty", "открыт",
  ]

  /// "True" in programs' words and those of tables.
  static let affirmations: Set = ["true", "yes", "1", "y", "on", "ja", "oui", "sí", "si"]

  /// "False" in the same.
  static let negations: Set = ["false", "no", "0", "n", "off", "nein", "non", "não"]

  /// The two sides of one thing, "private" and "public", each with addresses and ports of its own.
  static let sides: Set = [
    "private", "public", "internal", "external", "inside", "outside", "local", "remote", "old",
    "new",
    "original", "translated", "privat", "öffentlich", "intern", "extern", "privé", "privada",
    "pública", "privato", "pubblico",
  ]

  /// "Host role", "Type of node": which of one's own machines.
  static let roles: Set = [
    "role", "roles", "type", "rolle", "typ", "rôle", "rol", "ruolo", "papel",
  ]

  /// What columns of the addresses are called on which a program listens.
  static let listening: Set = [
    "bind", "binds", "binding", "bindings", "bound", "listen", "listens", "listening", "listener",
    "listeners", "published", "publish", "bindung", "gebunden", "lauscht", "lauschadresse",
    "écoute", "liaison", "escucha", "enlace", "ascolto", "escuta", "luistert", "luisteradres",
    "nasłuch", "nasłuchuje", "naslouchá", "слушает", "прослушивание", "lyssnar", "lytter",
    "dinleme",
    "待ち受け", "待受", "监听", "監聽", "监听地址", "绑定", "绑定地址", "수신", "바인딩",
  ]

  /// What columns of ports are called of which one leads to the other.
  static let mapping: Set = [
    "mapping", "mappings", "map", "maps", "forward", "forwards", "forwarding", "nat", "pat",
    "mapped", "weiterleitung", "portweiterleitung", "zuordnung", "redirection", "mappage", "mapeo",
    "reenvío", "mapeamento", "mappatura", "inoltro", "doorsturen", "mapowanie", "przekierowanie",
    "проброс", "映射", "端口映射", "マッピング", "매핑",
  ]

  /// Which of two ports is the one that others see.
  static let outerPorts: Set = [
    "host", "external", "public", "published", "exposed", "outside", "outer", "wan", "internet",
    "node", "frontend", "listen", "listening", "extern", "externe", "externer", "öffentlich",
    "öffentlicher", "außen", "publique", "externo", "pública", "público", "esterna", "esterno",
    "pubblica", "pubblico", "openbare", "zewnętrzny", "publiczny", "внешний", "публичный", "外部",
    "公開", "公网", "外网", "主机", "宿主机", "ホスト", "외부", "호스트",
  ]

  /// Which of two ports is the one that it leads to.
  static let innerPorts: Set = [
    "container", "internal", "inner", "inside", "private", "local", "lan", "target", "guest", "pod",
    "backend", "app", "application", "docker", "intern", "interner", "innen", "lokal", "lokaler",
    "ziel", "conteneur", "interne", "privé", "cible", "contenedor", "interno", "privado",
    "contêiner", "contenitore", "interna", "privato", "kontener", "wewnętrzny", "контейнер",
    "внутренний", "容器", "内部", "内网", "コンテナ", "컨테이너", "내부",
  ]
}
