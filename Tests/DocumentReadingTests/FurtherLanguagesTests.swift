import Testing

/// Tables and sentences in languages that fewer vendors write in.
@Suite struct FurtherLanguagesTests {
  @Test(arguments: [
    "Служба | Адреса призначення | Порт | Протокол | Напрямок | вихідний | вхідний",
    "Tjeneste | Destinationsadresse | Port | Protokol | Retning | udgående | indgående",
    "Tjeneste | Måladresse | Port | Protokoll | Retning | utgående | innkommende",
    "Palvelu | Kohdeosoite | Portti | Protokolla | Suunta | lähtevä | saapuva",
    "Szolgáltatás | Célcím | Port | Protokoll | Irány | kimenő | bejövő",
    "Serviciu | Adresa de destinație | Port | Protocol | Direcție | ieșire | intrare",
    "Υπηρεσία | Διεύθυνση προορισμού | Θύρα | Πρωτόκολλο | Κατεύθυνση | εξερχόμενη | εισερχόμενη",
    "Layanan | Alamat tujuan | Port | Protokol | Arah | keluar | masuk",
    "الخدمة | عنوان الوجهة | المنفذ | البروتوكول | الاتجاه | صادر | وارد",
    "שירות | כתובת יעד | פורט | פרוטוקול | כיוון | יוצא | נכנס",
    "服務 | 目的位址 | 連接埠 | 通訊協定 | 方向 | 傳出 | 傳入",
    "Dịch vụ | Địa chỉ đích | Cổng | Giao thức | Hướng | outbound | inbound",
  ])
  func tables(_ words: String) throws {
    let names = words.split(separator: " | ").map(String.init)
    let rows = [
      Array(names[..<5]), ["Web", "a.example.com", "443", "TCP", names[5]],
      ["Voice", "b.example.com", "3478", "UDP", names[6]],
    ]
    let wanted = [
      "Voice | - | b.example.com | udp | 3478 | inbound",
      "Web | - | a.example.com | tcp | 443 | outbound",
    ]
    let csv = rows.map { $0.joined(separator: ";") }.joined(separator: "\n")
    #expect(try ReadingLines.lines(csv + "\n", "page.csv").sorted() == wanted)
    let cells = rows.map { $0.joined(separator: "\n") }.joined(separator: "\n")
    #expect(try ReadingLines.lines("Firewall\n\n" + cells + "\n", "page.txt").sorted() == wanted)
  }

  @Test(arguments: [
    "Bloquez TCP 23 vers b.example.com.", "Bloquee TCP 23 hacia b.example.com.",
    "Neotvírejte TCP 23 na b.example.com.", "Åbn ikke TCP 23 til b.example.com.",
    "Ikke åpne TCP 23 til b.example.com.", "Älä avaa TCP 23 osoitteeseen b.example.com.",
    "Ne nyissa meg a TCP 23 portot b.example.com felé.", "Không mở TCP 23 đến b.example.com.",
    "Jangan buka TCP 23 ke b.example.com.", "لا تفتح TCP 23 إلى b.example.com.",
    "Не відкривайте TCP 23 до b.example.com.", "Μην ανοίξετε TCP 23 προς b.example.com.",
    "Chưa mở TCP 23 đến b.example.com.",
  ])
  func whatIsNotToBeOpened(_ sentence: String) throws {
    let text = "# Firewall\n\nAllow TCP 443 to a.example.com.\n\n\(sentence)\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["a.example.com tcp 443"])
  }

