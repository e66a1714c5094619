import Testing

/// "Blocked ports", in whatever language, opens nothing of what stands below it.
@Suite struct DenialWordTests {
  private static let headings = [
    "Disallowed ports", "Prohibited ports", "Verbotene Ports", "Zu sperrende Ports",
    "Nicht freigegebene Ports", "Geschlossene Ports", "Ports refusés", "Puertos no permitidos",
    "Portas proibidas", "Porte vietate", "Verboden poorten", "Niet toegestane poorten",
    "Niedozwolone porty", "Zakázané porty", "Nepovolené porty", "Uzavřené porty",
    "Запрещённые порты", "Закрытые порты", "Неразрешённые порты", "Заборонені порти",
    "Förbjudna portar", "Otillåtna portar", "Spærrede porte", "Stengte porter",
    "Kielletyt portit", "Yasak portlar", "Tiltott portok", "Porturi interzise",
    "Απαγορευμένες θύρες", "許可しないポート", "遮断するポート", "不允许的端口", "关闭的端口", "금지된 포트",
    "Cổng bị chặn", "Port yang dilarang",
  ]

  private static let list = "* relay.example.com: TCP 23\n* TCP 135 to 203.0.112.9\n"

  /// Nothing for a document without endpoints.
  private func opened(_ text: String) -> [String] {
    (try? ReadingLines.rules(text, "page.md")) ?? []
  }

  @Test(arguments: headings)
  func opensNothingBelow(_ heading: String) {
    #expect(opened("# Network\n\nThe service.\n\n## \(heading)\n\n\(Self.list)") == [])
    #expect(opened("# Network\n\nThe service.\n\n**\(heading):**\n\n\(Self.list)") == [])
    let table = """
      | Host | Port | Protocol |
      |---|---|---|
      | a.example.com | 443 | TCP |
      | \(heading) | | |
      | relay.example.com | 23 | TCP |

      """
    #expect(opened(table) == ["a.example.com tcp 443"])
  }

  /// "Not", and a word for opening or exposing.
  private static let orders = [
    "Do not expose publicly", "Nicht exponieren", "Ne pas exposer", "No exponer públicamente",
    "Não expor", "Non esporre", "Niet publiek openzetten", "Niet openstellen",
    "Nie udostępniać", "Neotevírat", "Nevystavovat", "Не публиковать", "Не відкривати",
    "Exponera inte", "Åpne aldri", "Ei saa avata", "Nu deschideți", "Μην ανοίγετε", "公開しない",
    "不应开放",
  ]

  @Test(arguments: orders)
  func forbidsWhatFollowsOrItsRow(_ order: String) {
    #expect(opened("# Network\n\nThe service.\n\n## \(order)\n\n\(Self.list)") == [])
    let table = """
      | Host | Port | Note |
      |---|---|---|
      | a.example.com | 443 | |
      | relay.example.com | 23 | \(order) |

      """
    #expect(opened(table) == ["a.example.com - 443"])
    #expect(opened("# Network ports\n\n* Database: TCP 5432 (\(order.lowercased()))\n") == [])
  }

  @Test(arguments: ["不允许", "遮断", "許可されない", "허용되지 않음", "금지", "Not allowed, see policy"])
  func verdictsOfRows(_ verdict: String) {
    let table =
      "| Host | Port | Action |\n|---|---|---|\n| a.example.com | 443 | |\n"
      + "| b.example.com | 23 | \(verdict) |\n"
    #expect(opened(table) == ["a.example.com - 443"])
  }

  /// Remarks that speak of another direction, or that blocking is forbidden.
  @Test(arguments: [
    "No inbound ports need to be opened for it", "Must not be blocked", "Not blocked by default",
  ])
  func otherRemarksLeaveTheirRow(_ remark: String) {
    let table = "| Host | Port | Note |\n|---|---|---|\n| a.example.com | 443 | \(remark) |\n"
    #expect(opened(table) == ["a.example.com - 443"])
  }

  @Test(arguments: ["Ports bloqués", "Puertos cerrados", "Porte chiuse", "Zablokowane porty"])
  func opensNothingBehindIt(_ label: String) {
    #expect(opened("# Network\n\n* \(label): TCP 23 and 135 to 203.0.112.9\n") == [])
  }

  /// The words for what is not blocked stay what they are.
  @Test(arguments: [
    "Allowed ports", "Freigegebene Ports", "Puertos permitidos", "Povolené porty", "Öppna portar",
    "Разрешённые порты", "許可するポート", "允许的端口", "허용된 포트",
  ])
  func allowedPortsAreOpen(_ heading: String) {
    #expect(
      Set(opened("# Network\n\n## \(heading)\n\n\(Self.list)"))
        == ["203.0.112.9 tcp 135", "relay.example.com tcp 23"])
  }
}
