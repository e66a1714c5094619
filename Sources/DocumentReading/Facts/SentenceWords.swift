/// Words by which sentences are told apart, in lower case, in the languages of the lexicon.
enum SentenceWords {
  /// What points at lists further up, in languages where one word is not enough.
  static let above = [
    "上記", "上述", "以上的", "위의", "ci-dessus", "más arriba", "anteriormente", "qui sopra",
    "hierboven", "powyżej", "powyższ", "выше", "výše", "yukarıda",
  ]

  /// Words that point to what was told before.
  static let pointers: Set<String> = [
    "these", "those", "this", "them", "both", "above", "listed", "diese", "diesen", "dieser",
    "dieses", "beide", "beiden", "oben", "ces", "cette", "ceux-ci", "elles", "estos", "estas",
    "esta", "este", "ambos", "ambas", "questi", "queste", "questo", "questa", "entrambi", "sopra",
    "estes", "acima", "deze", "dit", "boven", "te", "tych", "tym", "эти", "этих", "этим", "обе",
    "оба", "dessa", "båda", "disse", "begge",
  ]

  /// Words before what a connection leads to or comes from.
  static let directions: Set<String> = [
    "to", "from", "towards", "an", "zu", "nach", "von", "vers", "depuis", "hacia", "desde", "para",
    "verso", "da", "naar", "van", "do", "od", "z", "к", "от", "из", "til", "fra", "till", "från",
  ]

  /// Ends of sentences that speak of what stands above.
  static let toThem = [
    "to them", "to these", "for them", "to all of them", "zu ihnen", "zu diesen", "dorthin",
    "vers elles", "vers ceux-ci", "hacia ellas", "hacia ellos", "verso di essi", "para eles",
    "para elas",
  ]

  /// Words of headings that say nothing of their own.
  static let fillers: Set<String> = [
    "name", "names", "list", "lists", "table", "the", "of", "for", "required", "following", "used",
    "necessary", "needed", "our", "your", "following", "are", "is",
  ]

  /// What headings of logs of changes are called; what stands below is past.
  static let changeLogs: Set = [
    "changes", "recent changes", "latest changes", "list of changes", "änderungen",
    "letzte änderungen", "änderungshistorie", "modifications", "cambios", "modifiche",
    "alterações", "wijzigingen", "zmiany", "изменения", "变更记录", "更新日志", "変更履歴", "what's new",
    "version history",
  ]

  /// What states something: a verb, or that it is usual.
  static let states: Set = [
    "is", "are", "uses", "used", "default", "defaults", "ist", "sind", "lautet", "lauten", "nutzt",
    "verwendet", "standardmäßig", "est", "sont", "utilise", "défaut", "es", "son", "usa", "utiliza",
    "è", "sono", "utilizza", "é", "são", "is", "zijn", "gebruikt", "jest", "są", "används",
  ]

  /// What goes over a protocol.
  static let traffic: Set = [
    "traffic", "connections", "connection", "packets", "access", "communication", "verkehr",
    "datenverkehr", "traffico", "tráfico", "tráfego", "verkeer", "ruch", "трафик", "trafic",
    "verbindungen", "connexions", "conexiones", "conexões", "connessioni", "verbindingen",
  ]

  /// What numbers with dots that are no addresses are called.
  static let versions: Set = [
    "version", "versions", "build", "release", "firmware", "versión", "versão", "versione",
    "versie", "wersja", "версия", "バージョン", "版本", "버전", "v", "agent", "client", "section",
  ]

  /// "Remove" in the languages of the lexicon.
  static let removals: Set = [
    "remove", "removed", "delete", "drop", "entfernen", "löschen", "supprimer", "retirer",
    "eliminar", "quitar", "rimuovere", "remover", "verwijderen", "usunąć", "удалить",
  ]

  /// What stands between a removal and the list that it is removed from.
  static let off: Set = [
    "aus", "de", "du", "della", "dal", "dalla", "da", "uit", "z", "из",
  ]

