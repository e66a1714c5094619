/// Sentences that ask, in whatever words, that the hosts they name be reached.
extension TextFacts {
  /// "Access to a.example is required", "Make sure that a.example is reachable", "Add a.example to the
  /// allowlist", "The firewall must let a.example through": not "if a.example is reachable".
  var demandsAccess: Bool {
    guard holdsAddress, tokens.count <= 60, !text.isQuestion,
      !concepts.containsAny(of: .example, .retired, .deny) || forbidsBlocking,
      !negates || forbidsBlocking, !isOfOwnServer
    else { return false }
    if forbidsBlocking { return text.namesFirewall || AccessWords.mentionsProxy(lower) }
    // Without the hosts, whose names are words as well: "registry.example".
    let others = tokens.filter { $0.address == nil }
    let rest = AddressFacts.text(others[...]).lowercased()
    // "L'accès", "un'eccezione"
    let words = others.filter(\.isWord).map { String($0.lower.split(separator: "'").last ?? "") }
    let isUnspaced = rest.unicodeScalars.contains(where: \.isOfUnspacedScript)
    if AccessWords.prevented.first(in: rest) != nil { return false }
    let asksForOne = ["requires an acc", "requires a licen", "requires a sub", "requires a log"]
    if refersReader || isUnspaced || asksForOne.contains(where: rest.contains),
      AccessWords.accounts.first(in: rest) != nil
    {
      return false
    }
    let said = AccessWords.Said(words, rest)
    if !refersReader {
      if said.list, said.puts || concepts.contains(.ask) { return true }
      if said.exception, said.puts, text.namesFirewall || AccessWords.mentionsProxy(lower) {
        return true
      }
      if said.through, text.namesFirewall { return true }
    }
    if said.open, said.reach || text.namesFirewall { return true }
    return said.reach && said.must && !isConditionOfReaching
  }

  /// Whether a word means "not": the Portuguese "no seu" and the Italian "on" do not.
  private var negates: Bool {
    tokens.indices.contains { place in
      let token = tokens[place]
      if AccessWords.without.contains(token.lower) { return true }
      guard token.concepts.contains(.not), token.lower != "on" else { return false }
      let next = place + 1 < tokens.count ? tokens[place + 1].lower : ""
      return token.lower != "no" || !AccessWords.behindPortugueseNo.contains(next)
    }
      || Lexicon.phrases(in: lower).contains(.not)
  }

  /// "Published at a.example": where to read on, or what is got from there.
  var refersReader: Bool {
    addresses.items.contains { item in
      let place = item.place.lowerBound
      return place > 0 && AccessWords.refers.contains(tokens[place - 1].lower)
    }
  }

  /// "Your server at a.example must be reachable": no host of the vendor.
  private var isOfOwnServer: Bool {
    guard let first = addresses.items.first?.place.lowerBound, !text.namesFirewall else {
      return false
    }
    let before = tokens[max(0, first - 5)..<first]
    return before.contains { $0.concepts.contains(.own) }
      && before.contains { $0.concepts.contains(.host) || $0.lower.hasPrefix("serv") }
  }

  /// "If a.example is reachable, …": with no comma before the word that says so.
  private var isConditionOfReaching: Bool {
    if ["如果", "场合", "場合", "경우", "是否", "若要"].contains(where: lower.contains) { return true }
    let next = tokens.count > 1 ? tokens[1].lower : ""
    // "Se requiere acceso": not the "se" that means "if".
    let beginsSo =
      tokens.first.map { AccessWords.firstIfs.contains($0.lower) } ?? false
      && !(tokens[0].lower == "se" && AccessWords.behindSpanishSe.contains(next))
    guard
      let condition = beginsSo
        ? 0 : tokens.firstIndex(where: { AccessWords.ifs.contains($0.lower) }),
      let reach = tokens[condition...].firstIndex(where: { token in
        AccessWords.saysReach(String(token.lower.split(separator: "'").last ?? ""))
      })
    else { return false }
    return !tokens[condition..<reach].contains { $0.isSign(",") }
  }
}

