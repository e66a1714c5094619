/// Words by what they do with traffic, in lower case: they open, shut, deny or leave out. Languages that
/// inflect have too many forms of each to be listed one by one, so most are stems.
enum ActionWords {
  /// "Open", "freigeschaltet", "dostupné"
  static func opens(_ word: String) -> Bool {
    openings.begin(word) && !noOpenings.begin(word)
  }

  /// "Closed", "sperren", "заблокирован"
  static func shuts(_ word: String) -> Bool {
    !opens(word) && (closings.begin(word) || DenialWords.isOne(word)) && !noClosings.begin(word)
  }

  /// A word without the "not" in it: "n'ouvrez", "neblokujte", "kapatmayın"; nil if there is none.
  static func withoutNot(_ word: String) -> String? {
    for sign in ["n'", "n’"] where word.hasPrefix(sign) { return String(word.dropFirst(2)) }
    if word.hasPrefix("ne"), word.count > 5 {
      let rest = String(word.dropFirst(2))
      if opens(rest) || shuts(rest) { return rest }
    }
    guard turkish.begin(word),
      let place = word.firstRange(of: turkishNot.first { word.contains($0) } ?? "-")
    else { return nil }
    return String(word[..<place.lowerBound])
  }

  /// Whether a word turns what is said into its opposite: it shuts, denies or leaves out.
  static func turns(_ word: String) -> Bool {
    shuts(word) || denies(word) || untils.contains(word) || withoutNot(word) != nil
  }

  /// Whether a word alone means "not", "nobody" or "better not".
  static func denies(_ word: String) -> Bool {
    negations.contains(word) || word.hasSuffix("n't") || word.hasSuffix("n’t")
      || negationStems.begin(word)
  }

  private static let openings = WordStems(
    "open. opens. opened. opening. unblock allow permit enabl whitelist allowlist expos forward reachab "
      + "accessib öffn geöffn offen. offene erlaub zulass zulässt zugelassen zuzulassen freischalt "
      + "freigeschalt freizuschalt freigeb freigab freigegeb freizugeb weiterleit weitergeleit erreichbar "
      + "exponier veröffentlich durchlass durchzulass entsperr ouvr ouvert autoris permett permis débloqu "
      + "redirig joignab abrir abra. abre. abrid abran abrirse abierto abierta abiert permita permiti "
      + "habilit autoriz exponga exponer expong desbloq accesib aberta aberto abertu liberar liberad "
      + "libere liberação expor. exponha acessíve aprire aprite aperto aperta aperti aperte apertura "
      + "apra. consent abilit esporre esponga sblocc raggiungib geopend openen openzet openstel "
      + "openstaan opengezet toestaa toegestaa toelaten vrijge blootst bereikba deblokk otwórz otworz "
      + "otwier otwart zezwól zezwal zezwol dopuść dopuszcz udostępn dostępn odblok przepuś otevř otevír otvír "
      + "otvor povol zpřístup umožn откр разреш пропус доступн публик разблок відкр дозвол розблок öppn "
      + "öppen. öppet. öppna tillåt tillad tillat åbn åben åbne åpn åpen exponer avblock avaa avat avoin "
      + "avoim salli sallit megnyi nyis nyit engedély deschi permite expun açın açıl açık. açma açmay "
      + "açık açmak izin erişilebil ανοί ανοιχ επιτρέ επιτρέπ mở. buka dibuka izinkan diizinkan membuka"
  )
  private static let noOpenings = WordStems("açıkla permissio exponent allowance")

  private static let closings = WordStems(
    "close. closes. closed. block. blocks. blocked. blocking. disabl shut. shuts. shutdown. deny denied denies denying drop. drops. dropped. dropping. reject. rejects. rejected. refuse. refuses. refused. refus. refuser. refusé forbid forbidden disallow "
      + "prevent. prevents. prevented. restrict. restricts. restricted. prohibit remove. removed. delete. deleted. banned blacklist blocklist schließen. schließt. schließe. "
      + "schliess geschloss sperr gesperr zugesperr deaktiv abschalt blockier verhinder unterbind "
      + "untersag verbiet verbot ablehn abgelehnt fermez ferme. fermer fermé ferment fermons désactiv bloqu interdi empêch cerr cierr "
      + "desactiv impedi prohib deneg feche fecha desativ proib negar. chiude. chiudi. chiuso chiusa. chiusi chiuse chiudere chiudete chiudano blocc disattiv vieta. vietare vietat sluit. "
      + "sluiten gesloten dichtzet blokk geblokk blok weiger geweiger verbied verboden zamk zamyk "
      + "zablok wyłącz zabroni odrzu zavř zavír uzavř zablok zakáz zakaz odmít закр заблок блок отключ "
      + "запре закрий заборон забл stäng spärr luk. lukk lukkes lukket spær steng sperr sulje sulke "
      + "sulku estä zárja zárj zárv letilt tilts tilto închi bloca. blocat blocați interzi kapat kapal. "
      + "kapalı engelle yasak κλεί κλεισ αποκλε tutup ditutup blokir diblokir đóng. chặn. "
      + "spärra nega. negare inaccess inacces unreachab unerreichb blockera dicht.")
  private static let noClosings = WordStems("closest blockquote lukas schließlich schliesslich")