  /// What says that something is not, or no longer, in use.
  static let unused = [
    "reserved for future", "reserved for later", "do not use", "don't use", "not in use",
    "must not be used", "nicht verwenden",
    "nicht benutzen", "nicht nutzen", "nicht in gebrauch", "ne pas utiliser", "no usar",
    "no utilizar", "não usar", "não utilizar", "non usare", "non utilizzare", "niet gebruiken",
    "nie używać", "использовать нельзя", "не использовать", "使用しない", "不要使用", "请勿使用",
    "사용하지", "deaktiviert", "deactivated", "désactivé", "desactivad", "desativad", "disattivat",
    "uitgeschakeld", "wyłączon",
  ]

  /// Whole remarks that say that something is out of use: "hors service", not "alarmes hors service".
  static let outOfUse: Set = [
    "superseded", "out of service", "ausgelaufen", "hors service", "désaffecté", "abandonné",
    "retiré", "retirée", "en desuso", "fuera de servicio", "dado de baja", "dada de baja",
    "ya no se usa", "ya no se utiliza", "fora de serviço", "fuori servizio", "buiten gebruik",
    "niet langer gebruikt", "uitgefaseerd", "nie jest już używany", "przestarzały",
    "przestarzałe", "již se nepoužívá", "zastaralý", "zastaralé", "vyřazen", "vyřazeno",
    "odstraněn", "odstraněno", "vypnut", "vypnuto", "zrušen", "zrušeno", "устарел", "устарела",
    "отключён", "отключен", "отключено", "выведен из эксплуатации", "снят с эксплуатации",
    "більше не використовується", "застарілий", "видалено", "вимкнено", "föråldrad",
    "borttagen", "avvecklad", "ur drift", "forældet", "fjernet", "udfaset", "nedlagt",
    "bruges ikke længere", "ude af drift", "utdatert", "avviklet", "brukes ikke lenger",
    "ute av drift", "poistettu", "vanhentunut", "ei enää käytössä", "poistunut käytöstä",
    "kaldırıldı", "kullanım dışı", "artık kullanılmıyor", "megszűnt", "eltávolítva", "elavult",
    "kivezetve", "már nem használt", "eliminat", "învechit", "nu mai este folosit", "scos din uz",
    "καταργήθηκε", "παρωχημένο", "δεν χρησιμοποιείται πλέον", "tidak digunakan lagi",
    "sudah tidak dipakai", "không còn sử dụng", "đã ngừng sử dụng", "使用されなくなりました",
    "現在は使用していません", "終了しました", "停止済み", "廃止済み", "不再使用", "已下线", "已下線", "已弃用", "已棄用",
    "已移除", "停止使用", "폐지됨", "사용 중단", "중단됨", "제거됨", "不允许", "不允許", "未允许", "遮断", "許可されない",
    "許可されていない", "許可しない", "허용되지 않음", "허용하지 않음", "금지", "닫힌 상태", "閉鎖", "关闭", "关闭的", "禁用",
  ]

  /// What columns of values are called.
  static let values: Set = [
    "value", "values", "default", "number", "nr", "wert", "standardwert", "standard", "nummer",
    "valeur", "numéro", "défaut", "valor", "número", "valore", "numero", "waarde", "wartość",
    "значение", "номер", "値", "既定値", "값", "值", "기본값", "기본", "默认值", "默认", "デフォルト",
    "padrão", "predeterminado", "predeterminada", "predefinito", "standaard", "domyślny",
    "varsayılan",
  ]

  /// What columns of addresses that are no far end are called.
  static let besideTargets: Set = [
    "gateway", "dns", "proxy", "private", "internal", "nat", "replaces", "replaced", "successor",
    "predecessor", "documentation", "docs", "link", "links", "reference", "information", "info",
    "contact", "website", "homepage", "intern", "interne", "interner", "nachfolger", "vorgänger",
    "dokumentation", "kontakt", "privé", "privée", "remplace", "privada", "interna", "privato",
  ]

  /// The first word of "both … and".
  static let bothAnd: Set = [
    "both", "sowohl", "tanto", "tant", "sia", "zowel", "både", "zarówno", "beide", "ambos", "как",
  ]

