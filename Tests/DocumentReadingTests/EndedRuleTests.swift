import Testing

/// Words that say that something is no longer in use, in remarks, cells, behind names and in headings.
@Suite struct EndedRuleTests {
  private func opened(_ text: String) -> [String] {
    (try? ReadingLines.rules(text, "page.md")) ?? []
  }

  @Test(arguments: [
    "superseded", "ausgelaufen", "hors service", "désaffecté", "en desuso", "ya no se usa",
    "fora de serviço", "fuori servizio", "buiten gebruik", "uitgefaseerd", "przestarzały",
    "již se nepoužívá", "zrušen", "выведен из эксплуатации", "застарілий", "avvecklad", "ur drift",
    "udfaset", "ute av drift", "poistettu", "kaldırıldı", "megszűnt", "învechit", "καταργήθηκε",
    "現在は使用していません", "不再使用", "사용 중단",
  ])
  func endTheirRule(_ words: String) {
    for text in [
      "# Firewall\n\n* a.example.com: TCP 443\n* old.example.com: TCP 8443 (\(words))\n",
      "# Firewall\n\n* a.example.com: TCP 443\n* old.example.com: TCP 8443 - \(words)\n",
    ] {
      #expect(opened(text) == ["a.example.com tcp 443"], "\(text)")
    }
    for text in [
      "| Host | Port | Note |\n|---|---|---|\n| a.example.com | 443 | |\n"
        + "| old.example.com | 8443 | \(words) |\n",
      "| Host | Port |\n|---|---|\n| a.example.com | 443 |\n| old.example.com (\(words)) | 8443 |\n",
    ] {
      #expect(opened(text) == ["a.example.com - 443"], "\(text)")
    }
  }

  @Test(arguments: [
    "replaced by", "ersetzt durch", "remplacé par", "reemplazado por", "sostituito da",
    "vervangen door", "заменён на", "ersatt av",
  ])
  func areReplaced(_ words: String) {
    let rows = "| Host | Port | Note |\n|---|---|---|\n| b.example.com | 443 | |\n"
    #expect(
      opened(rows + "| old.example.com | 8443 | \(words) b.example.com |\n")
        == ["b.example.com - 443"])
    #expect(
      !opened("# Firewall\n\n* old.example.com: TCP 8443 (\(words) b.example.com)\n")
        .contains { $0.hasPrefix("old") })
  }

  /// What is no more is something else.
  @Test(arguments: [
    "Replaces old.example.com", "For remote sites", "Server of the removed users list",
  ])
  func otherRemarksLeaveTheirRow(_ remark: String) {
    let text =
      "| Host | Port | Description |\n|---|---|---|\n| a.example.com | 443 | \(remark) |\n"
      + "| b.example.com | 443 | Sign-in |\n"
    #expect(Set(opened(text)) == ["a.example.com - 443", "b.example.com - 443"])
  }
}
