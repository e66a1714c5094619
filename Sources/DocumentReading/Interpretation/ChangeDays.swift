import EndpointModel

/// The days that a document's sentences state for its changes: by when to act, from when they are
/// in force, and when something is switched off. Of each kind, the first one counts.
///
/// ```swift
/// var days = ChangeDays()
/// days.read("The old hosts are switched off on 31 March 2026.")
/// days.switchOff  // 2026-03-31
/// ```
struct ChangeDays {
  private(set) var actBy: PartialDate?
  private(set) var effective: PartialDate?
  private(set) var switchOff: PartialDate?

  /// - Parameter text: of one line.
  mutating func read(_ text: String) {
    // A longer line is not prose for people.
    guard text.utf8.count <= 50_000, text.holdsYear else { return }
    for sentence in text.withDaysInOne.sentences
    where sentence.utf8.count <= 4000 && sentence.holdsYear {
      for part in sentence.split(separator: ";") { readPart(String(part)) }
    }
  }

  private mutating func readPart(_ part: String) {
    let words = Words(part)
    if effective == nil, words.containsAny(of: Self.effectiveWords) {
      effective = Self.date(in: part, behind: Pattern.effectiveMark)
    }
    if words.containsAny(of: Self.switchOffWords), let date = Self.switchOff(in: part) {
      // "Remain in use until", "shut down by": that is no day by which to act.
      switchOff = switchOff ?? date
      return
    }
    if actBy == nil, words.containsAny(of: Self.deadlineWords) {
      actBy = Self.date(in: part, behind: Pattern.deadlineMark)
    }
  }

  private static func date(
    in text: String, behind mark: Regex<Substring>
  ) -> PartialDate? {
    text.firstMatch(of: mark).flatMap {
      DateWords.first(in: text[$0.range.upperBound...].prefix(30))
    }
  }

  /// Behind the words, or else before them: "On 31 March 2026 they will be switched off."
  private static func switchOff(in text: String) -> PartialDate? {
    if let date = date(in: text, behind: Pattern.stayMark) { return date }
    guard let mark = text.firstMatch(of: Pattern.switchOffMark) else { return nil }
    // What was switched off in the past is no change to come.
    let before = text[..<mark.range.lowerBound].suffix(60)
    if before.suffix(25).contains(Pattern.past) { return nil }
    return DateWords.first(in: text[mark.range.upperBound...].prefix(40))
      ?? DateWords.first(in: before)
  }

  /// Every match of a pattern has one of these words, which are quicker to check.
  private static let effectiveWords = [
    "effective", "effect", "force", "valid", "live", "gültig", "wirksam", "kraft", "vigueur",
    "vigente", "vigor", "vigore",
  ]
  private static let switchOffWords = [
    "switched", "switch", "shut", "turned", "taken", "decommissioned", "retired", "discontinued",
    "longer", "stop", "stopped", "cease", "remain", "stay", "abgeschaltet", "betrieb",
    "stillgelegt", "verfügbar", "erreichbar", "désactivée", "désactivé", "arrêtée", "arrêté",
    "service", "desactivada", "desactivado", "apagada", "apagado", "disattivati", "disattivate",
  ]
  private static let deadlineWords = [
    "prior", "before", "later", "by", "until", "deadline", "spätesten", "bis", "avant", "tard",
    "ante", "antes", "entro", "até", "vóór", "przed", "позднее",
  ]
}

extension Words {
  fileprivate func containsAny(of words: [String]) -> Bool { words.contains(where: contains) }
}

extension String {
  /// Without the full stop of "1. März 2026", which ends no sentence.
  fileprivate var withDaysInOne: String {
    contains(". ") ? replacing(Pattern.ordinalDay) { "\($0.output.1) " } : self
  }
}

extension StringProtocol {
  /// Whether four digits stand together that may be a year: without them, no date is stated, and
  /// most numbers are ports.
  fileprivate var holdsYear: Bool {
    var run = 0
    var century = 0
    for byte in utf8 {
      guard (48...57).contains(byte) else {
        if run == 4, (19...21).contains(century) { return true }
        run = 0
        continue
      }
      run += 1
      century = run == 1 ? Int(byte) - 48 : run == 2 ? 10 * century + Int(byte) - 48 : century
    }
    return run == 4 && (19...21).contains(century)
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let deadlineMark =
    /(?i)\b(?:prior to|before|no later than|not later than|by|until|deadline[: ]|spätestens(?: am| bis)?|bis(?: zum)?|avant le|au plus tard le|antes del?|entro il|até(?: ao)?|vóór|przed|не позднее)\s/
  nonisolated(unsafe) static let effectiveMark =
    /(?i)\b(?:effective(?: date)?(?: from| on| as of| starting)?|takes? effect(?: on| from)?|(?:in|into) (?:effect|force)(?: from| on| as of)?|with effect from|valid (?:from|as of)|go(?:es)? live(?: on)?|gültig (?:ab|seit)(?: dem)?|wirksam (?:ab|zum)(?: dem)?|(?:tritt|treten) (?:am|zum|ab)|in kraft (?:ab|seit)(?: dem)?|en vigueur (?:le|depuis le|à (?:partir|compter) du)|vigentes? desde(?: el)?|en vigor (?:desde|a partir de)l?(?: el)?|in vigore dal)[\s:]+/
  nonisolated(unsafe) static let switchOffMark =
    /(?i)\b(?:switched off|switch(?:es)? off|shut (?:down|off)|turned off|taken out of (?:service|use)|decommissioned|retired|discontinued|no longer (?:be )?(?:used|available|active|in use|reachable|supported|valid|work(?:ing)?)|stops? working|ceases? to|abgeschaltet|außer Betrieb|stillgelegt|désactivée?s?|arrêtée?s?|mise?s? hors service|desactivad[oa]s?|apagad[oa]s?|disattivat[ie])\b/
  nonisolated(unsafe) static let ordinalDay =
    /\b(\d{1,2})\.\s+(?=\p{L}{3,12}\s+\d{4}\b)/.asciiOnlyDigits()
  /// Something is there until a day, and not after it.
  nonisolated(unsafe) static let stayMark =
    /(?i)\b(?:(?:remains?|stays?) (?:available|active|valid|in use|in service|reachable|supported|online|up)?\s*until|bleib(?:t|en) (?:noch )?bis(?: zum)?|restent? (?:actifs?|actives?|disponibles?|en service) jusqu['’]au)\s/
  nonisolated(unsafe) static let past =
    /(?i)\b(?:was|were|has been|have been|had been|wurden?|a été|ont été|fue|fueron)\b/
}
