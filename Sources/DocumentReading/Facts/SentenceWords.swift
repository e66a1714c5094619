/// Words by which sentences are told apart, in lower case, in the languages of the lexicon: here
/// those of grammar.
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

  /// What states something: a verb, or that it is usual.
  static let states: Set = [
    "is", "are", "uses", "used", "default", "defaults", "ist", "sind", "lautet", "lauten", "nutzt",
    "verwendet", "standardmäßig", "est", "sont", "utilise", "défaut", "es", "son", "usa", "utiliza",
    "è", "sono", "utilizza", "é", "são", "is", "zijn", "gebruikt", "jest", "są", "används",
  ]

  /// What goes over a protocol.
  static let traffic: Set = [
    "traffic", "connections", "connection", "connectivity", "packets", "access", "communication",
    "verkehr",
    "datenverkehr", "traffico", "tráfico", "tráfego", "verkeer", "ruch", "трафик", "trafic",
    "verbindungen", "connexions", "conexiones", "conexões", "connessioni", "verbindingen",
  ]

  /// What numbers with dots that are no addresses are called.
  static let versions: Set = [
    "version", "versions", "build", "release", "firmware", "versión", "versão", "versione",
    "versie", "wersja", "версия", "バージョン", "版本", "버전", "v", "agent", "client", "section",
  ]

  /// The first word of "both … and".
  static let bothAnd: Set = [
    "both", "sowohl", "tanto", "tant", "sia", "zowel", "både", "zarówno", "beide", "ambos", "как",
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

  /// Words that name one of several by its place.
  static let ordinals: Set = [
    "first", "second", "third", "fourth", "last", "former", "latter", "erste", "ersten", "zweite",
    "zweiten", "dritte", "dritten", "letzte", "letzten", "premier", "première", "premiers",
    "deuxième", "dernier", "dernière", "primera", "primer", "primero", "segunda", "segundo",
    "primeira", "primeiro", "prima", "primi", "seconda", "eerste", "tweede", "laatste",
  ]

  /// What stands before the end that a connection goes to.
  static let towards: Set = [
    "to", "towards", "into", "nach", "zu", "zum", "zur", "vers", "à", "hacia", "a", "verso", "para",
    "naar", "do", "к",
  ]

  /// "For", in front of what something serves.
  static let fors: Set = [
    "for", "für", "pour", "para", "per", "для", "voor", "för", "til", "dla", "pro",
  ]

  /// "In" and "on", in front of a place.
  static let places: Set = [
    "in", "on", "at", "im", "auf", "an", "dans", "sur", "en", "nel", "sul", "no", "na", "em", "op",
    "w", "v", "på", "i", "в", "на",
  ]

  /// What pairs the items of two lists in their order.
  static let pairing: Set = [
    "respectively", "respectivement", "respectivamente", "rispettivamente", "respectievelijk",
    "bzw", "bzw.", "beziehungsweise", "resp", "resp.",
    "odpowiednio", "соответственно",
  ]

  /// Words that begin a condition.
  static let conditions: Set<String> = [
    "if", "wenn", "si", "se", "jeśli", "если", "als", "falls", "when", "where", "unless", "quando",
    "cuando", "in", "case", "indien", "hvis", "pokud", "jestliže", "jos", "якщо", "dacă", "jika",
    "eğer", "jeżeli", "nếu",
  ]

  /// "By default".
  static let byDefault: Set = [
    "default", "defaults", "standardmäßig", "grundsätzlich", "défaut", "defecto", "predeterminado",
    "padrão",
    "predefinita", "standaard", "domyślnie", "умолчанию",
  ]

  /// What is so for most, not for all.
  static let usually: Set = [
    "usually", "typically", "commonly", "often", "normally", "generally", "meist", "meistens",
    "üblicherweise",
    "normalerweise", "généralement", "habituellement", "souvent", "usualmente", "normalmente",
    "generalmente",
    "habitualmente", "geralmente", "solitamente", "meestal", "zwykle", "zazwyczaj", "obvykle",
    "обычно",
    "зазвичай", "vanligtvis", "vanligvis", "normalt", "genellikle", "yleensä", "általában",
    "通常",
  ]

  /// What turns a sentence around.
  static let buts: Set = [
    "but", "however", "aber", "jedoch", "sondern", "mais", "pero", "sino", "ma", "mas", "maar",
    "ale",
    "но", "only", "except",
  ]

  /// "80 (proxy only)": for that alone.
  static let alone: Set = [
    "only", "nur", "seulement", "uniquement", "solo", "sólo", "solamente", "soltanto", "apenas",
    "somente", "alleen", "tylko", "только",
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

  /// "Range of ports 32000-32767".
  static let ranges: Set = [
    "range", "ranges", "span", "bereich", "spanne", "plage", "intervalle", "rango", "intervallo",
    "intervalo", "zakres", "диапазон", "bereik", "reeks", "spann", "spannet", "rozsah", "område",
  ]
}
