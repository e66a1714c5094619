import Testing

/// Texts with words for closing, blocking or "not" that nevertheless ask to open.
@Suite struct NotForbiddenTests {
  private func opened(_ text: String) -> [String] {
    (try? ReadingLines.rules(text, "page.md")) ?? []
  }

  @Test(arguments: [
    "Open TCP 443 to a.example.com (not exposed to the Internet).",
    "No exponga el servidor; solo abra TCP 443 hacia a.example.com.",
    "Make sure that TCP 443 to a.example.com is nowhere blocked.",
    "Stellen Sie sicher, dass TCP 443 zu a.example.com nirgends gesperrt ist.",
    "TCP 443 a.example.com engellenmemelidir.", "Open nu TCP 443 naar a.example.com.",
    "The client needs TCP 443 to a.example.com to learn which users are blocked.",
    "The filter needs TCP 443 to a.example.com for prohibited sites.",
    "Closing TCP 443 to a.example.com breaks updates.",
    "Disable TCP 443 inspection for a.example.com.", "请关闭 SSL 检查：a.example.com TCP 443",
    "如果防火墙不允许，请开放 TCP 443 到 a.example.com。",
    "許可されていない場合は、TCP 443（a.example.com）を開放してください。",
  ])
  func sentences(_ sentence: String) {
    #expect(
      opened("# Firewall\n\nThe service.\n\n\(sentence)\n")
        .contains { $0.hasPrefix("a.example.com") && $0.hasSuffix("443") })
  }

  @Test(arguments: [
    "Blockchain TCP 443 to a.example.com", "Fermax TCP 443 to a.example.com",
    "Negative cache TCP 443 to a.example.com", "Open blocked ports: TCP 443 to a.example.com",
    "Geschlossene Ports öffnen: TCP 443 zu a.example.com",
    "Notifications of blocked ports go to: a.example.com, TCP 443",
  ])
  func items(_ item: String) {
    #expect(opened("# Firewall ports\n\n* \(item)\n").contains("a.example.com tcp 443"))
  }

  @Test(arguments: [
    "Not open by default; must be opened", "Pas ouvert par défaut : à ouvrir",
    "Do not allow SSL inspection on this", "Sends list of blocked senders",
    "Geschlossene Benutzergruppe", "Report false negatives", "遮断器の監視", "已关闭的工单",
  ])
  func remarks(_ remark: String) {
    let text = "| Host | Port | Note |\n|---|---|---|\n| a.example.com | 443 | \(remark) |\n"
    #expect(opened(text) == ["a.example.com - 443"])
  }

  @Test(arguments: ["Device is not exposed to the Internet", "Chiusura giornaliera (porte)"])
  func headings(_ heading: String) {
    #expect(
      opened("# Firewall\n\n## \(heading)\n\n- TCP 443 to a.example.com\n")
        == ["a.example.com tcp 443"])
  }

  /// A host in the line above a list of ports that is not where they lead.
  @Test(arguments: [
    "Open these ports on your firewall. Documentation: docs.example.com", "See a.example.com:",
    "Questions? Contact support.example.com", "Download from get.example.com",
    "From relay.example.com:",
  ])
  func hostsAboveOtherPorts(_ lead: String) {
    #expect(
      Set(opened("# Firewall\n\n\(lead)\n\n- TCP 443\n- UDP 500\n")) == ["- tcp 443", "- udp 500"])
  }

  /// Numbers that are part of a name, below "Open these ports:".
  @Test(arguments: [
    "Office 365 for mail", "Cisco 7941 is used for desk phones", "Microsoft 365: mail",
    "Port channel 20 for uplinks", "23, for Telnet (leave it shut)",
  ])
  func numbersOfNames(_ item: String) {
    #expect(
      opened("# Firewall\n\nOpen these ports:\n\n* TCP 8443\n* \(item)\n") == ["- tcp 8443"])
  }

  @Test func hostsBehindAMask() {
    let text = """
      | Server address | Subnet mask | Port |
      |---|---|---|
      | 198.51.99.10 | 255.255.255.0 | 443 |
      | 203.0.112.10 | 255.255.255.0 | 443 |

      """
    #expect(Set(opened(text)) == ["198.51.99.10 - 443", "203.0.112.10 - 443"])
  }

  @Test func whatADescriptionLeadsTo() {
    let text =
      "# Firewall\n\n- Port: 443\n- Protocol: TCP\n- Description: Connection to a.example.com\n"
    #expect(opened(text) == ["a.example.com tcp 443"])
  }

  @Test func aHeadingIsNoSecondHostOfATable() {
    let text =
      "# Firewall\n\n## a.example.com\n\n| Source | Port |\n|---|---|\n"
      + "| 203.0.112.7 | TCP 443 |\n"
    #expect(opened(text) == ["203.0.112.7 tcp 443"])
  }

  /// What is out of use is a feature, or what the rule is about.
  @Test(arguments: [
    "a.example.com TCP 444 (TLS 1.0 retiré)", "a.example.com TCP 444 (proxy vypnut)",
    "a.example.com TCP 444 (alarmes hors service)", "Zárt láncú kamera: a.example.com TCP 444",
    "Alarmes hors service: a.example.com TCP 444", "Nedlagt butik: a.example.com TCP 444",
    "Åbn TCP 444 til a.example.com (TLS 1.0 fjernet).",
  ])
  func featuresOutOfUse(_ item: String) {
    #expect(
      opened("# Firewall\n\n* b.example.com TCP 443\n* \(item)\n").contains("a.example.com tcp 444")
    )
  }

  @Test(arguments: [
    "Wird durch den Agenten genutzt", "replaced by your region", "TLS disabled 2020",
    "will be replaced by c.example.com in 2028", "대체 서버",
  ])
  func remarksOnOtherThings(_ remark: String) {
    let text =
      "| Host | Port | Notes |\n|---|---|---|\n| b.example.com | 443 | |\n"
      + "| a.example.com | 444 | \(remark) |\n"
    #expect(opened(text).contains("a.example.com - 444"))
  }

  @Test func portsOfNetworksAndPaths() {
    let text = "# Firewall\n\nAllow outbound:\n\n- 203.0.112.0/24: 443\n- b.example.com/api: 8443\n"
    #expect(Set(opened(text)) == ["203.0.112.0/24 - 443", "b.example.com - 8443"])
  }

  /// Ports of a sentence about something else are not those of the list below "Domains:".
  @Test(arguments: [
    "SSH uses TCP 22 inside the LAN.", "Between cluster nodes: TCP 2379.",
    "Printers (TCP 9100, inside the LAN only)",
  ])
  func portsAboveALabel(_ line: String) throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\n\(line)\n\nDomains:\n\n- a.example.com\n- b.example.com\n", "page.md")
    #expect(
      ReadingLines.rules(reading).contains("a.example.com - -")
        || !ReadingLines.warnings(reading).isEmpty)
  }
}