  /// What columns are called that tell whether a port is open to the outside.
  static let exposed: Set = [
    "external", "exposed", "public", "extern", "externe", "外部", "노출", "externo", "öffentlich",
    "exposé", "expuesto", "exposto", "外网", "公网", "暴露",
  ]

  /// "Unless stated otherwise", in front of or behind what holds by default.
  static let unlessSaid = [
    "unless otherwise", "unless stated", "unless noted", "unless specified", "unless indicated",
    "unless mentioned", "unless explicitly", "except where", "if not stated otherwise",
    "if not otherwise", "nicht anders", "nichts anderes", "sauf indication", "sauf mention",
    "salvo que se indique", "salvo indica", "a menos que se", "se non diversamente",
    "salvo diversa", "tenzij anders", "jeśli nie podano", "o ile nie", "jeżeli nie zaznaczono",
    "если не указано иное", "если не оговорено", "якщо не вказано інше", "není-li uvedeno jinak",
    "pokud není uvedeno jinak", "ak nie je uvedené inak", "om inget annat", "medmindre andet",
    "med mindre annet", "hacsak másképp", "ellei toisin", "dacă nu se specifică altfel",
    "aksi belirtilmedikçe", "kecuali dinyatakan lain", "trừ khi", "特に記載", "特に断り", "除非另",
    "달리 명시", "별도로 명시",
  ]

  /// "By default"
  static let defaults = [
    "by default", "default protocol", "standardmäßig", "par défaut", "por defecto", "por padrão",
    "predefinit", "standaard", "domyśln", "výchoz", "по умолчанию", "за замовчуванням",
  ]

  /// "Must not be closed", where no spaces part the words.
  static let neverClose = [
    "不要关闭", "不要關閉", "不要阻止", "不要屏蔽", "不要封鎖", "不要封锁", "请勿关闭", "請勿關閉",
    "请勿阻止", "不得关闭", "不能关闭", "不得阻止", "不得封锁", "不能阻止", "不應阻擋", "不得阻擋", "ブロックしないで", "閉じないで", "遮断しないで",
    "차단하지",
    "닫지",
  ]

  /// What asks to close what follows, and what does so behind it, in scripts without spaces.
  static let closeSigns = [
    "请关闭", "請關閉", "必须关闭", "必須關閉", "应关闭", "應關閉", "需要关闭", "需要關閉",
  ]
  static let closeEndings = [
    "を閉じてください", "遮断してください", "を閉じる必要があります", "を閉じます", "닫으십시오", "닫으세요", "닫아야 합니다",
  ]

  /// Words that ask to close, as a sentence begins with them.
  static let closingOrders: Set = [
    "close", "disable", "shut", "schließen", "schließe", "schliessen", "sperren", "sperre",
    "deaktivieren", "fermez", "fermer", "désactivez", "cierre", "cerrar", "cierra", "desactive",
    "feche", "fechar", "desative", "chiudere", "chiudi", "chiuda", "chiudete", "disattivare",
    "sluit", "zamknij", "zamknąć", "wyłącz", "zavřete", "zavři", "zavřít", "закройте", "закрыть",
    "отключите", "закрийте", "stäng", "luk", "bloker", "steng", "blokker", "sulje", "zárja",
    "închideți",
  ]

  /// What "do not allow" may speak of instead of the ports, and words for what is so by default.
  static let notAboutPorts: Set = [
    "inspection", "ssl", "tls", "https", "proxy", "proxies", "scanning", "filtering", "caching",
    "interception", "decryption", "default", "defaults", "standardmäßig", "défaut", "defecto",
    "padrão",
    "predefinito", "standaard", "often", "usually", "additional", "confuse",
  ]

  /// In front of a noun.
  static let articles: Set = [
    "the", "sie", "den", "die", "das", "le", "la", "les", "el", "los", "las", "o", "a", "os", "as",
    "il", "lo", "gli", "i", "de", "het", "be", "outgoing", "incoming", "outbound", "inbound",
  ]

