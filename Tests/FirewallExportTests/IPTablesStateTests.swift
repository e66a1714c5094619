import FirewallExport
import Testing

/// Rules of iptables for connections of some states, and what other tables do to packets.
@Suite struct IPTablesStateTests {
  private let answers = "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"
  private let jump = "-A FORWARD -m conntrack --ctstate NEW -j GATEBOOK"

  private func reading(
    _ forward: String..., policy: String = "ACCEPT", end: String = "-A GATEBOOK -j DROP",
    before: String = ""
  ) throws -> FirewallReading {
    let reading = try IPTables().read(
      """
      \(before)*filter
      :INPUT ACCEPT [0:0]
      :FORWARD \(policy) [0:0]
      :OUTPUT ACCEPT [0:0]
      :GATEBOOK - [0:0]
      \(forward.joined(separator: "\n"))
      -A GATEBOOK -d 192.0.2.1/32 -p tcp -m tcp --dport 443 -j ACCEPT
      \(end)
      COMMIT

      """)
    #expect(reading.lines.contains("192.0.2.1 tcp 443 outbound"))
    return reading
  }

  /// Packets that belong to no connection come to the policy.
  @Test func whatIsForNewConnectionsLeavesOthers() throws {
    let left = try reading(answers, jump)
    #expect(left.problems == ["the policy of the chain FORWARD accepts all that its rules do not"])
    #expect(try reading(answers, jump, policy: "DROP").problems == [])
    #expect(
      try reading(answers, "-A FORWARD -m conntrack --ctstate INVALID -j DROP", jump).problems == []
    )
    // Not all of them are dropped.
    #expect(
      try reading(answers, "-A FORWARD -p tcp -m conntrack --ctstate INVALID -j DROP", jump)
        .problems
        .count == 1)
    #expect(try reading(answers, jump, "-A FORWARD -j DROP").problems == [])
    let open = try reading(answers, jump, "-A FORWARD -j ACCEPT")
    #expect(open.problems == [])
    // Of answers, too.
    let all = jump.replacing("NEW", with: "NEW,RELATED,ESTABLISHED")
    let end = answers.replacing("FORWARD", with: "GATEBOOK")
    #expect(try reading(all, policy: "DROP", end: end).problems == [])
  }

  @Test func denyingNewConnectionsIsNotDenyingAll() throws {
    let end = "-A GATEBOOK -m conntrack --ctstate NEW -j DROP"
    #expect(try reading(answers, "-A FORWARD -j GATEBOOK", end: end).problems.count == 1)
    #expect(
      try reading(answers, "-A FORWARD -j GATEBOOK", policy: "DROP", end: end).problems == [])
  }

  /// Answers do not fit a rule for new connections.
  @Test func aRuleForNewConnectionsLetsNoAnswersThrough() throws {
    let end = "-A GATEBOOK -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"
    #expect(try reading(jump, policy: "DROP", end: end).problems.count == 1)
    #expect(try reading("-A FORWARD -j GATEBOOK", policy: "DROP", end: end).problems == [])
    #expect(
      try reading(
        "-A FORWARD -m conntrack --ctstate NEW -j ACCEPT", "-A FORWARD -j GATEBOOK", policy: "DROP"
      ).problems.contains { $0.contains("lets answers through") })
  }

  /// Answers of one protocol, or of some packets, are not all of them.
  @Test func answersOfSomePacketsAreNotAll() throws {
    func read(_ conditions: String, _ state: String = "RELATED,ESTABLISHED") throws
      -> FirewallReading
    {
      try reading(
        "-A FORWARD \(conditions)-m conntrack --ctstate \(state) -j ACCEPT",
        "-A FORWARD -j GATEBOOK",
        policy: "DROP")
    }
    #expect(try read("").notes.count == 2 && read("").problems == [])
    #expect(try read("-p tcp ").notes.count == 2 && read("-p tcp ").problems == [])
    for none in [("-p udp ", "ESTABLISHED"), ("", "RELATED")] {
      #expect(try read(none.0, none.1).problems.count == 1)
    }
    for some in ["-s 192.0.2.0/24 ", "-i wan0 -o lan0 ", "-p tcp -m tcp --dport 1024:65535 "] {
      let reading = try read(some)
      #expect(reading.problems == [] && reading.notes.count == 3, "\(reading.problems)")
    }
  }

  /// A table that another follows before it ended is cut off.
  @Test func aTableWithoutItsEndIsRefused() throws {
    #expect(throws: FirewallReadingError.self) {
      try IPTables().read("*filter\n:FORWARD DROP [0:0]\n*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n")
    }
  }

  /// What a target does that is not known to let packets go on as they are is not guessed.
  @Test(arguments: [
    "TTL --ttl-set 0", "TTL --ttl-dec 1", "HL --hl-set 1", "SET --add-set s dst", "TEE",
    "NEWTARGET",
  ])
  func aTargetOfAnotherTableThatMayCutOffIsTold(_ target: String) throws {
    func mangle(_ target: String) -> String {
      "*mangle\n:PREROUTING ACCEPT [0:0]\n:own - [0:0]\n-A PREROUTING -j \(target)\nCOMMIT\n"
    }
    let forward = "-A FORWARD -j GATEBOOK"
    #expect(try reading(answers, forward, before: mangle(target)).problems.count == 1)
    for harmless in [
      "MARK --set-xmark 0x1/0x1", "TCPMSS --clamp-mss-to-pmtu", "own", "TTL --ttl-set 64",
    ] {
      #expect(try reading(answers, forward, before: mangle(harmless)).problems == [], "\(harmless)")
    }
  }
}
