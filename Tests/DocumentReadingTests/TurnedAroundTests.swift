import EndpointModel
import Testing

@testable import DocumentReading

/// Words that turn around what a sentence orders: what was, what happens if not, what is left out, what is replaced.
@Suite struct TurnedAroundTests {
  /// The ports read below these words, as a label and above a table, beside another rule.
  private func ports(below words: String) throws -> [Set<String>] {
    let bodies = [
      "\(words)\n\n* 3306\n* 4568",
      "\(words)\n\n| Port | Protocol |\n|---|---|\n| 3306 | TCP |\n| 4568 | TCP |",
    ]
    return try bodies.map(ReadingLines.portsBesideARule)
  }

  private func ports(of sentence: String) throws -> Set<String> {
    let page = "# Firewall\n\nOpen TCP 25 to z.example.\n\n\(sentence)\n"
    let read = try ReadingLines.read(page, "page.md").endpoints
    let ports = read.filter { $0.address?.description != "z.example" }.compactMap {
      $0.ports?.description
    }
    return Set(ports.flatMap { $0.split(separator: ",").map(String.init) })
  }

  @Test(arguments: [
    "Formerly required ports:",
    "The following ports were needed until version 6:",
    "Until version 6, the following ports had to be open:",
    "The following ports had to be open in earlier versions:",
    "Folgende Ports mussten früher geöffnet werden:",
    "Los siguientes puertos eran necesarios anteriormente:",
    "Rather than opening the following ports, use the relay:",
    "Anstatt die folgenden Ports zu öffnen, verwenden Sie das VPN:",
    "En lugar de abrir los siguientes puertos, use la VPN:",
    "Stop opening the following ports:",
    "Cease to open the following ports:",
    "Undo the rules for the following ports:",
    "Beware of opening the following ports:",
    "Opening these ports is dangerous:",
    "Exposing the following ports to the internet is a security risk:",
    "Hardly anyone needs to open the following ports:",
    "The following ports should be inaccessible from outside:",
    "The following ports are open on the server but must not be opened in the firewall:",
    "The following ports must only be reachable from localhost:",
    "The following ports are only for internal communication and need no firewall rule:",
    "Restrict the following ports to localhost:",
    "The agent works without the following ports:",
    "If the following ports are open, close them:",
    "Should any of the following ports be open, close it:",
    "Filter the following ports:",
    "Shut down the following ports:",
    "Wir raten davon ab, die folgenden Ports zu öffnen:",
    "Schalten Sie die folgenden Ports ab:",
    "Folgende Ports sind nur intern erreichbar:",
    "Folgende Ports bleiben zu:",
    "As seguintes portas já não são necessárias:",
    "De volgende poorten moeten dicht blijven:",
    "De volgende poorten zijn alleen intern bereikbaar:",
    "以下端口不对公网开放：",
    "次のポートには外部からアクセスできないようにしてください：",
    "다음 포트를 제외한 모든 포트를 열어 주세요:",
    "Les ports suivants ne sont accessibles qu'en interne :",
    "Le seguenti porte sono raggiungibili solo dalla LAN:",
    "Następujące porty są dostępne tylko z sieci lokalnej:",
    "The following ports are reserved and must not be used:",
    "These ports may remain closed:",
    "The following ports no longer need to be open:",
    "There is no reason to open the following ports:",
    "At no time open the following ports:",
    "Opening the following ports is not allowed:",
    "We will never ask you to open the following ports:",
    "Attackers scan for the following ports; close them:",
    "The following ports pose a risk and should be closed:",
  ])
  func shuts(_ words: String) throws {
    #expect(try ports(below: words) == [[], []])
  }

