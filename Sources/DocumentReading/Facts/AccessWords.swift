/// Words and stems of words, in lower case, by what they say of access.
enum AccessWords {
  /// What a sentence says, each asked only where the others leave it open.
  struct Said {
    /// Its words without the hosts, in lower case.
    let words: [String]
    let lower: String
    /// Whether it is in a script without spaces.
    let isUnspaced: Bool

    var list: Bool { lower.namesAllowlist }
    var exception: Bool { says(AccessWords.exceptionStems, signs: AccessWords.exceptionSigns) }
    var through: Bool { says(AccessWords.throughStems, AccessWords.throughPhrases) }
    var open: Bool { isUnspaced && AccessWords.openSigns.contains(where: lower.contains) }
    var puts: Bool {
      says(AccessWords.putStems, AccessWords.putPhrases, signs: AccessWords.putSigns)
    }
    var reach: Bool {
      says(AccessWords.reachStems, AccessWords.reachPhrases, signs: AccessWords.reachSigns)
    }
    var must: Bool {
      says(AccessWords.mustStems, AccessWords.mustPhrases, signs: AccessWords.mustSigns)
    }

    private func says(
      _ stems: WordStems, _ phrases: [String] = [], signs: [String] = []
    ) -> Bool {
      words.contains { stems.begin($0) }
        || phrases.contains(where: lower.contains)
        || isUnspaced && signs.contains(where: lower.contains)
    }
  }

  private static let exceptionSigns = ["例外", "예외"]

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

  static let behindPortugueseNo: Set = [
    "caso", "entanto", "momento", "mínimo", "seu", "firewall", "proxy", "servidor", "roteador",
  ]

  static let behindSpanishSe: Set = [
    "requiere", "requieren", "necesita", "necesitan", "debe", "deben", "precisa", "till",
  ]

  static let firstIfs: Set = [
    "si", "se", "als", "where", "unless", "should", "once", "sobald", "as", "in", "benötigen",
    "brauchen", "sollte", "sollten", "potřebujete-li", "s'il",
  ]

  /// Whether a word says that something must be.
  static func saysMust(_ word: String) -> Bool { mustStems.begin(word) }

  static func saysReach(_ word: String) -> Bool { reachStems.begin(word) }

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
        token.isWord && removals.begin(token.lower)
      }
      || ["ta bort", "削除", "删除", "移除", "刪除", "삭제", "제거"].contains { lower.contains($0) }
  }

  private static let removals = WordStems([
    "remov", "delet", "entfernen", "lösch", "streich", "retir", "supprim", "enlev", "quite",
    "quitar",
    "eliminar", "elimine", "rimuov", "togli", "verwijder", "usuń", "usun", "skreśl", "удалить",
    "удалите", "удаляй", "убер", "исключите", "видаліть", "odeber", "odstraň", "fjern", "poista",
    "törölj", "kaldır", "αφαιρ", "hapus", "xóa",
  ])

  static let lists = PhraseSearch([
    "whitelist", "allowlist", "vitlist",
    "allow list", "white list", "allow-list", "white-list", "liste blanche", "liste d'autorisation",
    "lista blanca", "lista branca", "lista bianca", "lista de permissões", "lista de permitidos",
    "lista de permisos", "elenco consentiti", "białej list", "białej liś", "białą list",
    "bílou listin",
    "bílé listin", "белый спис", "белом спис", "білий спис", "білого спис", "白名单", "白名單",
    "ホワイトリスト", "許可リスト", "화이트리스트", "허용 목록",
  ])

  static let exceptionStems = WordStems([
    "exception", "exemption", "ausnahme", "excepci", "exceç", "eccezion", "uitzondering", "wyjąt",
    "wyjątk", "výjim", "исключени", "виняток", "винятк", "undantag", "undtagelse", "unntak",
    "poikkeu", "kivétel", "excepți", "istisna", "εξαίρεσ", "pengecualian",
  ])

  static let throughStems = WordStems([
    "durchlass", "durchzulassen", "durchgelassen", "doorlat", "doorgelaten", "przepuszcz",
    "przepuści",
    "propoušt", "propust", "пропуска", "пропусти",
  ])

  static let throughPhrases = [
    " through", "laisser passer", "laisse passer", "dejar pasar", "deje pasar", "deixar passar",
    "lasciare passare", "lasciar passare", "släppa igenom", "släpp igenom", "通過させ", "放行",
    "통과시",
  ]

  static let putStems = WordStems([
    "add", "put", "includ", "insert", "plac", "enter", "füg", "hinzu", "nehm", "aufgenommen",
    "setz",
    "eintrag", "einzutragen", "einricht", "einzuricht", "ajout", "mett", "inclu", "agreg", "añad",
    "pong", "adicion", "coloqu", "aggiun", "inser", "voeg", "toege", "toevoeg", "neem", "zet",
    "doda", "uwzględ", "umieś", "přid", "zahrň", "zařaď", "добав", "включ", "внес", "дода", "lägg",
    "läggas", "vitlista", "whitelist", "allowlist", "whitelisten", "must", "muss", "doit", "debe",
    "deve", "moet", "create", "make", "define", "erstell", "crée", "cree", "tilføj", "legg", "lisä",
  ])

  static let putPhrases = ["ta med", "set up", "has to be on", "need to be on"]
  static let putSigns = [
    "追加", "登録", "含め", "添加", "加入", "列入", "추가", "등록", "포함",
  ]

  static let openSigns = ["开放", "開放", "开通", "開通", "打开", "열어", "개방"]

  static let reachStems = WordStems([
    "reachab", "accessib", "erreichb", "zugänglich", "zugreif", "zugriff", "accéder", "accès",
    "accesibl",
    "acceso", "accede", "acessíve", "acesso", "acessar", "raggiungib", "accesso", "bereikba",
    "toegang",
    "osiągaln", "dostępn", "dostęp", "dostupn", "přístup", "prístup", "доступ", "nåbar", "nås",
    "åtkomst",
    "tillgäng", "adgang", "tilgang", "tilgæng", "tilgjeng", "saavutettav", "pääsy", "elérhet",
    "hozzáfér", "acces", "erişi", "ulaşıla", "πρόσβαση", "προσβάσιμ", "diakses", "akses", "access",
    "joignab",
  ])

  static let reachPhrases = ["truy cập", "can reach", "can be reached", "can connect"]
  static let reachSigns = [
    "访问", "訪問", "存取", "到达", "到達", "アクセス", "接続でき", "접속", "액세스", "접근", "연결할 수",
  ]

  static let mustStems = WordStems([
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
  ])

  static let mustPhrases = [
    "make sure", "se till att", "has to", "have to", "ha de ", "phải", "cần", "đảm bảo",
  ]
  static let mustSigns = [
    "必须", "必須", "需要", "确保", "確保", "必要", "필요", "できることを確認", "できるか", "있는지 확인", "해야", "있어야",
  ]
}
