/// Words for what was, has ended, or gave way to something else.
extension SentenceWords {
  /// What headings of logs of changes are called; what stands below is past.
  static let changeLogs: Set = [
    "changes", "recent changes", "latest changes", "list of changes", "änderungen",
    "letzte änderungen", "änderungshistorie", "modifications", "cambios", "modifiche",
    "alterações", "wijzigingen", "zmiany", "изменения", "变更记录", "更新日志", "変更履歴", "what's new",
    "version history",
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

  /// Whole labels above what is not to be done: "Avoid:".
  static let verdictsAgainst: Set = [
    "avoid", "don't", "don’t", "don'ts", "don’ts", "do not", "bad example", "not recommended",
    "anti-pattern",
    "antipattern", "vermeiden", "schlechtes beispiel", "nicht empfohlen", "à éviter",
    "mauvais exemple",
    "non recommandé", "evitar", "no recomendado", "não recomendado", "da evitare",
    "non consigliato", "vermijden",
    "unikaj", "niezalecane", "не рекомендуется",
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

  /// What says that something has ended.
  static let ends: Set = [
    "longer", "anymore", "removed", "remove", "closed", "close", "mehr", "plus", "más", "mais",
    "più", "meer", "już", "больше",
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

  /// "Swap … for …": what begins an order to put one thing in the place of another, and what stands between both.
  static let swaps: Set = [
    "replace", "replacing", "substitute", "ersetze", "ersetzen", "ersetzt", "remplacez",
    "remplacer", "sustituya",
    "sustituir", "reemplace", "reemplazar", "substitua", "substituir", "sostituire", "sostituisci",
    "vervang",
    "zastąp", "замените", "nahraďte", "ersätt", "erstat",
  ]
  static let swappedFor: Set = ["with", "by", "durch", "par", "por", "con", "door", "med"]

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

  /// What was done with a port.
  static let wasUsed: Set = [
    "open", "opened", "used", "required", "needed", "offen", "geöffnet", "genutzt", "verwendet",
    "ouvert", "utilisé", "abierto", "usado", "aperta", "usata", "aberta", "usada",
  ]
}