  private static let turkish = WordStems("aç kapat engelle blokla izin")
  private static let turkishNot = [
    "mayın", "meyin", "maması", "memesi", "mamalı", "memeli", "mamas", "memes", "mama", "meme",
    "mad", "med",
  ]

  private static let negations: Set = [
    "nirgends", "nirgendwo", "weder", "nikde", "sehol", "nincs", "nincsenek", "none", "nothing",
    "nobody", "nowhere", "neither", "nor", "never", "not", "no", "cannot", "avoid", "avoiding",
    "refrain", "beware", "few", "hardly", "scarcely", "barely", "kaum",
    "abgeraten",
    "abzuraten", "unnecessary", "against", "unneeded", "needless", "superfluous", "nicht", "kein",
    "keine", "keinen", "keinem", "keiner", "keinerlei", "nichts", "niemals", "nie", "niemand",
    "vermeiden", "unnötig", "überflüssig", "pas", "ne", "jamais", "aucun", "aucune", "évitez",
    "éviter", "inutile", "nunca", "ningún", "ninguno", "ninguna", "nadie", "evite", "evitar",
    "innecesario", "não", "nenhum", "nenhuma", "desnecessário", "non", "nessun", "nessuna",
    "nessuno", "evitare", "niet", "geen", "nooit", "vermijd", "onnodig", "nigdy", "żaden",
    "żadnych", "žádné", "žádný", "nikdy", "není", "nejsou", "nemusí", "nesmí", "netřeba",
    "nesmějí", "не", "нельзя", "нет", "никогда", "ні", "ніколи", "inte", "ej", "aldrig", "ingen",
    "inga", "inget", "ikke", "aldri", "intet", "undvik", "undgå", "unngå", "älä", "älkää", "ei",
    "eivät", "eikä", "nem", "soha", "nu", "niciodată", "değil", "δεν", "μην", "không", "đừng",
    "chưa", "jangan", "tidak",
  ]
  private static let negationStems = WordStems("discourag unadvis inadvis déconseill desaconsej")

  /// What leaves something out: "all but these".
  static let exceptions = PhraseSearch(exceptionWords)
  static let exceptionWords = [
    "except ", "excepting ", "with the exception", "other than", "apart from",
    "aside from", "beyond ", "excluding", "save for", "everything but",
    "all but", "nothing but", "none but", "every port but", "ports but", "außer ", "ausgenommen",
    "mit ausnahme", "bis auf ", "sauf ", "hormis", "à l'exception", "excepto", "con excepción",
    "a excepción", "con la excepción",
    "salvo ",
    "a menos de", "exceto", "com exceção", "à exceção", "tranne", "eccetto", "ad eccezione",
    "behalve",
    "uitgezonderd", "met uitzondering", "oprócz", "z wyjątkiem", "poza ", "kromě", "s výjimkou",
    "кроме", "за исключением", "крім", "за винятком", "utom ", "förutom", "med undantag",
    "undtagen", "bortset fra", "unntatt", "paitsi", "lukuun ottamatta", "kivéve", "cu excepția",
    "hariç", "dışında", "εκτός", "ngoại trừ", "kecuali", "以外", "除了", "を除", "除く", "제외",
  ]

  /// What "but" leaves something out of.
  static let wholes: Set = ["all", "any", "every", "everything", "nothing", "none", "no", "each"]

  /// What is left beside that of which a sentence speaks.
  static let others: Set = [
    "else", "other", "others", "rest", "remaining", "übrigen", "übrige", "anderen", "andere",
    "autres", "reste", "demás", "otros", "resto", "outras", "outros", "demais", "altre", "altri",
    "overige", "inne", "pozostałe", "ostatní", "остальные", "остальное", "другие", "інші", "övriga",
    "andra", "øvrige", "andre", "muut", "többi", "celelalte", "diğer",
  ]