  /// What stands in front of the far end of a connection.
  static let introducesFarEnd: Set = [
    "to", "zu", "nach", "vers", "hacia", "para", "verso", "naar", "do", "к", "до", "till", "til",
    "from", "von", "depuis", "desde", "från",
  ]

  /// Everybody's network, as one's own is kept from it.
  static let outside = [
    "internet", "public", "outside", "öffentlich", "públic", "pubblic", "publiek", "openbaar",
    "интернет", "інтернет", "公网", "公網", "互联网", "網際網路", "インターネット", "인터넷",
  ]

  /// Words that name one of several by its place.
  static let ordinals: Set = [
    "first", "second", "third", "fourth", "last", "former", "latter", "erste", "ersten", "zweite",
    "zweiten", "dritte", "dritten", "letzte", "letzten", "premier", "première", "premiers",
    "deuxième", "dernier", "dernière", "primera", "primer", "primero", "segunda", "segundo",
    "primeira", "primeiro", "prima", "primi", "seconda", "eerste", "tweede", "laatste",
  ]

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

  /// Words for access to something.
  static let accesses: Set = [
    "access", "connect", "connection", "connections", "communicate", "zugriff", "zugreifen",
    "verbinden", "verbindung", "accès", "accéder", "acceso", "acceder", "acesso", "acessar",
    "accesso", "accedere", "toegang", "dostęp", "доступ",
  ]

  /// What columns of what was before are called, beside those of what is new.
  static let before: Set = [
    "old", "previous", "former", "before", "alt", "alte", "alter", "altes", "bisher", "bisherige",
    "vorher", "ancien", "ancienne", "avant", "antigua", "antiguo", "anterior", "antes", "vecchio",
    "vecchia", "precedente", "prima", "oud", "oude", "vorige", "stary", "stare", "старый", "旧",
  ]

  /// What is new is called so.
  static let new: Set = [
    "new", "neu", "neue", "neuer", "neues", "nouveau", "nouvelle", "nueva", "nuevo", "nuovo",
    "nuova",
    "novo", "nova", "nieuw", "nieuwe", "nowy", "nowe", "новый", "nové", "nový", "ny", "新", "now",
    "after", "future", "künftig",
  ]

  /// Words for looking up a name, and what stands in front of them where this is what for.
  static let lookups: Set = ["resolve", "résoudre", "resolver", "risolvere"]
  static let purposes: Set = ["to", "pour", "para", "per"]

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

  /// What says that something has ended.
  static let ends: Set = [
    "longer", "anymore", "removed", "remove", "closed", "close", "mehr", "plus", "más", "mais",
    "più", "meer", "już", "больше",
  ]

  /// What stands before the end that a connection goes to.
  static let towards: Set = [
    "to", "towards", "into", "nach", "zu", "zum", "zur", "vers", "à", "hacia", "a", "verso", "para",
    "naar", "do", "к",
  ]

  /// What pairs the items of two lists in their order.
  static let pairing: Set = [
    "respectively", "respectivement", "respectivamente", "rispettivamente", "respectievelijk",
    "bzw", "bzw.", "beziehungsweise", "resp", "resp.",
    "odpowiednio", "соответственно",
  ]

  /// What columns of names of settings are called.
  static let settings: Set = [
    "parameter", "parameters", "property", "properties", "setting", "settings", "variable",
    "variables", "einstellung", "einstellungen", "eigenschaft", "paramètre", "paramètres",
    "propriété", "parámetro", "parámetros", "propiedad", "parâmetro", "parâmetros", "propriedade",
    "parametro", "parametri", "proprietà", "instelling", "ustawienie", "параметр", "параметры",
    "настройка", "参数", "設定", "설정",
  ]

  /// What says that one value takes the place of another.
  static let changes: Set = [
    "moved", "moves", "move", "changed", "changes", "change", "migrated", "migrates", "migrate",
    "switched", "switches", "switch", "wechselt", "gewechselt", "geändert", "ändert", "umgestellt",
    "changé", "passe", "migré", "cambia", "cambiado", "cambió", "cambiato", "mudou", "alterado",
    "gewijzigd", "zmieniono", "изменён", "изменен",
  ]