extension String {
  /// "Must a.example be reachable?"
  var isQuestion: Bool {
    let end = trimmed
    return "?？".contains(end.last ?? ".") || ["ですか", "ますか"].contains { end.contains($0) }
  }

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
    let puts: Bool
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
      puts = says(
        AccessWords.putStems,
        AccessWords.putPhrases + (isUnspaced ? AccessWords.putSigns : []))
      through = says(AccessWords.throughStems, AccessWords.throughPhrases)
      reach = says(
        AccessWords.reachStems,
        AccessWords.reachPhrases + (isUnspaced ? AccessWords.reachSigns : []))
      must = says(
        AccessWords.mustStems, AccessWords.mustPhrases + (isUnspaced ? AccessWords.mustSigns : []))
    }
  }

  /// Words for what is to be prevented.
  static let prevented = PhraseSearch([
    "prevented", "restricted", "revoked", "forbidden", "unterbunden", "verhindert", "empêché",
    "restreint", "denegarse", "denegado", "impedirse", "impedido", "negado", "negato", "impedito",
    "verhinderd", "zabroni", "ograniczyć", "zabráněn", "zakáz", "заборонити", "запретить", "запрещ",
    "förhindras", "begränsas", "forhindres", "estää", "禁止", "금지", "无法", "無法", "できない",
    "없도록", "必要なく", "没有必要", "沒有必要",
  ])

  /// Words for accounts, licences, browsers and the like.
  static let accounts = PhraseSearch([
    "account", "konto", "compte", "cuenta", "licen", "lizenz", "subscription", "abonn", "sign in",
    "sign up", "log in", "login", "regist", "anmeld", "cadastr", "zarejestr", "зарегистр",
    "зареєстр", "certificat", "zertifik", "browser", "support", "账号", "帐号", "登录", "登入", "注册",
    "浏览器", "瀏覽器", "アカウント", "ログイン", "ブラウザ", "계정", "로그인", "브라우저", "詳細", "자세한",
  ])

  /// Words in front of a host that send a reader there.
  static let refers: Set = [
    "at", "from", "through", "via", "under", "unter", "sur", "en", "em", "su", "op", "på", "на",
    "na",
  ]

  static let without: Set = [
    "without", "ohne", "sans", "sin", "sem", "senza", "zonder", "bez", "без", "utan", "uden",
    "uten",
    "ilman", "nobody", "nadie", "niemand", "weder", "nul",
  ]

  static let behindPortugueseNo: Set = ["seu", "firewall", "proxy", "servidor", "roteador"]

  static let behindSpanishSe: Set = [
    "requiere", "requieren", "necesita", "necesitan", "debe", "deben", "precisa", "till",
  ]

  static let firstIfs: Set = [
    "si", "se", "als", "where", "unless", "should", "once", "sobald", "as", "in", "benötigen",
    "brauchen", "sollte", "sollten", "potřebujete-li", "s'il",
  ]

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
    !tokens.contains { $0.lower == "add" || $0.lower == "quite" && !lower.contains("lista") }
      && tokens.contains { token in
        token.isWord && removals.contains { token.lower.hasPrefix($0) }
      }
      || ["ta bort", "削除", "删除", "移除", "刪除", "삭제", "제거"].contains { lower.contains($0) }
  }

  private static let removals = [
    "remov", "delet", "entfernen", "lösch", "streich", "retir", "supprim", "enlev", "quite",
    "quitar",
    "eliminar", "elimine", "rimuov", "togli", "verwijder", "usuń", "usun", "skreśl", "удалить",
    "удалите", "удаляй", "убер", "исключите", "видаліть", "odeber", "odstraň", "fjern", "poista",
    "törölj", "kaldır", "αφαιρ", "hapus", "xóa",
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

  static let putStems = [
    "add", "put", "includ", "insert", "plac", "enter", "füg", "hinzu", "nehm", "aufgenommen",
    "setz",
    "eintrag", "einzutragen", "einricht", "einzuricht", "ajout", "mett", "inclu", "agreg", "añad",
    "pong", "adicion", "coloqu", "aggiun", "inser", "voeg", "toege", "toevoeg", "neem", "zet",
    "doda", "uwzględ", "umieś", "přid", "zahrň", "zařaď", "добав", "включ", "внес", "дода", "lägg",
    "läggas", "vitlista", "whitelist", "allowlist", "whitelisten", "must", "muss", "doit", "debe",
    "deve", "moet", "create", "make", "define", "erstell", "crée", "cree", "tilføj", "legg", "lisä",
  ]

  static let putPhrases = ["ta med", "set up", "has to be on", "need to be on"]
  static let putSigns = [
    "追加", "登録", "含め", "添加", "加入", "列入", "추가", "등록", "포함",
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
    "必须", "必須", "需要", "确保", "確保", "必要", "필요", "できることを確認", "できるか", "있는지 확인", "해야", "있어야",
  ]
}
