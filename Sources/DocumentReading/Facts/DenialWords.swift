/// Words that say of ports and hosts that they are closed, blocked or forbidden, by their stems: "Nepovolené
/// porty", "Spärrade portar". Languages that inflect have too many forms of each to be listed one by one.
enum DenialWords {
  /// Whether a lower-case word begins with such a stem.
  static func isOne(_ word: String) -> Bool {
    // The Turkish "engellenmemeli" is "must not be blocked".
    stems.begin(word) && !word.hasPrefix("engellenmeme")
  }

  /// Whether a lower-case text holds "not allowed", "nicht freigegebene", "no permitidos".
  static func forbids(in lower: String) -> Bool { forbidding.first(in: lower) != nil }

  /// Whether a lower-case word tells of opening or exposing, which "not" turns into forbidding:
  /// "Niet publiek openzetten", "No exponer".
  static func opens(_ word: String) -> Bool { openings.begin(word) }

  private static let openings = WordStems([
    "expos", "expon", "expor", "espon", "espor", "ouvr", "openzet", "openstel",
    "vrijgev", "blootst", "exponier", "veröffentlich", "published", "publishing", "publik",
    "wystaw", "udostępn",
    "otevír", "otvír", "otevř", "vystav", "zpřístup", "публик", "выставл", "відкри", "откры",
    "avata", "avaa", "deschid", "expun", "ανοί", "ανοιχ", "megnyit", "åbn", "åpn", "öppn",
  ])

  private static let stems = WordStems([
    // Germanic
    "disallowed", "prohibited", "prohibits", "verboten", "verboden", "gesperrt", "sperrend",
    "geschlossene",
    "unzulässig",
    "untersagt", "unterbind", "sperren", "blockierte", "geblokkeerd", "gesloten", "geweigerde",
    "blockerad", "förbjud",
    "otillåt", "spärr", "stängd", "blokere", "forbudt", "lukked", "spærre", "blokkert", "stengt",
    "sperret",
    // Romance
    "bloqué", "fermé", "refusé", "bloquead", "prohibid", "cerrado", "cerrada",
    "denegad", "proibid", "fechado", "fechada", "negado", "negada", "bloccat", "vietat",
    "blocat", "interzis", "închis",
    // Slavic
    "zablokowan", "blokowan", "zabronion", "zakazan", "niedozwolon", "zamknięt", "odrzucon",
    "zakázan", "blokovan", "zablokovan", "nepovolen", "uzavřen", "zavřen", "zatvoren", "zamietnut",
    "zamítnut", "odmítnut", "zabranjen", "blokiran", "neotev", "neotv",
    "nevystav", "nezpříst", "nepublik", "запрещ", "заблокиру", "блокиру", "блокуйте",
    "закрытые", "закрытых", "неразрешен", "неразрешён", "недопустим", "заборонен", "заблокован",
    "закриті", "закритих", "недозволен", "забранен", "блокиран",
    // Others
    "estetyt", "estetä", "kiellety", "suljetu", "suljettu", "kielletty", "engellen",
    "yasak", "açılmama", "açmayın", "letilt", "tiltott", "blokkol",
    "αποκλεισμέν",
    "απαγορευμέν", "κλειστ", "μπλοκαρισμέν", "dilarang", "diblokir", "ditutup", "chặn", "cấm",
  ])

  private static let forbidding = PhraseSearch([
    "not allowed", "not permitted", "not exposed", "never exposed", "no expuest", "não expost",
    "non espost", "non exposé", "nicht exponiert", "nicht öffentlich", "niet publiek",
    "nicht erlaubt", "nicht freigegeben", "nicht zugelassen",
    "non autorisé", "no permitid", "no autorizad", "não permitid", "não autorizad",
    "non consentit", "non autorizzat", "non ammess", "niet toegestan", "niet toegestaan",
    "ikke tilladt", "ikke tillat", "inte tillåt", "ej tillåt", "ei sallit", "nie dozwolon",
    "не разреш", "не дозволен", "izin verilmeyen", "izin verilmez", "nem engedélyezett",
    "nu sunt permise", "nepermise", "δεν επιτρέπ", "tidak diizinkan", "không được phép",
  ])
}