  /// What was there before.
  static let former: Set = ["old", "previous", "former", "formerly"]

  /// Whether a word for retired things may also mean what is older and goes on.
  static func isOnlyOlder(_ word: String) -> Bool {
    former.contains(word) || word == "legacy" || word == "history"
  }

  /// Words that put a retirement into the future.
  static let futures: Set<String> = [
    "will", "wird", "werden", "sera", "seront", "será", "serán", "sarà", "saranno", "serão", "zal",
    "zullen", "zostanie", "zostaną", "bude", "budou", "будет", "будут",
  ]

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

  /// One's own network, which holds no vendor's addresses.
  static let localNetworks = [
    "your lan", "the lan", "local lan", "ihrem lan", "votre lan", "su lan", "sua lan", "vostra lan",
    "uw lan", "local network", "internal network", "own network",
    "lokalen netz", "lokales netz", "internen netz", "réseau local", "réseau interne", "red local",
    "red interna", "rete locale", "rete interna", "rede local", "rede interna", "lokaal netwerk",
    "lokale netwerk", "sieci lokalnej", "локальной сети", "místní síti", "lokala nätverk",
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
    "can be found", "found here", "see also", "more information", "weitere informationen",
    "zu finden", "pour plus d'informations", "más información", "maggiori informazioni",
    "mais informações", "meer informatie", "więcej informacji", "подробнее",
  ]

  /// Headers of columns that say whether a row counts.
  static let enabled: Set = [
    "enabled", "active", "aktiv", "aktiviert", "actif", "activé", "activo", "attivo", "ativo",
    "freigabe", "freigegeben", "freigeschaltet", "ingeschakeld", "włączone", "включено", "betrieb",
    "approved", "genehmigt", "live", "running", "open", "offen", "ouvert", "abierto", "aperto",
    "aberto", "otwarty", "открыт",
  ]

  /// What says that nothing is to be opened.
  static let refusals = [
    "not needed", "not required", "no need to", "not necessary", "needs no rule", "you may close",
    "you can close", "can also close", "can be closed",
    "should be closed", "must be closed", "must be blocked", "should be blocked",
    "be safely denied", "be safely blocked", "remove any rule", "remove the rule",
    "not required any more", "nicht erforderlich", "nicht benötigt", "nicht öffnen",
    "muss gesperrt werden", "entfällt", "n'ouvrez pas", "ne pas ouvrir", "pas nécessaire",
    "no abra", "no abrir", "no es necesario", "non aprire", "non è necessario", "não abra",
    "não abrir", "não é necessário", "niet openen", "niet nodig", "nie otwiera", "niepotrzebn",
    "neotevírejte", "není potřeba", "åbn ikke", "öppna inte", "ikke nødvendig", "älä avaa",
    "nu deschide", "açmayın", "gerekmez", "не открыва", "не требуется", "不再需要", "不需要", "必要ありません",
    "개방하지", "localhost only", "only on localhost", "internal only", "only internal",
    "on the host itself",
    "must stay closed", "must remain closed", "not allowed", "no longer needed",
    "no longer required",
    "plus nécessaire", "plus requis", "nicht mehr benötigt", "nicht mehr nötig",
    "nie jest już potrzebn",
    "ya no es necesario", "non più necessari", "niet meer nodig", "nur intern",
    "uniquement en interne",
    "solo interno", "shut down", "switched off",
  ]

  /// "True" in programs' words and those of tables.
  static let affirmations: Set = ["true", "yes", "1", "y", "on", "ja", "oui", "sí", "si"]
  /// "False" in the same.
  static let negations: Set = ["false", "no", "0", "n", "off", "nein", "non", "não"]