  /// Words that begin a condition.
  static let conditions: Set = [
    "if", "when", "whenever", "where", "whether", "wenn", "falls", "sofern", "sollte", "sollten",
    "solange", "si", "s'il", "lorsque", "quand", "cuando", "se", "quando", "qualora", "caso",
    "als", "indien", "wanneer", "jeśli", "jeżeli", "gdy", "pokud", "jestliže", "když", "ak",
    "если", "когда", "якщо", "коли", "om", "när", "hvis", "når", "jos", "kun", "ha", "dacă",
    "eğer", "nếu", "jika", "apabila", "should",
  ]
  /// Behind which the Danish "kun" is "only".
  static func behindKun(_ word: String) -> Bool {
    ["følg", "disse", "port", "tcp", "udp"].contains(where: word.hasPrefix)
  }
  /// Words that begin one that must not hold: "unless", "without".
  static let untils: Set = [
    "unless", "until", "till", "without", "ohne", "sans", "sin", "sem", "senza", "zonder", "bez",
    "без", "utan", "uden", "uten", "tenzij", "chyba", "dopóki", "dokud", "пока", "поки", "hacsak",
    "nisi",
  ]
  /// Words that begin a reason, a purpose or a remark.
  static let reasons: Set = [
    "as", "since", "because", "although", "though", "whatever", "regardless", "however", "even",
    "while", "whereas", "for", "which", "on", "in", "despite", "contrary", "unlike", "due", "da",
    "weil", "obwohl", "auch", "damit", "um", "aus", "trotz", "entgegen", "comme", "bien",
    "puisque", "même", "afin", "pour", "por", "para", "como", "aunque", "porque", "puesto",
    "poiché", "siccome", "anche", "sebbene", "per", "embora", "mesmo", "omdat", "aangezien",
    "hoewel", "om", "ponieważ", "chociaż", "aby", "ze", "protože", "jelikož", "i", "поскольку",
    "хотя", "так", "чтобы", "оскільки", "хоча", "щоб", "eftersom", "trots", "även", "fordi",
    "selv", "ettersom", "koska", "vaikka", "mivel", "bár", "deoarece", "deși", "pentru", "vì",
    "karena", "meskipun", "untuk",
  ]
  /// What stands in the place of something else.
  static let replaced: [String] = [
    "instead of", "rather than", "in place of", "anstatt ", "anstelle", "statt ", "au lieu",
    "en lugar", "en vez", "em vez", "invece di", "in plaats", "zamiast", "místo", "вместо",
    "istället", "i stedet", "replaces", "ersetzt", "remplace ", "sustituye", "sostituisce",
    "vervangt", "заменяет",
  ]
  /// Words that begin such clauses, and contrasts, within a sentence, where "as", "in" or "for" may be
  /// anything.
  static let joints: [String] =
    replaced + [
      "because ", "so ", "unless ", "although ", "though ", "if ", "when ", "since ", "even if ",
      "to avoid ", "to prevent ", "in order not ", "without ", "until ", "whereas ",
      "while ", "but ", "weil ", "wenn ", "falls ", "obwohl ", "ohne ", "sondern ", "aber ",
      "parce que ", "afin ", "mais ", "porque ", "pero ", "sino ", "mas ", "perché ", "ma ",
      "omdat ", "zodat ", "maar ", "ale ", "lecz ", "если ", "чтобы ", "но ", "а не ", "utan ",
      "men ",
    ]
  static let replacing = PhraseSearch(replaced)
  /// What was, and is no more.
  static let formerly: Set = [
    "previously", "formerly", "früher", "bisher", "vormals", "auparavant", "antes", "anteriormente",
    "antigamente", "prima", "precedentemente", "voorheen", "vroeger", "wcześniej", "dawniej",
    "dříve",
    "раньше", "ранее", "раніше", "tidigare", "tidligere", "aiemmin", "korábban",
  ]

  /// What opens, shuts, denies and leaves out in scripts without blanks between words.
  enum Signs {
    static let opens = PhraseSearch([
      "アクセスでき", "开放", "開放", "打开", "打開", "开启", "開啟", "开通", "開通", "允许", "允許", "許可", "放行", "暴露",
      "開け", "開いて", "開き", "開く", "空け", "公開", "열어", "열고", "열지", "열 ", "열려", "열리", "열도록",
      "개방", "허용", "노출",
    ])
    static let shuts = PhraseSearch([
      "仅供内部", "僅供內部", "仅限内部", "关闭", "關閉", "阻止", "阻擋", "封锁", "封鎖", "屏蔽", "禁止", "禁用", "拒绝", "拒絕",
      "閉じ", "閉鎖", "ブロック",
      "遮断", "拒否", "닫", "차단", "거부", "금지", "막",
    ])
    static let denies = PhraseSearch([
      "不要", "不得", "不能", "不应", "不應", "不对", "不對", "不向", "不再", "不可", "不会", "不會", "不必", "不需", "不是",
      "不开", "不開", "不允",
      "请勿", "請勿", "勿", "未", "无需", "無需", "无须", "毋需", "没有", "沒有", "别", "ない", "ません", "せず", "不要",
      "지 않", "지 마", "지 말", "없", "안 되", "안 됩", "불필요",
    ])
    static let conditions = PhraseSearch([
      "如果", "若", "由于", "由於", "因为", "因為", "虽然", "雖然", "为了", "為了", "場合", "ため", "ので", "たら、",
      "れば、", "경우", "므로", "지만", "위해", "다면", "으면", "려면",
    ])
    /// The ends of clauses that say when or why, where no sign stands behind them.
    static let jointEnds = ["場合は", "場合には", "ため", "ので"]
    static let koreanEnds = ["고", "며", "면", "므로", "지만", "경우", "경우에", "경우에는", "경우는"]
    static let inspection = PhraseSearch(["检查", "檢查", "检测", "檢測", "検査", "검사"])
    static let others = PhraseSearch(["其他", "其余", "其餘", "他の", "その他", "나머지", "다른 모든"])
  }
}
