/// Words that ask for something to be opened or reached, made or looked at.
extension SentenceWords {
  /// Words that demand, and what they demand of addresses.
  static let musts: Set = [
    "must", "should", "has", "have", "needs", "need", "muss", "müssen", "sollte", "sollten", "doit",
    "doivent", "debe", "deben", "deve", "devono", "devem", "moet", "moeten", "musí", "musi",
    "muszą",
    "должен", "должны", "måste", "skal",
  ]
  static let reaching: Set = [
    "reachable", "accessible", "reach", "erreichbar", "accessibles", "joignable", "joignables",
    "accesible", "accesibles", "raggiungibile", "raggiungibili", "acessível", "acessíveis",
    "bereikbaar", "dostupné", "dostępne", "доступен", "доступны", "nåbar", "nåbara", "possible",
    "möglich",
  ]

  /// What a program does with a host.
  static let connects: Set = [
    "connects", "communicates", "registers", "sends", "talks", "reaches", "contacts", "accesses",
    "receives",
    "verbindet", "sendet", "communique", "envoie", "conecta", "envía", "envia",
  ]

  /// Words for access to something.
  static let accesses: Set = [
    "access", "connect", "connection", "connections", "communicate", "zugriff", "zugreifen",
    "verbinden", "verbindung", "accès", "accéder", "acceso", "acceder", "acesso", "acessar",
    "accesso", "accedere", "toegang", "dostęp", "доступ",
  ]

  /// Words for looking up a name, and what stands in front of them where this is what for.
  static let lookups: Set = ["resolve", "résoudre", "resolver", "risolvere"]
  static let purposes: Set = ["to", "pour", "para", "per"]

  /// Words that demand something.
  static let demands: Set = [
    "must", "shall", "muss", "müssen", "doit", "doivent", "debe", "deben", "deve", "devono",
    "devem",
    "moet", "moeten", "musi", "muszą", "должен", "должны", "musí", "måste",
  ]

  /// "Rule" in the languages of the lexicon.
  static let rules: Set = [
    "rule", "rules", "regel", "regeln", "règle", "règles", "regla", "reglas", "regola", "regole",
    "regra", "regras", "regels", "reguła", "reguły", "regułę", "правило", "правила", "pravidlo",
    "pravidla", "regler",
  ]

  /// Words that ask to make something.
  static let creations: Set = [
    "create", "add", "added", "define", "erstellen", "anlegen", "hinzufügen", "créer", "créez",
    "ajouter",
    "ajoutez", "crear", "cree", "agregar", "añadir", "creare", "aggiungere", "criar", "crie",
    "adicionar", "adicione", "maken", "toevoegen", "utwórz", "dodaj", "создайте", "добавьте",
    "vytvořte", "přidejte", "skapa",
  ]

  /// What says that something else is asked for as well.
  static let additions = [
    "in addition", "additionally", "furthermore", "zusätzlich", "außerdem", "darüber hinaus",
    "en outre", "de plus", "además", "adicionalmente", "inoltre", "além disso", "bovendien",
    "daarnaast", "ponadto", "dodatkowo", "кроме того", "дополнительно", "dále", "navíc", "dessutom",
    "此外", "另外", "また、", "さらに", "또한",
  ]

  /// What sends a reader to another page.
  static let elsewhere = [
    "can be found", "found here", "see also", "more information", "following documents",
    "following pages", "following articles", "following links", "folgenden dokumenten",
    "folgenden seiten", "weitere informationen",
    "zu finden", "pour plus d'informations", "más información", "maggiori informazioni",
    "mais informações", "meer informatie", "więcej informacji", "подробнее",
  ]

  /// Words that ask, but that "not" turns into "not needed" rather than "forbidden".
  static let needs: Set<String> = [
    "require", "requires", "required", "need", "needs", "needed", "must", "should", "use", "uses",
  ]

