import Testing

@testable import DocumentReading

/// Orders to open ports in sentences of which another clause says "not".
@Suite struct OrdersBesideDenialsTests {
  private static let bare = "* **3306** For MySQL clients.\n* **4568** For the cluster.\n"
  private static let whole = "- TCP 3306 (MySQL)\n- TCP 4568 (cluster)\n"

  /// The rules read from a list below a sentence.
  private func rules(below text: String, _ list: String) throws -> [String] {
    try ReadingLines.rules("# Server\n\n\(text)\n\n\(list)", "page.md").sorted()
  }

  @Test(arguments: [
    "As the installer does not open them, please open the following ports:",
    "While not important for this demonstration, open the following ports:",
    "Although no port is open by default, the following ports must be open:",
    "If you do not use UPnP, you need to open these ports:",
    "Not every site needs them, but open the following ports:",
    "The installer does not change your firewall; open the following ports:",
    "Do not disable the firewall: open the following ports:",
    "For devices that are not managed, open the following ports:",
    "Open the following ports, which are not opened by the installer:",
    "Open the following ports because the installer does not open them:",
    "The following ports must be open (they are not open by default):",
    "Open the following ports so that traffic is not blocked:",
    "Open the following ports and do not disable the firewall:",
    "Da das Installationsprogramm keine Ports öffnet, öffnen Sie bitte die folgenden Ports:",
    "Comme l'installateur ne les ouvre pas, ouvrez les ports suivants :",
    "Si no utiliza UPnP, abra los siguientes puertos:",
    "Если вы не используете UPnP, откройте следующие порты:",
    "如果不使用UPnP，请开放以下端口：",
  ])
  func areRead(_ text: String) throws {
    #expect(try rules(below: text, Self.bare) == ["- - 3306", "- - 4568"])
    #expect(try rules(below: text, Self.whole) == ["- tcp 3306", "- tcp 4568"])
  }

  @Test(arguments: [
    "Do not, under any circumstances, open the following ports:",
    "Unless you know what you do, do not open these ports:",
    "As they are used inside only, do not open the following ports:",
    "It is not necessary, as some say, to open the following ports:",
    "If you use a proxy, the following ports need not be open:",
    "Please (do not) open the following ports:",
    "In older versions you need to open these ports (no longer required):",
    "Do not ever, please, open the following ports:",
    "On no account should you, as an admin, allow the following ports:",
    "Because they are not encrypted, allow none of the following ports:",
    "Because of attacks, the following ports are blocked:",
    "Da sie nur intern benutzt werden, öffnen Sie die folgenden Ports nicht:",
    "如果使用代理，无需开放以下端口：",
  ])
  func denyAsBefore(_ text: String) throws {
    #expect(throws: ReadingError.self) { try rules(below: text, Self.bare) }
    #expect(throws: ReadingError.self) { try rules(below: text, Self.whole) }
  }

  @Test func anExampleBesideAnOrderTakesNothingFromIt() throws {
    let text =
      "Before installing, point a DNS hostname such as `arena.vendor.net` at the server, allow inbound "
      + "TCP ports 80 and 443, and keep the SSH port open."
    #expect(try ReadingLines.rules("## Installation\n\n\(text)\n", "page.md") == ["- tcp 80,443"])
  }
}