  /// A range in words, in a line of its own.
  @Test(arguments: [
    "TCP ports from 5000 to 5010", "TCP-Ports von 5000 bis 5010", "ports TCP de 5000 à 5010",
    "puertos TCP desde 5000 hasta 5010", "porte TCP dalla 5000 alla 5010",
    "portas TCP de 5000 até 5010", "porty TCP od 5000 do 5010", "порты TCP с 5000 по 5010",
  ])
  func rangesInWords(_ line: String) throws {
    #expect(try ReadingLines.rules("# Firewall\n\n\(line)\n", "page.md") == ["- tcp 5000-5010"])
    #expect(
      try ReadingLines.rules("# Firewall\n\n- a.example.com: \(line)\n", "page.md")
        == ["a.example.com tcp 5000-5010"])
  }

  /// Two ports with a word for "and", "or" or "as well as" between them.
  @Test(arguments: [
    "and", "or", "as well as", "und", "sowie", "et", "ainsi que", "y", "así como", "bem como",
    "nonché",
    "evenals", "oraz", "jak również", "alebo", "ako aj", "а также", "samt", "ja", "sekä",
    "valamint",
    "precum și", "καθώς και", "và", "hoặc", "cũng như", "و", "ו", "以及",
  ])
  func joiningWords(_ word: String) throws {
    let ports = "80 \(word) 443"
    #expect(
      try ReadingLines.rules("# Firewall\n\n* a.example.com: TCP \(ports)\n", "page.md")
        == ["a.example.com tcp 80,443"])
    let table = "| Host | Ports | Protocol |\n|---|---|---|\n| a.example.com | \(ports) | TCP |\n"
    #expect(try ReadingLines.rules(table, "page.md") == ["a.example.com tcp 80,443"])
  }

  /// The word is "and" in Czech, Slovak and Polish, and "to" in Spanish, Italian and Portuguese.
  @Test func oneWordForAndAndTo() throws {
    func rules(_ heading: String) throws -> [String] {
      try ReadingLines.rules("# \(heading)\n\n* a.example.com: TCP 5000 a 5010\n", "page.md")
    }
    #expect(try rules("Porty pro zařízení") == ["a.example.com tcp 5000,5010"])
    #expect(try rules("Porty urządzeń") == ["a.example.com tcp 5000,5010"])
    #expect(try rules("Puertos de conexión") == ["a.example.com tcp 5000-5010"])
    #expect(try rules("Portas de comunicação") == ["a.example.com tcp 5000-5010"])
  }

  /// Chinese and Japanese put no space behind a full stop.
  @Test(arguments: [
    "请勿开放 TCP 23。请开放 TCP 443 到 a.example.com。",
    "請勿開放 TCP 23。請開放 TCP 443 到 a.example.com。",
    "TCP 23 を開放しないでください。a.example.com への TCP 443 を開放してください。",
  ])
  func sentencesWithoutSpaces(_ text: String) throws {
    #expect(try ReadingLines.rules(text + "\n", "page.md") == ["a.example.com tcp 443"])
  }

  /// What is kept from the internet is needed all the same; what must not be closed is open.
  @Test(arguments: [
    "Ports between the nodes (never open them to the internet):",
    "The firewall must be open for the nodes; do not expose them to the public:",
    "防火牆應限縮來源至叢集節點，不要將連接埠暴露到公網：", "防火墙必须开放这些端口，不要关闭它们：",
  ])
  func whatIsForbiddenOutsideOnly(_ sentence: String) throws {
    let table = "| Port | Protocol |\n|---|---|\n| 6443 | TCP |\n"
    #expect(try ReadingLines.rules("\(sentence)\n\n\(table)", "page.md") == ["- tcp 6443"])
  }

  /// What an older version needs is not what the hosts below need.
  @Test func portsOfOlderVersionsAreTheirOwn() throws {
    let text = """
      # Firewall

      1. Open the outbound ports 80 and 443.

         If you still have an older version, you may also have to open the following ports: 5671, 8080.

      2. Allow connections to a.example.com and b.example.com.
      """
    let rules = try ReadingLines.rules(text, "page.md")
    #expect(!rules.contains { $0.hasPrefix("a.example.com") && $0.contains("5671") })
    #expect(rules.contains { $0.hasPrefix("a.example.com") })
  }
}