  /// Sentences that allow something begin with one of these.
  static let permissions: Set<String> = [
    "allow", "open", "permit", "unblock", "enable", "erlauben", "erlaube", "öffnen", "öffne",
    "autoriser", "autorisez", "ouvrir", "ouvrez", "permitir", "permita", "abrir", "abra",
    "autorizar", "autorice", "abilitare", "consentire", "aprire", "aprite", "откройте", "открыть",
    "разрешите", "разрешить", "zezwól", "otwórz", "povolte", "otevřete", "tillåt", "öppna",
  ]

  /// Words for what a vendor's servers do that call the customer.
  static let sending: Set<String> = [
    "send", "sends", "sending", "sent", "come", "comes", "originate", "originates", "deliver",
    "senden", "sendet", "envoyer", "envoie", "enviar", "envía", "envia", "inviare", "invia",
  ]

  /// What says that something leaves the vendor.
  static let vendorsSide = [
    "from our", "of our", "our outgoing", "our outbound", "our egress", "von unser", "unserer ",
    "de notre", "de nos ",
    "de nuestr", "dal nostro", "dei nostri", "della nostra", "van onze", "da nossa", "dos nossos",
    "z naszej", "z naszych",
  ]

  /// Servers that are called by what they do.
  static let relays: Set = [
    "proxies", "relays", "gateways", "regions", "centers", "centres", "sbcs", "probes",
  ]

  /// "The static route 192.0.2.0/24 is needed": what routers are told.
  static let routes: Set = [
    "route", "routes", "routen", "routing", "rutas", "ruta", "rota", "rotas", "rotte", "trasa",
    "trasy", "маршрут", "маршруты",
  ]

  /// Instructions that begin with one of these open nothing.
  static let looking: Set<String> = ["keep", "leave", "see", "check", "make", "test"]

  /// What a person may try begins with one of these.
  static let attempts: Set<String> = [
    "try", "probieren", "versuchen", "essayez", "pruebe", "prueba", "tente", "provare",
    "попробуйте",
  ]

  /// What sends a person to a page.
  static let visits: Set<String> = [
    "visit", "go", "log", "login", "sign", "navigate", "browse", "goto", "try", "besuchen", "gehen",
    "rufen", "melden", "visitez", "accédez", "allez", "connectez", "rendez", "visite", "acceda",
    "accede", "ingrese", "vaya", "inicie", "acesse", "vá", "entre", "visitare", "accedere", "vai",
    "перейдите", "зайдите", "войдите", "przejdź", "zaloguj", "odwiedź", "přejděte", "besök", "gå",
  ]

  /// What stands in front of a page to be read.
  static let lookingUp: Set<String> = [
    "see", "siehe", "voir", "consulte", "véase", "vedi", "zie", "zobacz", "viz", "см", "se", "faq",
  ]

  /// Labels of pages to look at: "Check: https://tool.example/open-ports/", "Docs: https://vendor.example/guide".
  static let reading: Set<String> = [
    "instructions", "guide", "tutorial", "manual", "documentation", "docs", "article", "check",
    "test",
    "verify", "source", "reference", "details", "anleitung", "handbuch", "dokumentation", "prüfen",
    "testen", "quelle", "vérifier", "vérification", "instrucciones", "guía", "comprobar",
    "verificar", "fuente", "instruções", "fonte", "istruzioni", "guida", "verifica",
    "handleiding", "controleer", "controleren", "bron", "instrukcja", "sprawdź", "źródło",
    "zkontrolovat", "инструкция", "проверить", "проверка", "источник", "перевірити", "检查",
    "检测", "确认", "確認",
  ]

  /// Names of pages where a person works or reads.
  static let workplaces: Set<String> = [
    "dashboard", "console", "konsole", "consola", "tableau", "bord", "panel", "admin", "docs",
    "documentation", "website", "homepage", "source", "reference", "link",
    "источник", "quelle", "fuente", "fonte", "źródło", "zdroj", "källa", "bron", "来源", "出处", "出典",
    "출처",
  ]
}
