/// Words that say whether something works, by their stems, in lower case: beside "if the following ports are
/// closed" they tell which way these should be.
enum OutcomeWords {
  static func works(_ word: String) -> Bool { working.begin(word) }
  static func fails(_ word: String) -> Bool { failing.begin(word) }

  /// What it leads to, in scripts without blanks between words: 1 works, -1 fails, 0 if it does not say.
  static func sign(in lower: String) -> Int {
    if failingSigns.first(in: lower) != nil { return -1 }
    return workingSigns.first(in: lower) != nil ? 1 : 0
  }

  private static let working = WordStems([
    "work.", "works.", "working.", "function.", "functions.", "functional.", "operate", "succeed",
    "funktionier", "läuft", "fonctionn", "marche.", "funciona", "funzion", "werkt.", "werken.",
    "działa", "fung", "работа", "працю", "virker", "toimi", "működ",
    "çalış", "λειτουργ",
  ])
  private static let failing = WordStems([
    "fail.", "fails.", "failed.", "failing.", "failure.", "failures.", "broken", "breaks.",
    "impossible", "unavailable", "unable", "error.", "errors.",
    "lost.",
    "hang.", "hangs.", "timeout", "timeouts", "offline", "refused.", "rejected.", "interrupted",
    "disconnect", "stops.", "scheitert", "fehlschl", "schlägt", "schlagen", "unmöglich", "échou",
    "échec", "falla", "imposible", "falha", "impossív", "fallisc", "impossib",
    "mislukt", "mislukk", "niemożliw", "selže", "nemožn", "невозможн", "ошибк", "неможлив",
    "misslyck", "mislyk", "epäonnist", "eșua", "başarısız",
  ])
  private static let workingSigns = PhraseSearch(["工作", "使用", "動作", "利用でき", "작동", "동작"])
  private static let failingSigns = PhraseSearch([
    "无法", "無法", "不能", "不会", "不會", "失败", "失敗", "错误", "錯誤", "できません", "できない", "ません", "エラー",
    "수 없", "않습니다", "실패", "오류", "안 됩",
  ])
}
