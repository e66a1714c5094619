/// Whether a line is about what firewalls have to allow.
extension String {
  /// "You have to open UDP 1194."
  var asksToOpen: Bool {
    split { !$0.isLetter }.contains {
      [
        "open", "opened", "öffnen", "geöffnet", "ouvrir", "ouvert", "abrir", "aprire", "openen",
        "forwarded", "weitergeleitet", "redirigés", "inoltrate", "doorgestuurd",
      ]
      .contains($0.lowercased())
    }
  }

  /// Whether a heading is about what a firewall has to allow.
  var isAboutFirewalls: Bool {
    namesFirewall
      || Lexicon.concepts(in: self).containsAny(of: .port, .network, .inbound, .outbound)
  }

  /// Whether it names a firewall or an allowlist.
  var namesFirewall: Bool {
    namesAllowlist || Self.firewalls.first(in: lowercased()) != nil
  }

  private static let firewalls = PhraseSearch([
    "firewall", "pare-feu", "cortafuegos", "zapor", "brandvägg", "duvar", "防火墙", "防火牆",
    "ファイアウォール", "ファイアーウォール", "방화벽", "экран", "екран", "файрвол", "файервол", "фаєрвол", "брандмау",
    "palomuuri",
    "palomuur", "brannmur", "tűzfal", "tường lửa", "جدار", "חומת אש", "τείχος", "freischalt",
    "freigeschalt",
  ])

  var withoutColon: String {
    var text = Substring(trimmed)
    while let last = text.last, ":：".contains(last) || last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
