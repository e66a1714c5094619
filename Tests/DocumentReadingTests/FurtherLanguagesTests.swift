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
}
