import EndpointModel
import Testing

@testable import DocumentReading

/// What a sentence orders is worked out clause by clause: of what stands below it, and of the ports that it tells.
@Suite struct OrdersAndDenialsTests {
  /// The ports read below these words, as a label, a heading, an item and above a table; each beside another rule,
  /// whose presence must change nothing.
  private func ports(below words: String) throws -> [Set<String>] {
    let heading = words.withoutColon
    let bodies = [
      "\(words)\n\n* 3306\n* 4568", "## \(heading)\n\n* 3306\n* 4568",
      "- \(words)\n  - 3306\n  - 4568",
      "\(words)\n\n| Port | Protocol |\n|---|---|\n| 3306 | TCP |\n| 4568 | TCP |",
    ]
    return try bodies.map(ReadingLines.portsBesideARule)
  }

  @Test(arguments: [
    "Allow all traffic except the following ports:",
    "All ports may be open, except the following:",
    "Under no circumstances, even for tests, open the following ports:",
    "Unless told otherwise, do not open the following ports:",
    "You must not, whatever a supplier says, open the following ports:",
    "We do not recommend, unless support asks for it, to open the following ports:",
    "We advise against opening the following ports:",
    "Access to the following ports must be prevented:",
    "If you are not a developer, the following ports must be closed:",
    "Since nobody needs them any more, close the following ports:",
    "Ports not in use must be closed:",
    "Make sure that none of the following ports is open:",
    "The following ports should remain closed unless support asks you to open them:",
    "The following ports were required in version 3 and can now be closed:",
    "If you use the cloud relay, no ports have to be opened; these stay closed:",
    "Please (do not) open the following ports:",
    "Если вы не используете удалённый доступ, закройте следующие порты:",
    "Pour des raisons de sécurité, n'ouvrez pas les ports suivants :",
    "Il est déconseillé d'ouvrir les ports suivants :",
    "Jeśli nie korzystasz z konsoli, zamknij następujące porty:",
    "Wenn Sie die Konsole nicht nutzen, sperren Sie die folgenden Ports:",
    "Öffnen Sie auf keinen Fall die folgenden Ports:",
    "Si no utiliza la consola, cierre los siguientes puertos:",
    "As seguintes portas devem permanecer fechadas:",
    "Se non usate la console, chiudete le seguenti porte:",
    "Als u de console niet gebruikt, sluit dan de volgende poorten:",
    "Aşağıdaki portları kapatın:", "次のポートを閉じてください：", "如果不使用远程控制台，请关闭以下端口：",
    "다음 포트는 열 필요가 없습니다:",
  ])
  func shuts(_ words: String) throws {
    #expect(try ports(below: words) == [[], [], [], []])
  }

  @Test(arguments: [
    "Deny all traffic except the following ports:",
    "Open the following ports (not needed behind a proxy):",
    "No ports other than the following need to be open:",
    "Only the following ports have to be open; keep all others closed:",
    "Do not block the following ports:",
    "Make sure that your firewall does not block the following ports:",
    "If these are closed, open the following ports:",
    "If the following ports are blocked, open them:",
    "As the installer does not open ports, please open the following ports:",
    "The device does not work if the following ports are not open:",
    "Devices cannot register until you open these ports:",
    "You cannot use video without opening the following ports:",
    "To avoid one-way audio, open the following ports:",
    "Open the following ports, which are blocked by default:",
    "The following ports are closed by default and must be opened:",
    "These ports must be open or the phones will not register:",
    "The following ports are needed and must not be used by other programs:",
    "Open the following ports and do not change them:",
    "Disable SIP ALG and open the following ports:",
    "Do not use a proxy; open the following ports instead:",
    "Закройте все порты, кроме следующих:",
    "Убедитесь, что следующие порты не заблокированы:",
    "Ne désactivez pas le pare-feu, ouvrez plutôt les ports suivants :",
    "N'ouvrez que les ports suivants :",
    "Nie wyłączaj zapory, lecz otwórz następujące porty:",
    "Schalten Sie die Firewall nicht ab, sondern öffnen Sie die folgenden Ports:",
    "Folgende Ports dürfen nicht gesperrt sein:",
    "Cierre todos los puertos excepto los siguientes:",
    "No caso, vamos também liberar as seguintes portas:",
    "Schakel de firewall niet uit, maar open de volgende poorten:",
    "Kontrollera att följande portar inte är blockerade:",
    "除以下端口外，请关闭所有端口：", "次のポートがブロックされていないことを確認してください：",
    "방화벽을 끄지 말고 다음 포트를 열어 주세요:", "UPnP를 사용하지 않는 경우 다음 포트를 열어 주세요:",
  ])
  func opens(_ words: String) throws {
    let both: Set<String> = ["3306", "4568"]
    #expect(try ports(below: words) == [both, both, both, both])
  }

  /// Port 443 is asked for; the others are shut, or only mentioned.
  @Test(arguments: [
    "Allow TCP 443, do not allow TCP 3306.", "Open TCP 443 but not TCP 3306.",
    "Allow TCP 443, although port 80 is not needed.",
    "Open TCP port 443, unless you use port 8443.",
    "Instead of port 8443, open TCP port 443.", "Port 443 replaces port 8443; open 443.",
    "Port 443 must be open. Port 3306 must not.",
    "Port 443 must be open, whereas port 3306 must remain closed.",
    "Close port 3306 and open port 443.", "Allow TCP 443; deny TCP 3306.",
    "Allow TCP 443 and nothing else.", "Allow TCP 443 because TCP 80 is not encrypted.",
    "Previously port 8443 was used, now port 443 must be open.",
    "If port 8443 is blocked, open TCP 443.", "Do not close port 443.",
    "If you unbind port 80 here, close port 80 as well and open port 443.",
    "Öffnen Sie Port 443 und schließen Sie Port 3306.",
    "Ouvrez le port 443 ; le port 3306 n'est pas nécessaire.",
    "Abra el puerto 443, pero no el puerto 3306.", "Откройте порт 443 и закройте порт 3306.",
    "请开放443端口，但不要开放3306端口。", "443番ポートを開放し、3306番ポートは開放しないでください。",
  ])
  func ownPorts(_ sentence: String) throws {
    let page = "# Firewall\n\nOpen TCP 25 to z.example.\n\n\(sentence)\n"
    let read = try ReadingLines.read(page, "page.md").endpoints
    #expect(read.filter { $0.address == nil }.map { $0.ports?.description } == ["443"])
  }

  /// What leaves ports out of all others opens none of them, and is told.
  @Test func allButSomePorts() throws {
    let page =
      "# Firewall\n\nOpen TCP 25 to z.example.\n\nPermit all traffic except to ports 23 and 25.\n"
    let reading = try ReadingLines.read(page, "page.md")
    #expect(reading.endpoints.allSatisfy { $0.address != nil })
    #expect(reading.findings.contains { $0.severity == .error && $0.line == 5 })
  }

  /// A remark that something blocks is no order to block it.
  @Test func whatIsBlockedIsAskedFor() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nPort 80/443 blocked: the firewall must allow these ports.\n", "page.md")
        == ["- - 80,443"])
  }
}