  @Test(arguments: [
    "The following ports are used to block spam and must be open:",
    "To block spam, open the following ports:",
    "Open the following ports (no proxy):",
    "Open the following ports, not via proxy:",
    "The following ports must not be proxied:",
    "Open the following ports. Inbound is not required:",
    "Open the following ports so the phones do not lose registration:",
    "Open the following ports so calls don't drop:",
    "Do not remove the rules for the following ports:",
    "Remove any block on the following ports:",
    "Remove the following ports from your blocklist:",
    "Zamknij okno i otwórz następujące porty:",
    "Закройте окно и откройте следующие порты:",
    "Schließlich öffnen Sie die folgenden Ports:",
    "Close all ports that are not listed below:",
    "Restrict traffic to the following ports:",
    "Limit outbound traffic to the following ports:",
    "No ports beyond the following need to be opened:",
    "Nothing but the following ports needs to be open:",
    "Make sure no firewall blocks the following ports:",
    "Nothing may block the following ports:",
    "Please stop blocking the following ports:",
    "The following ports are usually blocked; open them:",
    "These ports are closed by default and have to be opened:",
    "Calls fail when the following ports are closed:",
    "The service will not work without the following ports:",
    "The app cannot connect unless the following ports are open:",
    "The connection is refused if the following ports are not open:",
    "Login fails if the firewall blocks the following ports:",
    "If these ports are closed, the agent cannot connect:",
    "Unless the following ports are open, the agent will not register:",
    "Devices that are not managed must reach the following ports:",
    "Networks that block UDP need the following ports:",
    "Disable SIP ALG and open the following ports:",
    "Never disable the following ports:",
    "The following ports can't be blocked:",
    "The following ports must remain unblocked:",
    "Kun følgende porte skal åbnes:",
    "Endast följande portar behöver öppnas:",
    "Følgende porte må ikke blokeres:",
    "Nur die folgenden Ports müssen geöffnet werden:",
    "Die folgenden Ports dürfen nicht gesperrt sein:",
    "Les ports suivants ne doivent pas être bloqués :",
    "As seguintes portas não devem ser bloqueadas:",
    "De volgende poorten mogen niet geblokkeerd zijn:",
    "Следующие порты не должны быть заблокированы:",
    "다음 포트가 차단되어 있으면 연결할 수 없습니다:",
    "如果以下端口未开放，将无法连接：",
    "Inbound access is not required, only the following outbound ports:",
    "No inbound ports need to be opened; outbound, the following ports are needed:",
    "The installer does not open the following ports, you have to do it yourself:",
    "If you have a firewall that denies by default, allow the following ports:",
    "If your network is restricted, allow the following ports:",
    "Firewall exceptions are needed for the following ports:",
    "Exempt the following ports from SSL inspection:",
    "Bypass the proxy for the following ports:",
    "Not all of these ports are required in every case, but open the following ports:",
    "The only ports that need to be open are the following:",
  ])
  func opens(_ words: String) throws {
    let both: Set<String> = ["3306", "4568"]
    #expect(try ports(below: words) == [both, both])
  }

  @Test(arguments: [
    "Until version 6, TCP 23 had to be open.",
    "TCP 23 (formerly required)",
    "TCP 23 (no longer used)",
    "Instead of opening TCP 23, use the relay.",
    "If TCP 23 is open, close it.",
    "If TCP 23 is open in your firewall, please close it.",
    "TCP 23 should only be reachable from the LAN.",
    "Opening TCP 23 is a security risk.",
    "Stop exposing TCP 23.",
    "Revoke access to TCP 23.",
    "Beware of opening TCP 23.",
    "Exclude TCP 23 from your rules.",
    "No firewall needs to open TCP 23.",
    "The agent works even if TCP 23 is closed.",
  ])
  func opensNothing(_ sentence: String) throws {
    #expect(try ports(of: sentence).isEmpty)
  }

