/// Sentences that ask, in whatever words, that the hosts they name be reached.
extension TextFacts {
  /// "Access to a.example is required", "Make sure that a.example is reachable", "Add a.example to the
  /// allowlist", "The firewall must let a.example through": not "if a.example is reachable".
  var demandsAccess: Bool {
    guard holdsAddress, tokens.count <= 60,
      !concepts.containsAny(of: .example, .retired, .deny) || forbidsBlocking,
      !negates || forbidsBlocking
    else { return false }
    if forbidsBlocking { return text.namesFirewall || AccessWords.mentionsProxy(lower) }
    // "L'accès", "un'eccezione"
    let words = tokens.filter { $0.isWord && $0.address == nil }
      .map { String($0.lower.split(separator: "'").last ?? "") }
    let said = AccessWords.Said(words, lower)
    if said.list || said.open { return true }
    if said.exception, text.namesFirewall || AccessWords.mentionsProxy(lower) { return true }
    if said.through, text.namesFirewall { return true }
    return said.reach && said.must && !isConditionOfReaching(words)
  }

  /// Whether a word means "not": the Portuguese "no" and the Italian "on" are none.
  private var negates: Bool {
    tokens.contains { $0.concepts.contains(.not) && !["no", "on"].contains($0.lower) }
      || Lexicon.phrases(in: lower).contains(.not) || lower.hasPrefix("no ")
      || lower.contains(" no se ")
  }

  /// "If a.example is reachable, …": with no comma before the word that says so.
  private func isConditionOfReaching(_ words: [String]) -> Bool {
    guard let condition = tokens.firstIndex(where: { AccessWords.ifs.contains($0.lower) }),
      let reach = tokens[condition...].firstIndex(where: { AccessWords.saysReach($0.lower) })
    else { return false }
    return !tokens[condition..<reach].contains { $0.isSign(",") }
  }
}

extension String {
  /// Whether it names a list of what is allowed, in whatever language.
  var namesAllowlist: Bool {
    let lower = lowercased()
    return AccessWords.lists.contains { lower.contains($0) }
  }
}

/// Words and stems of words, in lower case, by what they say of access.
enum AccessWords {
  struct Said {
    let list: Bool
    let exception: Bool
    let through: Bool
    let open: Bool
    let reach: Bool
    let must: Bool

    init(_ words: [String], _ lower: String) {
      let isUnspaced = lower.unicodeScalars.contains(where: \.isOfUnspacedScript)
      func says(_ stems: [String], _ phrases: [String]) -> Bool {
        words.contains { word in stems.contains { word.hasPrefix($0) } }
          || phrases.contains { lower.contains($0) }
      }
      list = lower.namesAllowlist
      exception = says(AccessWords.exceptionStems, isUnspaced ? ["例外", "예외"] : [])
      open = isUnspaced && AccessWords.openSigns.contains { lower.contains($0) }
      through = says(AccessWords.throughStems, AccessWords.throughPhrases)
      reach = says(
        AccessWords.reachStems,
        AccessWords.reachPhrases + (isUnspaced ? AccessWords.reachSigns : []))
      must = says(
        AccessWords.mustStems, AccessWords.mustPhrases + (isUnspaced ? AccessWords.mustSigns : []))
    }
  }

  static func saysReach(_ word: String) -> Bool { reachStems.contains { word.hasPrefix($0) } }

  static func mentionsProxy(_ lower: String) -> Bool {
    ["proxy", "прокси", "проксі", "代理", "プロキシ", "프록시"].contains { lower.contains($0) }
  }

  static let ifs: Set = [
    "if", "whether", "wenn", "falls", "ob", "indien", "jeśli", "jeżeli", "czy", "если", "якщо",
    "pokud",
    "jestliže", "zda", "hvis", "om", "jos", "quando", "cuando", "when", "dacă", "eğer", "jika",
  ]

  /// "Remove a.example from the whitelist"
  static func saysRemoval(_ tokens: [Token], _ lower: String) -> Bool {
    tokens.contains { token in token.isWord && removals.contains { token.lower.hasPrefix($0) } }
      || ["ta bort", "削除", "删除", "移除", "刪除", "삭제", "제거"].contains { lower.contains($0) }
  }

