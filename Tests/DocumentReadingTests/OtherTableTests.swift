import Testing

/// Tables, lines and fields with addresses that are for no allowlist, and addresses that only show where
/// one's own stand: told, and not opened.
@Suite struct OtherTableTests {
  private func reading(_ text: String, _ name: String = "page.md") throws -> ([String], [String]) {
    let reading = try ReadingLines.read(text + "\n- 203.0.113.77 TCP 443\n", name)
    return (ReadingLines.rules(reading), ReadingLines.warnings(reading))
  }

  @Test(arguments: [
    "| Name | Type | Value |\n|---|---|---|\n| mail | A | 203.0.113.5 |\n| www | AAAA | 2001:db8::6 |\n",
    "| Destination | Next hop |\n|---|---|\n| 0.0.0.0/0 | 203.0.113.1 |\n| 10.20.0.0/16 | local |\n",
    "| Time | Client IP | Request |\n|---|---|---|\n| 10:04 | 203.0.113.7 | GET / |\n| 12:10 | 203.0.113.8 | GET /x |\n",
    "| Attacker | Port | Country |\n|---|---|---|\n| 203.0.113.7 | 22 | NL |\n| 203.0.113.8 | 23 | DE |\n",
  ])
  func tablesOfOtherKinds(_ table: String) throws {
    let (rules, warnings) = try reading("# Network\n\n\(table)\nSee below.\n")
    #expect(rules == ["203.0.113.77 tcp 443"])
    #expect(warnings.contains("table-left-alone"))
  }

  @Test func plansOfOnesOwnNetwork() throws {
    let reading = try ReadingLines.read(
      "# Network\n\n| Name | CIDR |\n|---|---|\n| VPC | 10.0.0.0/16 |\n| Public subnet | 10.0.1.0/24 |\n"
        + "\nSee below.\n\n- 203.0.113.77 TCP 443\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["203.0.113.77 tcp 443"])
    #expect(reading.findings.contains { $0.code == "table-left-alone" })
    #expect(ReadingLines.warnings(reading) == [])
  }

  /// The same, where the words above ask to allow what is in them.
  @Test func tablesThatAreAskedFor() throws {
    let (rules, _) = try reading(
      "# Subnets to allow on the firewall\n\n| Name | CIDR |\n|---|---|\n| Public subnet | 10.0.1.0/24 |\n"
    )
    #expect(rules.contains { $0.hasPrefix("10.0.1.0/24") })
  }

  @Test(arguments: [
    "www.vendor.com. 3600 IN A 203.0.113.6", "@ IN MX 10 mail.vendor.com.",
    "mail.vendor.com A 203.0.113.5", "www CNAME portal.vendor.com.",
  ])
  func recordsOfAZone(_ line: String) throws {
    let (rules, warnings) = try reading("# Setup\n\n\(line)\n\nThen allow this:\n")
    #expect(rules == ["203.0.113.77 tcp 443"])
    #expect(warnings.contains("records-left-alone"))
  }

  /// A name of two words, of which the second looks like a type of records.
  @Test func namesThatEndInA() throws {
    #expect(
      try ReadingLines.rules("Allow:\n\nLondon A 203.0.113.1\nParis B 203.0.113.2\n", "page.txt")
        .count
        == 2)
  }

  @Test func aDefaultRoute() throws {
    let (rules, _) = try reading(
      "# Plan\n\nAdd a default route 0.0.0.0/0 to the internet gateway.\n")
    #expect(rules == ["203.0.113.77 tcp 443"])
  }

  /// What a report says of an attack, up to the next heading of its level.
  @Test func addressesOfAnAttack() throws {
    let text = """
      ## Report

      The attack involved the following addresses and ports:

      ### Sources

      - 203.0.113.7
      - 203.0.113.8

      ### Ports

      - 46966

      ## Allowlist

      """
    let (rules, _) = try reading(text)
    #expect(rules == ["203.0.113.77 tcp 443"])
  }

  @Test(arguments: [
    #"[{"name":"www","type":"A","value":"203.0.113.6"},{"host":"203.0.113.9","port":443}]"#,
    #"[{"to":"0.0.0.0/0","via":"203.0.113.1"},{"host":"203.0.113.9","port":443}]"#,
    #"[{"host":"127.0.0.1","port":6379},{"host":"203.0.113.9","port":443}]"#,
  ])
  func objectsOfOtherKinds(_ text: String) throws {
    #expect(try ReadingLines.rules(text, "page.json") == ["203.0.113.9 - 443"])
  }

  @Test(arguments: [
    "your.server.address", "yourdomain.com", "relay.your-company.com", "ihre-schule.vendor.com",
    "mydomain.com", "host.domain.tld", "yourtenant.vendor.com",
  ])
  func placesOfOnesOwn(_ name: String) throws {
    let (rules, warnings) = try reading("# Firewall\n\n- \(name):8443 (TCP)\n")
    #expect(rules == ["- tcp 8443", "203.0.113.77 tcp 443"])
    #expect(warnings == ["address-placeholder"])
    let table = "# Firewall\n\n| Host | Port |\n|---|---|\n| \(name) | 8443 |\n"
    #expect(try reading(table).0.allSatisfy { !$0.contains(name) })
    #expect(try reading(table).1.contains("address-placeholder"))
  }

  @Test(arguments: ["yourkit.com", "my.vendor.com", "relay.mydocs.com", "api.vendor.address.com"])
  func namesOfOthers(_ name: String) throws {
    #expect(try reading("# Firewall\n\n- \(name):8443 (TCP)\n").0.contains("\(name) tcp 8443"))
  }

  /// A row with ports and no address, where others have addresses.
  @Test func aRowWithoutItsAddress() throws {
    let (_, warnings) = try reading(
      "| Service | Address | Port | Protocol |\n|---|---|---|---|\n| Web | 203.0.113.10 | 443 | tcp |\n"
        + "| Mail |  | 25 | tcp |\n| DNS | 203.0.113.11 | 53 | udp |\n")
    #expect(warnings.contains("address-blank"))
  }
}

/// Tables as databases print them, with rules around the header and at the end alone.
@Suite struct PrintedTableTests {
  private let printed = """
    +---------+--------------+------+
    | Service | Host         | Port |
    +---------+--------------+------+
    | Portal  | 203.0.113.10 | 443  |
    | Admin   | 127.0.0.1    | 9001 |
    | Voice   | 203.0.113.12 | 5061 |
    +---------+--------------+------+

    """

  /// Each line is a row: nothing of one is opened to the address of another.
  @Test(arguments: ["page.txt", "page.md", "page.rst"])
  func eachLineIsARow(_ name: String) throws {
    #expect(
      try ReadingLines.rules(printed, name).sorted() == [
        "203.0.113.10 - 443", "203.0.113.12 - 5061",
      ])
  }

  /// With rules between the rows, lines are of one cell.
  @Test func linesOfOneCell() throws {
    let text = """
      +---------+--------------+------+
      | Service | Host         | Port |
      +=========+==============+======+
      | Portal  | 203.0.113.10 | 443  |
      |         | 203.0.113.11 | 8443 |
      +---------+--------------+------+
      | Voice   | 203.0.113.12 | 5061 |
      +---------+--------------+------+

      """
    #expect(
      try ReadingLines.rules(text, "page.rst").sorted() == [
        "203.0.113.10 - 443,8443", "203.0.113.11 - 443,8443", "203.0.113.12 - 5061",
      ])
  }
}
