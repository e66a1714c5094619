import FirewallExport
import Testing

/// Answers to what is allowed, and what `iptables -S` prints.
@Suite struct IPTablesAnswerTests {
  private func forward(_ rules: String..., policy: String = "DROP") -> String {
    "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD \(policy) [0:0]\n:OUTPUT ACCEPT [0:0]\n"
      + rules.map { "-A FORWARD \($0)\n" }.joined() + "COMMIT\n"
  }

  private let permit = "-d 192.0.2.1/32 -p tcp -m tcp --dport 443 -j ACCEPT"
  private let answers = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"

  @Test func withoutAnswersNothingIsAllowedInTruth() throws {
    #expect(try IPTables().read(forward(answers, permit)).problems.isEmpty)
    #expect(
      try IPTables().read(forward(permit)).problems == [
        "no rule lets answers through: -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"
      ])
    // What goes out of the machine itself goes the same way each time.
    let output = forward(permit).replacing("FORWARD", with: "X").replacing(
      "OUTPUT", with: "FORWARD"
    )
    .replacing("X", with: "OUTPUT")
    #expect(try IPTables(["hook": "output"]).read(output).problems.isEmpty)
    // Gatebook's own chain has such a rule, unless the setting says otherwise.
    let target = try IPTables()
    let text = target.whole(target.plan(to: ["192.0.2.1"]))
    #expect(try target.read(text).problems.isEmpty)
    let cut = text.replacing("-A GATEBOOK \(answers)\n", with: "")
    #expect(try target.read(cut).problems.count == 1)
    #expect(try IPTables(["established": "no"]).read(cut).problems.isEmpty)
  }

  /// Answers come in where connections go out, and so not to a chain for the other way.
  @Test func answersDoNotComeToAChainForSomeInterfaces() throws {
    let settings = ["in-interface": "lan0"]
    let target = try IPTables(settings)
    let chain = target.whole(target.plan(to: ["192.0.2.1"])).split(separator: "\n")
    #expect(chain.contains { $0.hasSuffix("other way round: iptables -I FORWARD \(answers)") })
    let rules = chain.filter { $0.hasPrefix("-A ") }.joined(separator: "\n")
    func problems(_ rule: String) throws -> [String] {
      try target.read(
        "*filter\n:FORWARD DROP [0:0]\n:GATEBOOK - [0:0]\n\(rule)"
          + "-A FORWARD -i lan0 -j GATEBOOK\n\(rules)\nCOMMIT\n"
      ).problems
    }
    #expect(try problems("").count == 1)
    #expect(try problems("-A FORWARD \(answers)\n") == [])
  }

  @Test func whatCutsOffConnectionsIsTold() throws {
    for rule in [
      "-m state --state ESTABLISHED -j DROP", "-m conntrack --ctstate RELATED -j REJECT",
    ] {
      let reading = try IPTables().read(forward(answers, rule, permit))
      #expect(reading.problems.count == 1, "\(reading.problems)")
      #expect(reading.problems.first?.contains("it cuts off connections") ?? false)
    }
    let invalid = "-m conntrack --ctstate INVALID -j DROP"
    #expect(try IPTables().read(forward(invalid, answers, permit)).problems.isEmpty)
  }

  /// What no rule decides is the policy's, and a user's chain has none.
  @Test func aPolicyThatIsNotToldIsAProblem() throws {
    for (policy, words) in [("ACCEPT", "accepts all"), ("-", "is not told")] {
      let reading = try IPTables().read(forward(answers, permit, policy: policy))
      #expect(reading.problems.count == 1 && reading.problems[0].contains(words))
      let closed = try IPTables().read(forward(answers, permit, "-j DROP", policy: policy))
      #expect(closed.problems.isEmpty)
    }
  }

  @Test func otherTablesOfTheKernelAreTold() throws {
    let legacy =
      "# Warning: iptables-legacy tables present, use iptables-legacy-save to see them\n"
    #expect(try IPTables().read(legacy + forward(answers, permit)).problems.count == 1)
    let twice = forward(answers, permit) + forward(answers, permit)
    #expect(try IPTables().read(twice).problems == ["the table filter is there twice"])
  }

  // MARK: iptables -S

  private let list = """
    -P INPUT ACCEPT
    -P FORWARD DROP
    -P OUTPUT ACCEPT
    -N GATEBOOK
    -A FORWARD -j GATEBOOK
    -A GATEBOOK -m comment --comment "Gatebook: firewall edge, revision 7"
    -A GATEBOOK -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    -A GATEBOOK -d 192.0.2.1/32 -p tcp -m tcp --dport 443 -j ACCEPT

    """

  @Test func aListOfRulesIsRead() throws {
    let reading = try IPTables().read(list)
    #expect(reading.problems.isEmpty && reading.number == 7)
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    #expect(reading.notes.count == 2 && reading.notes[0].contains("raw, mangle and security"))
    #expect(reading.notes[1].hasPrefix("IPv6, on which ip6tables decides"))
    // Sets stand before it, as before the other form.
    let sets = "create web hash:net family inet\nadd web 198.51.100.0/24\n"
    let named = list + "-A GATEBOOK -p udp -m set --match-set web dst -j ACCEPT\n"
    #expect(
      try IPTables().read(sets + named).lines == [
        "192.0.2.1 tcp 443 outbound", "198.51.100.0/24 udp any outbound",
      ])
    let open = list.replacing("-P FORWARD DROP", with: "-P FORWARD ACCEPT")
    #expect(try IPTables().read(open).problems.count == 1)
  }

  /// One chain, another table, or a last line that is broken off.
  @Test func aPartOfAListIsRefused() throws {
    for text in [
      list.replacing("-P OUTPUT ACCEPT\n", with: ""),
      list.replacing("-P OUTPUT", with: "-P PREROUTING ACCEPT\n-P OUTPUT"),
      String(list.dropLast(12)),
    ] {
      let error = #expect(throws: FirewallReadingError.self) { try IPTables().read(text) }
      #expect(error?.reason.contains("iptables-save") ?? false)
    }
    // The jump leads to a chain that is not in it.
    let cut = list.split(separator: "\n").prefix(5).joined(separator: "\n") + "\n"
    #expect(try IPTables().read(cut.replacing("-N GATEBOOK\n", with: "")).problems.count >= 1)
  }
}