  private static let removals = [
    "remov", "delet", "entfern", "lösch", "streich", "retir", "supprim", "enlev", "quit", "elimin",
    "rimuov", "togli", "verwijder", "usuń", "usun", "skreśl", "удал", "убер", "исключит", "видал",
    "odeber", "odstraň", "odstran", "fjern", "poist", "törölj", "kaldır", "αφαιρ", "hapus", "xóa",
  ]

  static let lists = [
    "whitelist", "allowlist", "vitlist",
    "allow list", "white list", "allow-list", "white-list", "liste blanche", "liste d'autorisation",
    "lista blanca", "lista branca", "lista bianca", "lista de permissões", "lista de permitidos",
    "lista de permisos", "elenco consentiti", "białej list", "białej liś", "białą list",
    "bílou listin",
    "bílé listin", "белый спис", "белом спис", "білий спис", "білого спис", "白名单", "白名單",
    "ホワイトリスト", "許可リスト", "화이트리스트", "허용 목록",
  ]

  static let exceptionStems = [
    "exception", "exemption", "ausnahme", "excepci", "exceç", "eccezion", "uitzondering", "wyjąt",
    "wyjątk", "výjim", "исключени", "виняток", "винятк", "undantag", "undtagelse", "unntak",
    "poikkeu", "kivétel", "excepți", "istisna", "εξαίρεσ", "pengecualian",
  ]

  static let throughStems = [
    "durchlass", "durchzulassen", "durchgelassen", "doorlat", "doorgelaten", "przepuszcz",
    "przepuści",
    "propoušt", "propust", "пропуска", "пропусти",
  ]

  static let throughPhrases = [
    " through", "laisser passer", "laisse passer", "dejar pasar", "deje pasar", "deixar passar",
    "lasciare passare", "lasciar passare", "släppa igenom", "släpp igenom", "通過させ", "放行",
    "통과시",
  ]

  static let openSigns = ["开放", "開放", "开通", "開通", "打开", "열어", "개방"]

  static let reachStems = [
    "reachab", "accessib", "erreichb", "zugänglich", "zugreif", "zugriff", "accéder", "accès",
    "accesibl",
    "acceso", "accede", "acessíve", "acesso", "acessar", "raggiungib", "accesso", "bereikba",
    "toegang",
    "osiągaln", "dostępn", "dostęp", "dostupn", "přístup", "prístup", "доступ", "nåbar", "nås",
    "åtkomst",
    "tillgäng", "adgang", "tilgang", "tilgæng", "tilgjeng", "saavutettav", "pääsy", "elérhet",
    "hozzáfér", "acces", "erişi", "ulaşıla", "πρόσβαση", "προσβάσιμ", "diakses", "akses", "access",
    "joignab",
  ]

  static let reachPhrases = ["truy cập", "can reach", "can be reached", "can connect"]
  static let reachSigns = [
    "访问", "訪問", "存取", "到达", "到達", "アクセス", "接続でき", "접속", "액세스", "접근", "연결할 수",
  ]

  static let mustStems = [
    "must", "shall", "should", "need", "require", "ensure", "muss", "müssen", "sollte", "benötig",
    "erforderlich", "notwendig", "nötig", "sicher", "gewährleist", "doit", "doivent", "requis",
    "nécessair",
    "assure", "veille", "debe", "requier", "necesari", "necesit", "asegúr", "asegur", "deve",
    "devem",
    "necessári", "requer", "certifi", "garant", "devono", "necessari", "richiest", "assicur",
    "moet", "vereist",
    "nodig", "benodigd", "zorg", "musi", "muszą", "wymagan", "wymaga", "należy", "potrzeb",
    "upewni",
    "zapewni", "musí", "třeba", "vyžad", "nutn", "ujist", "zajist", "должен", "должн", "необходим",
    "требу", "убедит", "обеспеч", "повин", "потріб", "переконай", "måste", "krävs", "kräver",
    "behöv",
    "skal", "kræv", "krev", "nødvend", "sørg", "täytyy", "vaadi", "tarvit", "varmista", "szükség",
    "győződ", "kell", "trebuie", "necesar", "asigur", "gerek", "zorunlu", "olmalı", "πρέπει",
    "απαιτ",
    "βεβαιωθ", "harus", "diperlukan", "pastikan", "wajib",
  ]

  static let mustPhrases = [
    "make sure", "se till att", "has to", "have to", "ha de ", "phải", "cần", "đảm bảo",
  ]
  static let mustSigns = [
    "必须", "必須", "需要", "确保", "確保", "请确认", "確認", "必要", "필요", "확인", "해야", "있어야",
  ]
}
