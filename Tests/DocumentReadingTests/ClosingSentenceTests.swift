import Testing

/// Sentences that ask to close a port open none, and those that forbid to close one open it.
@Suite struct ClosingSentenceTests {
  private func opened(_ sentence: String) -> [[String]] {
    [
      "# Network\n\nThe service.\n\n\(sentence)\n", "# Firewall ports\n\n* \(sentence)\n",
    ].map { (try? ReadingLines.rules($0, "page.md")) ?? [] }
  }

  @Test(arguments: [
    "Close TCP port 26 to a.example.com.", "TCP 26 to a.example.com has to be blocked.",
    "Disable TCP port 26 to a.example.com.", "Schließen Sie TCP-Port 26 zu a.example.com.",
    "TCP-Port 26 zu a.example.com ist zu sperren.", "Fermez le port TCP 26 vers a.example.com.",
    "Le port TCP 26 vers a.example.com doit être fermé.",
    "Cierre el puerto TCP 26 hacia a.example.com.",
    "A porta TCP 26 para a.example.com deve ser bloqueada.",
    "La porta TCP 26 verso a.example.com deve essere chiusa.",
    "TCP-poort 26 naar a.example.com moet worden geblokkeerd.",
    "Port TCP 26 do a.example.com musi być zamknięty.", "Zavřete port TCP 26 na a.example.com.",
    "Закройте порт TCP 26 для a.example.com.", "Stäng TCP-port 26 till a.example.com.",
    "a.example.com için TCP 26 portunu kapatın.", "a.example.com への TCP 26 を閉じてください。",
    "请关闭到 a.example.com 的 TCP 26 端口。", "a.example.com 에 대한 TCP 26 포트를 닫으십시오.",
  ])
  func open(_ sentence: String) {
    #expect(opened(sentence) == [[], []])
  }

  @Test(arguments: [
    "Close the old rule and open TCP port 26 to a.example.com.",
    "TCP port 26 to a.example.com must not be blocked.",
    "Le port TCP 26 vers a.example.com ne doit pas être bloqué.",
    "Не блокируйте порт TCP 26 для a.example.com.", "请不要关闭到 a.example.com 的 TCP 26 端口。",
    "Disable inspection for a.example.com and open TCP port 26 to it.",
  ])
  func keepOpen(_ sentence: String) {
    #expect(opened(sentence).allSatisfy { $0 == ["a.example.com tcp 26"] })
  }

  /// A cell of a remark.
  @Test func orders() {
    let text =
      "| Host | Port | Hinweis |\n|---|---|---|\n| a.example.com | 443 | |\n"
      + "| b.example.com | 23 | Sollte gesperrt werden |\n"
    #expect((try? ReadingLines.rules(text, "page.md")) == ["a.example.com - 443"])
  }

  /// Which names lie between two is not known, and told.
  @Test func rangesOfNames() throws {
    let text =
      "# Ports\n\n* relay-1.example.com to relay-9.example.com: TCP 443\n"
      + "* a.example.com: TCP 443\n"
    let reading = try ReadingLines.read(text, "page.md")
    #expect(ReadingLines.rules(reading) == ["a.example.com tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["address-not-understood"])
  }

  /// The full stop of a name is no end of a sentence.
  @Test func namesWithAFullStop() throws {
    let text = "Firewall rules\n\na.example.com. 443/tcp\nb.example.com. 500/udp\n"
    #expect(
      try ReadingLines.rules(text, "page.txt").sorted()
        == ["a.example.com tcp 443", "b.example.com udp 500"])
  }

  @Test(arguments: [
    "Open TCP 443 to these hosts. a.example.com, b.example.com",
    "请在防火墙中允许访问以下主机的TCP 443端口。a.example.com、b.example.com",
  ])
  func hostsBehindTheSentence(_ text: String) throws {
    #expect(
      try ReadingLines.rules("# Network\n\n\(text)\n", "page.md").sorted()
        == ["a.example.com tcp 443", "b.example.com tcp 443"])
  }
}