  /// States of what counts no more.
  static let pastStates: Set = [
    "inactive", "disabled", "deprecated", "retired", "decommissioned", "revoked", "expired",
    "absent", "deleted", "removed", "blocked", "denied", "rejected", "declined", "withdrawn",
    "dropped", "reserved", "unused", "not used", "not in use", "closed", "entfällt",
    "entfallen", "gelöscht", "deaktiviert", "abgelehnt", "gesperrt", "reserviert", "supprimé",
    "supprimée", "désactivé", "refusé", "bloqué", "réservé", "eliminado", "borrado", "desactivado",
    "rechazado", "bloqueado", "reservado", "rimosso", "disattivato", "bloccato", "removido",
    "excluído", "verwijderd", "geblokkeerd", "uitgeschakeld", "slettet", "fjernet", "nekt",
    "nektes",
    "blokker", "blokkert", "borttagen", "usunięty", "zablokowany", "отключён", "отключен", "удалён",
    "удален", "отклонено", "заблокирован", "削除", "廃止", "已删除", "已停用", "삭제", "폐기",
  ]

  /// Words that begin a condition.
  static let conditions: Set<String> = [
    "if", "wenn", "si", "se", "jeśli", "если", "als", "falls", "when", "where", "unless", "quando",
    "cuando", "in", "case", "indien", "hvis", "pokud", "jestliže", "jos", "якщо", "dacă", "jika",
    "eğer", "jeżeli", "nếu",
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

  /// What says that the following address is not to be used.
  static let replacing = [
    "instead of", "rather than", "em vez de", "en vez de", "en lugar de", "au lieu de", "statt",
    "anstatt", "anstelle von", "invece di", "in plaats van", "zamiast", "вместо", "místo",
    "i stället för", "replaces", "replacing", "replaced", "ersetzt", "remplace", "reemplaza a",
    "reemplaza", "sostituisce", "vervangt", "substitui", "zastępuje", "заменяет",
  ]

  /// What stands behind the name of what is replaced.
  static let replacedBy = [
    "is replaced", "was replaced", "were replaced", "has been replaced", "will be replaced",
    "are replaced", "is superseded", "wird durch", "wurde durch", "werden durch", "est remplacé",
    "a été remplacé", "sera remplacé", "es reemplazad", "fue reemplazad", "será reemplazad",
    "è sostituit", "viene sostituit", "é substituíd", "foi substituíd", "wordt vervangen",
    "replaced by", "superseded by", "ersetzt durch", "remplacé par", "remplacée par",
    "reemplazado por", "reemplazada por", "sustituido por", "substituído por", "substituída por",
    "sostituito da", "sostituita da", "vervangen door", "zastąpiony przez", "nahrazen ",
    "заменён на",
    "заменен на", "заменена на", "замінено на", "ersatt av", "ersatts av", "erstattet af",
    "erstattet av", "korvattu: ", "înlocuit cu", "替换为", "替換為", "に置き換え",
  ]

  /// "Was", and "is".
  static let pasts: Set = [
    "was", "were", "war", "waren", "wurde", "wurden", "était", "étaient", "era", "eran", "erano",
    "eram", "werd",
  ]
  static let presents: Set = [
    "is", "are", "now", "must", "still", "ist", "sind", "muss", "müssen", "est", "sont", "es",
    "son",
    "è", "sono", "é", "são",
  ]
  static let older: Set = [
    "older", "earlier", "previous", "former", "älteren", "früheren", "früher", "anciennes",
    "antérieures", "anteriores", "precedenti", "oudere", "eerdere", "äldre", "tidigare", "ældre",
    "tidligere", "eldre", "vanhempi", "vanhemman", "starší", "starších", "starsze", "starszych",
    "старых", "старше", "старіших", "vecchie", "vecchia", "antigas", "antiga", "antigua",
    "antiguas",
  ]

  /// What goes, and is not yet gone.
  static let fading: Set = [
    "deprecated", "veraltet", "veraltete", "déprécié", "dépréciée", "obsoleto", "deprecato",
    "verouderd", "przestarzały", "устаревший", "非推奨", "已弃用",
  ]

  /// Ports that only the machine or its containers see.
  static let inside: Set = [
    "internal", "intern", "interne", "interner", "interno", "interna", "container", "conteneur",
    "contenedor", "内部", "容器",
  ]

  /// "By default".
  static let byDefault: Set = [
    "default", "standardmäßig", "grundsätzlich", "défaut", "defecto", "predeterminado", "padrão",
    "predefinita", "standaard", "domyślnie", "умолчанию",
  ]

  /// The two sides of one thing, "private" and "public", each with addresses and ports of its own.
  static let sides: Set = [
    "private", "public", "internal", "external", "inside", "outside", "local", "remote", "old",
    "new",
    "original", "translated", "privat", "öffentlich", "intern", "extern", "privé", "privada",
    "pública", "privato", "pubblico",
  ]

  /// What was done with a port.
  static let wasUsed: Set = [
    "open", "opened", "used", "required", "needed", "offen", "geöffnet", "genutzt", "verwendet",
    "ouvert", "utilisé", "abierto", "usado", "aperta", "usata", "aberta", "usada",
  ]

  /// What turns a sentence around.
  static let buts: Set = [
    "but", "however", "aber", "jedoch", "sondern", "mais", "pero", "sino", "ma", "mas", "maar",
    "ale",
    "но", "only", "except",
  ]

  /// "Host role", "Type of node": which of one's own machines.
  static let roles: Set = [
    "role", "roles", "type", "rolle", "typ", "rôle", "rol", "ruolo", "papel",
  ]

  /// "80 (proxy only)": for that alone.
  static let alone: Set = [
    "only", "nur", "seulement", "uniquement", "solo", "sólo", "solamente", "soltanto", "apenas",
    "somente", "alleen", "tylko", "только",
  ]

  /// Whether a word tells of closing, blocking or switching off.
  static func isOfClosing(_ word: String) -> Bool { closing.contains { word.hasPrefix($0) } }

  private static let closing = [
    "clos", "block", "disabl", "shut", "schließ", "schliess", "sperr", "deaktiv", "abschalt",
    "ferm",
    "bloqu", "désactiv", "cerr", "cierr", "desactiv", "chiu", "blocc", "disattiv", "fech",
    "desativ",
    "sluit",
    "afsluit", "blokk", "blok", "zamk", "zamyk", "zablok", "wyłącz", "закр", "блок", "заблок",
    "отключ", "zavř", "stäng", "luk", "steng", "kapat", "engel", "sulje", "sulke", "estä", "zárja",
    "închide", "restart", "reboot", "neustart", "patch",
  ]

  /// Words that say nothing by themselves.
  static let plain: Set = [
    "the", "these", "this", "a", "an", "also", "always", "be", "on", "in", "your", "for", "you",
    "die", "der", "das", "dem", "den", "diese", "dieser", "werden", "wird", "im", "auf", "zur",
    "les", "le", "la", "ces", "sur", "el", "los", "las", "se", "estos", "i", "il", "le", "gli", "o",
    "os", "as", "essas", "estes", "de", "het", "deze", "worden", "te", "są", "to", "jsou", "för",
    "det", "att", "och", "şu", "bu", "следующие", "эти",
  ]

  /// Where what follows stands.
  static let below: Set = [
    "below", "unten", "nachstehend", "nachfolgend", "ci-dessous", "abajo", "sotto", "abaixo",
    "hieronder", "poniżej", "níže", "nedan", "nedenfor", "ниже",
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

  /// "Range of ports 32000-32767".
  static let ranges: Set = [
    "range", "ranges", "span", "bereich", "spanne", "plage", "intervalle", "rango", "intervallo",
    "intervalo", "zakres", "диапазон", "bereik", "reeks", "spann", "spannet", "rozsah", "område",
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

  /// Names of pages where a person works or reads.
  static let workplaces: Set<String> = [
    "dashboard", "console", "konsole", "consola", "tableau", "bord", "panel", "admin", "docs",
    "documentation", "website", "homepage", "source", "reference", "link",
    "источник", "quelle", "fuente", "fonte", "źródło", "zdroj", "källa", "bron", "来源", "出处", "出典",
    "출처",
  ]
}
