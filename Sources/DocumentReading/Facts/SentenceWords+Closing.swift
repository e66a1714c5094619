/// Words that close, refuse and keep away.
extension SentenceWords {
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

  /// What says that ports are for the machine itself, or its own network, alone.
  static let onlyHere = [
    "internal-only", "internal use only", "only used on localhost", "used only on localhost",
    "locally only", "only locally", "localhost-only",
    "nur lokal", "lokal nur", "endast lokalt", "kun lokalt", "bare lokalt", "endast internt",
    "kun internt", "bare internt", "uniquement en local", "localement uniquement",
    "solo localmente", "sólo localmente", "solo in locale", "solo internamente",
    "apenas localmente", "somente local", "apenas interno", "alleen lokaal", "alleen intern",
    "tylko lokalnie", "tylko wewnętrzn", "pouze lokálně", "pouze interně", "len lokálne",
    "только локально", "только внутри", "лише локально", "тільки локально", "vain paikallisesti",
    "sadece yerel", "sadece dahili", "csak helyi", "doar local", "仅本地", "仅限本地", "只在本地",
    "仅内部", "仅限内部", "ローカルのみ", "内部のみ", "로컬 전용", "로컬에서만", "내부 전용", "내부에서만",
  ]

  static let keptHere = PhraseSearch(onlyHere)

  /// What looks into connections, and what takes a host out of it, by its stems.
  static let inspection = PhraseSearch([
    "ssl inspection", "tls inspection", "https inspection", "ssl decryption", "tls decryption",
    "ssl interception",
    "tls interception", "deep packet inspection", "ssl-inspektion", "tls-inspektion",
    "inspection ssl",
    "inspection tls", "inspección ssl", "inspección tls",
  ])
  static let exempting = WordStems([
    "disabl", "bypass", "exclud", "exempt", "skip", "deaktivier", "désactiv", "desactiv",
    "disattiv",
  ])

  /// Everybody's network, as one's own is kept from it.
  static let outside = [
    "internet", "public", "outside", "the world", "everyone", "anyone", "everybody", "all traffic",
    "all addresses", "any address", "all ips", "any ip", "öffentlich", "públic", "pubblic",
    "publiek", "openbaar",
    "außen", "van buiten", "de l'extérieur", "desde fuera", "de fora", "dall'esterno", "z zewnątrz",
    "снаружи", "извне",
    "интернет", "інтернет", "公网", "公網", "互联网", "網際網路", "インターネット", "인터넷",
  ]

  /// One's own network, which holds no vendor's addresses.
  static let localNetworks = [
    "your lan", "the lan", "local lan", "ihrem lan", "votre lan", "su lan", "sua lan", "vostra lan",
    "uw lan", "local network", "internal network", "own network",
    "lokalen netz", "lokales netz", "internen netz", "réseau local", "réseau interne", "red local",
    "red interna", "rete locale", "rete interna", "rede local", "rede interna", "lokaal netwerk",
    "lokale netwerk", "sieci lokalnej", "локальной сети", "místní síti", "lokala nätverk",
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

  /// Ports that only the machine or its containers see.
  static let inside: Set = [
    "internal", "intern", "interne", "interner", "interno", "interna", "container", "conteneur",
    "contenedor", "内部", "容器",
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
}