  @Test(arguments: [
    "Instead of opening TCP 23, open TCP 443.",
    "Statt TCP 80 ist TCP 443 zu öffnen.",
    "Statt TCP 80 ist in der Firewall TCP 443 zu öffnen.",
    "Open TCP 443; TCP 23 should only be reachable from the LAN.",
    "TCP 443 is required, TCP 23 is not.",
    "TCP 443 is needed and TCP 80 is not.",
    "Block all traffic except TCP 443.",
    "Block all traffic except TCP 443 to a.example.",
    "Deny everything but TCP 443.",
    "Ensure no firewall blocks TCP 443.",
    "Make sure nothing blocks TCP 443.",
    "No firewall may block TCP 443.",
    "Stop blocking TCP 443.",
    "TCP 443 is often blocked by ISPs, so it must be opened.",
    "TCP 443 is usually blocked; open it.",
    "Calls will fail if TCP 443 is not open.",
    "Calls will fail if TCP 443 is blocked.",
    "The connection is refused unless TCP 443 is open.",
    "If TCP port 443 is blocked, the agent cannot connect to a.example.",
    "If TCP port 443 is blocked, the agent cannot connect.",
    "Devices that are not managed must reach a.example on TCP 443.",
    "Networks blocking UDP need TCP 443.",
    "Do not open TCP 3306, only TCP 443.",
    "Do not open TCP 3306, but TCP 443.",
    "Do not remove the rule for TCP 443.",
    "Remove any block on TCP 443.",
    "Restrict outbound traffic to TCP 443.",
    "TCP 443 must not be proxied; allow it directly.",
    "Open TCP 443 so the phones do not lose registration.",
    "Open TCP 443 (not encrypted).",
    "Open TCP 443 (no proxy).",
    "Open TCP 443, not via proxy.",
    "Open TCP 443; inbound is not required.",
    "Zamknij okno i otwórz port TCP 443.",
    "Schließlich öffnen Sie TCP 443.",
    "TCP 443 får inte blockeras.",
    "TCP 443 darf nicht blockiert werden.",
    "Le port TCP 443 ne doit pas être bloqué.",
    "Kun TCP 443 skal åbnes.",
    "Port TCP 443 nie może być zablokowany.",
    "HTTP 403 Forbidden: open TCP 443.",
    "If you see error 403, open TCP 443.",
    "If the client cannot connect (error 502), open TCP 443.",
    "TCP 443 (required), TCP 80 (not required)",
    "TCP 443 - required, TCP 80 - not required",
    "TCP 443 (required) and TCP 23 (formerly required)",
    "Allow TCP 443 from the LAN only.",
    "You only need TCP 443.",
    "No ports other than TCP 443 are needed.",
    "No port except TCP 443 needs to be open.",
    "Nothing but TCP 443 has to be open.",
  ])
  func opensPort443(_ sentence: String) throws {
    #expect(try ports(of: sentence) == ["443"])
  }

  @Test func notOnlyOnePort() throws {
    #expect(try ports(of: "Open not only TCP 443 but also TCP 8443.") == ["443", "8443"])
  }

  /// What is left out by words that deny twice, or open as well as shut, is told line by line.
  @Test func doubtfulDenialsAreTold() throws {
    let page =
      "# Firewall\n\nOpen TCP 25 to z.example.\n\nPorts that are not needed must be closed:\n\n* 3306\n* 4568\n"
    let reading = try ReadingLines.read(page, "page.md")
    let told = reading.findings.filter { $0.code == "denial-doubtful" && $0.severity == .warning }
    #expect(reading.endpoints.allSatisfy { $0.address != nil })
    #expect(told.map(\.line) == [7, 8])
  }

  /// A port that a line asks for is told where no rule has it.
  @Test func aPortThatIsAskedForIsNotLost() throws {
    let page =
      "# Firewall\n\nOpen TCP 25 to z.example.\n\nTCP 443 must not be used by another program; it must be open in the firewall.\n"
    let reading = try ReadingLines.read(page, "page.md")
    let isRead = reading.endpoints.contains { $0.ports?.description == "443" }
    #expect(isRead || reading.findings.contains { $0.line == 5 && $0.severity == .warning })
  }

  /// Rules that were removed open nothing.
  @Test(arguments: [
    "The previous rules (0.0.0.0/0 on ports 80 and 443) were removed.",
    "Die alten Regeln (0.0.0.0/0 auf Port 80) wurden entfernt.",
    "Poprzednie reguły (0.0.0.0/0 na porcie 80) zostały usunięte.",
    "Les anciennes règles (0.0.0.0/0, port 80) ont été supprimées.",
    "Previously 0.0.0.0/0 was allowed on port 80.",
  ])
  func removedRules(_ sentence: String) throws {
    let page = "| Port | CIDR |\n|---|---|\n| 80 | 203.0.113.0/24 |\n\n\(sentence)\n"
    #expect(try ReadingLines.read(page, "page.md").endpoints.count == 1)
  }

  /// Ports in a bracket belong to the words around it.
  @Test func portsInABracketOfTheSentence() throws {
    #expect(
      try ports(of: "Ensure that the port (11434 by default) is not blocked.") == ["11434"])
  }

  /// Lines of ports below each other are rules of one kind, however long their words are.
  @Test func linesOfPorts() throws {
    let page =
      "You may need to configure up to 3 ports on the firewall. Here they are:\n\n"
      + "Port 2189 - Manager (required)\nPort 2190 - News server (required for access to the news)\n"
      + "Port 24150 - Statistics\n"
    let read = try ReadingLines.read(page, "page.txt").endpoints
    #expect(Set(read.compactMap { $0.ports?.description }) == ["2189", "2190", "24150"])
  }

  /// The page of a router is no far end.
  @Test func whatIsUsuallyTheAddressOfARouter() throws {
    let page =
      "1. Open the page of your router (usually 192.168.1.1 or 192.168.0.1).\n2. Forward TCP 443.\n"
    let read = try ReadingLines.read(page, "page.md").endpoints
    #expect(read.map(\.address) == [nil])
  }

  /// Items that are broken over lines which are not indented.
  @Test func brokenItems() throws {
    let page =
      "Required firewall rules:\n- Port 1001 should be open in your firewall for outgoing access\n"
      + "to the address 203.0.113.38 of the trading server\n- Port\n2571 (locks)\n"
    let read = try ReadingLines.read(page, "page.txt").endpoints
    let rules = read.map { "\($0.address?.description ?? "-") \($0.ports?.description ?? "-")" }
    #expect(Set(rules) == ["203.0.113.38 1001", "- 2571"])
  }

  /// A long line of numbers behind an order, beside a table.
  @Test func orderedNumbersBesideATable() throws {
    let numbers = (0..<16).map { "\(6030 + 10 * $0)" }
    let page =
      "Make sure the following ports are added to the firewall (separated by comma):\n"
      + numbers.joined(separator: ", ") + "\nPort | Name | \n9217 | Pass | \n9246 | Cache | \n"
    let read = try ReadingLines.read(page, "page.txt").endpoints
    let ports = Set(
      read.compactMap { $0.ports?.description }.flatMap {
        $0.split(separator: ",").map(String.init)
      })
    #expect(ports.isSuperset(of: numbers))
  }

  /// Words that look as if they turned an order around, and do not: names, places, remarks.
  @Test(arguments: [
    "Only the following ports must be open on your local firewall:",
    "Your local firewall must allow the following ports only:",
    "Local users only need the following ports open:",
    "Internal servers must be allowed to connect only to the following ports:",
    "Only outbound ports must be opened in your internal firewall, the following ports:",
    "Los siguientes puertos deben estar abiertos en la red local:",
    "Os seguintes portas devem ser abertas na rede local:",
    "Ports que vous devez ouvrir sur le réseau local, les ports suivants :",
    "Vous ne devez ouvrir que les ports suivants sur votre pare-feu local :",
    "Nur die folgenden Ports müssen in der lokalen Firewall geöffnet werden:",
    "В локальной сети должны быть открыты только следующие порты:",
    "Antes de empezar debe abrir los siguientes puertos:",
    "Antes de instalar são necessárias as seguintes portas:",
    "Prima di installare aprire le seguenti porte:",
    "Entra ID, formerly Azure AD, requires the following ports:",
    "The previously installed agent requires the following ports:",
    "The previously mentioned app requires the following ports:",
    "Previously blocked ports must now be opened:",
    "A few ports must be open, the following ports:",
    "Only a few ports need to be opened:",
    "Open the following few ports:",
    "Open these few ports:",
    "The last few ports must also be open:",
    "In the next few steps you open the following ports:",
    "Within a few minutes of opening the following ports, the app connects:",
    "Few ports are required:",
    "Do not restrict traffic to the following ports:",
    "Never restrict connections to these ports:",
    "Your firewall must not restrict outbound connections to the following ports:",
    "Installations with more than 50 users must open the following ports:",
    "Offices beyond the firewall need the following ports:",
    "Going beyond basic calls requires the following ports:",
    "Updates do not fail if the following ports are open:",
    "Failover only happens if the following ports are open:",
    "You will not see errors if the following ports are open:",
    "The connection is not lost when the following ports are open:",
    "Beware that the following ports must be open:",
    "Lock down your firewall to the following ports:",
    "Locked down PCs require the following ports:",
    "Revoked certificate checks require the following ports:",
    "Filter service ports:",
    "Lock Manager service requires the following ports:",
    "Undo service requires the following ports:",
    "Few Labs requires the following ports:",
    "Formerly Acme requires the following ports:",
    "Beyond Trust requires the following ports:",
    "Risk Engine is reachable on the following ports:",
    "Exempt the following ports from authentication:",
    "Exclude the following ports from rate limiting:",
    "Exclude the following ports from your VPN tunnel:",
    "If the following ports are blocked, the sync stops working:",
    "There are few requirements: open the following ports:",
    "Configure your firewall not to reject the following ports:",
    "Block Storage requires the following ports:",
    "Drop Box needs the following ports:",
    "Closed captioning requires the following ports:",
    "Opening the following ports is required and is not a risk:",
    "Blocking these ports is dangerous:",
    "It is a risk to block the following ports:",
    "Check whether your firewall blocks the following ports, and open them:",
    "Lift any restrictions on these ports:",
  ])
  func opensAllTheSame(_ words: String) throws {
    let both: Set<String> = ["3306", "4568"]
    #expect(try ports(below: words) == [both, both])
  }

  @Test(arguments: [
    "Add a deny rule for the following ports:",
    "Add a rule that denies the following ports:",
    "Create a rule to drop the following ports:",
    "Configure your firewall to close the following ports:",
    "Configure your firewall to reject traffic on the following ports:",
    "Add the following ports to your firewall's deny list:",
    "The following ports are not required behind a proxy:",
    "The following ports are not needed with a proxy:",
    "The following ports are no longer used by the proxy:",
    "Restrict traffic to the following ports as much as possible:",
    "Switch the following ports off:",
    "Few customers need to open the following ports:",
  ])
  func shutsAllTheSame(_ words: String) throws {
    #expect(try ports(below: words) == [[], []])
  }

  @Test(arguments: [
    "Port 80 used to be needed, now open TCP 443.",
    "You only need to open TCP 443 on your local firewall.",
    "Your local firewall must allow TCP 443 only.",
    "Internal hosts should only be able to access a.example on TCP 443.",
    "Antes de instalar, abra TCP 443.",
    "Entra ID, formerly Azure AD, requires TCP 443.",
    "Entra ID formerly known as Azure AD needs TCP 443.",
    "TCP 443 (required, formerly optional)",
    "A few customers need to open TCP 443.",
    "Do not restrict traffic to a.example on TCP 443.",
    "Updates do not fail if TCP 443 is open.",
    "Beware: open TCP 443.",
    "Rarely, you may need to open TCP 443.",
    "The door lock must reach a.example on TCP 443.",
    "Exclude a.example on TCP 443 from authentication.",
  ])
  func opensPort443AllTheSame(_ sentence: String) throws {
    #expect(try ports(of: sentence) == ["443"])
  }

  @Test(arguments: [
    "Configure your firewall to drop UDP 4431.",
    "You do not need TCP 4431 with a proxy.",
    "TCP 4431 used to be required.",
    "TCP 4431 had to be open in earlier versions.",
    "Opening TCP 4431 is a security risk.",
    "Stop forwarding TCP 4431.",
  ])
  func opensNothingAllTheSame(_ sentence: String) throws {
    #expect(try ports(of: sentence).isEmpty)
  }
}
