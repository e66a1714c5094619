import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Rules of a `config.xml`: what they let pass, worked out by hand.
@Suite struct OPNsenseRulesTests {
  private static let interfaces = """
    <interfaces>
      <wan><enable></enable><if>igb0</if><ipaddr>dhcp</ipaddr><blockpriv></blockpriv></wan>
      <lan><enable></enable><if>igb1</if><ipaddr>10.1.0.1</ipaddr><subnet>24</subnet></lan>
      <opt1><enable></enable><if>igb2</if><descr><![CDATA[RADIO]]></descr>
        <ipaddr>10.2.0.1</ipaddr><subnet>24</subnet></opt1>
    </interfaces>
    """

  private static let aliases = """
    <aliases>
      <alias><name>relays</name><type>network</type><address>198.51.100.64/26 push</address></alias>
      <alias><name>push</name><type>host</type><address>192.0.2.20 push.example.com</address></alias>
      <alias><name>signaling</name><type>port</type><address>5060:5069 tls</address></alias>
      <alias><name>tls</name><type>port</type><address>443</address></alias>
      <alias><name>private</name><type>network</type><address>10.0.0.0/8 192.168.0.0/16</address></alias>
      <alias><name>feed</name><type>urltable</type><address>https://lists.example.com/out.txt</address></alias>
    </aliases>
    """

  private func pfSense(
    _ rules: String, nat: String = "", inside: String = "lan"
  ) throws -> FirewallReading {
    try OPNsense(["inside": inside]).read(
      "<?xml version=\"1.0\"?>\n<pfsense>\(Self.interfaces)\(Self.aliases)<nat>\(nat)</nat>"
        + "<filter>\(rules)</filter></pfsense>")
  }

  /// A rule of pfSense from the network of an interface.
  private func rule(
    _ to: String, _ protocol: String? = "tcp", type: String = "pass", on interface: String = "lan",
    from: String = "<network>lan</network>", more: String = ""
  ) -> String {
    "<rule><type>\(type)</type><interface>\(interface)</interface><ipprotocol>inet</ipprotocol>"
      + (`protocol`.map { "<protocol>\($0)</protocol>" } ?? "")
      + "<source>\(from)</source><destination>\(to)</destination>\(more)<descr>r</descr></rule>\n"
  }

  private static let one = "<address>192.0.2.1</address><port>443</port>"

  @Test func rulesOfAnInterfaceAreRead() throws {
    let reading = try pfSense(
      rule(Self.one) + rule("<address>relays</address><port>signaling</port>", "tcp/udp")
        + rule(
          "<address>203.0.113.0/24</address><port>4201-4264</port>", "udp", from: "<any></any>")
        + rule("<address>192.0.2.9</address>", "icmp", more: "<icmptype>echoreq</icmptype>")
        + rule("<address>192.0.2.8</address>", "esp")
        + rule("<any></any>", "tcp", more: "<disabled></disabled>")
        + rule("<any></any>", "tcp", on: "opt1", from: "<network>opt1</network>")
        + rule("<network>lanip</network><port>53</port>", "udp")
        + rule(
          "<network>lan</network><port>7400</port>", "tcp", on: "wan",
          from: "<address>203.0.113.7</address>"))
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.1 tcp 443 outbound", "198.51.100.64/26 tcp+udp 443,5060-5069 outbound",
        "192.0.2.20 tcp+udp 443,5060-5069 outbound",
        "push.example.com tcp+udp 443,5060-5069 outbound", "203.0.113.0/24 udp 4201-4264 outbound",
        "192.0.2.9 icmp/8 any outbound", "192.0.2.8 esp any outbound",
        "203.0.113.7 tcp 7400 inbound",
      ])
    #expect(reading.notes == ["the rules of other interfaces: \"opt1\""])
  }

  /// An interface that drops private senders drops them whatever its rules let in.
  @Test func privateSendersMayBeDropped() throws {
    func notes(_ sender: String) throws -> [String] {
      try pfSense(
        rule("<any></any>", "tcp", on: "wan", from: "<address>\(sender)</address>")
      ).notes.filter { $0.contains("private addresses") }
    }
    #expect(try notes("10.9.0.1").count == 1 && notes("172.16.0.0/12").count == 1)
    #expect(try notes("203.0.113.7") == [])
  }

  /// Which is one's own may be told by what people call an interface.
  @Test func interfacesMayBeNamedByTheirDescriptions() throws {
    let text = rule(Self.one, on: "opt1", from: "<network>opt1</network>")
    #expect(try pfSense(text, inside: "radio").lines == ["192.0.2.1 tcp 443 outbound"])
    let unknown = try pfSense(text, inside: "voice")
    #expect(unknown.problems == ["there is no interface \"voice\""] && unknown.lines.isEmpty)
  }

  @Test func invertedEndsAreTheRest() throws {
    let reading = try pfSense(rule("<not></not><address>private</address><port>443</port>"))
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "0.0.0.0-9.255.255.255 tcp 443 outbound", "11.0.0.0-192.167.255.255 tcp 443 outbound",
        "192.169.0.0-255.255.255.255 tcp 443 outbound",
      ])
    let own = try pfSense(rule(Self.one, from: "<not></not><network>opt1</network>"))
    #expect(own.problems == [] && own.lines == ["192.0.2.1 tcp 443 outbound"])
  }

  /// What is blocked at once is taken from later rules; a denial for some senders is told if a later rule is
  /// for some of it.
  @Test func whatEarlierRulesBlockIsTakenAway() throws {
    let reading = try pfSense(
      rule("<address>private</address>", nil, type: "block", from: "<any></any>")
        + rule("<address>10.9.0.0/16</address>", "tcp")
        + rule("<address>192.168.0.0/15</address><port>443</port>")
        + rule("<any></any>", "tcp", type: "reject", from: "<any></any>", more: "<log></log>"))
    #expect(reading.problems == [])
    #expect(reading.lines == ["192.169.0.0/16 tcp 443 outbound"])
    let other = rule("<address>192.0.2.0/24</address>", "udp", type: "block")
    #expect(try pfSense(other + rule(Self.one)).problems == [])
    let narrow = rule("<address>192.0.2.0/24</address>", "tcp", type: "block")
    let sender = "<address>10.1.2.3</address>"
    #expect(try pfSense(narrow + rule(Self.one)).lines == [])
    let told = rule("<address>192.0.2.0/24</address>", "tcp", type: "block", from: sender)
    #expect(
      try pfSense(told + rule(Self.one)).problems.map { $0.contains("not worked out") } == [true])
    #expect(try pfSense(rule(Self.one) + narrow).problems == [])
    let elsewhere = rule("<address>203.0.113.0/24</address>", "udp", type: "block")
    #expect(try pfSense(elsewhere + rule(Self.one)).problems == [])
    // A denial of the machine's own pages takes nothing from what is forwarded.
    let page = rule("<network>(self)</network><port>443</port>", "tcp", type: "block")
    #expect(try pfSense(page + rule(Self.one)).problems == [])
    let everything = rule("<any></any>", nil, type: "block", from: "<any></any>")
    let nothing = try pfSense(everything + rule(Self.one))
    #expect(nothing.lines.isEmpty && nothing.problems == [])
  }

  /// A floating rule is asked first; without "quick" the last one that fits decides.
  @Test func floatingRulesComeFirst() throws {
    func floating(_ type: String, _ to: String, _ more: String) -> String {
      rule(
        to, nil, type: type, on: "lan,opt1", from: "<any></any>",
        more: "<floating>yes</floating>\(more)")
    }
    let quick = "<quick>yes</quick><direction>in</direction>"
    let blocked = try pfSense(
      rule(Self.one) + floating("block", "<address>192.0.2.0/24</address>", quick))
    #expect(blocked.lines.isEmpty && blocked.problems == [])
    // Later rules decide, and let it pass.
    let passed = try pfSense(
      rule(Self.one)
        + floating("block", "<address>192.0.2.0/24</address>", "<direction>in</direction>"))
    #expect(passed.lines == ["192.0.2.1 tcp 443 outbound"] && passed.problems == [])
    let lasting = try pfSense(
      floating("pass", "<address>192.0.2.2</address>", "<direction>in</direction>")
        + rule("<address>192.0.2.0/24</address>", "udp", type: "block"))
    #expect(lasting.problems.count == 1 && lasting.lines == ["192.0.2.2 any any outbound"])
    // What leaves passes unless a rule blocks it.
    let out = "<quick>yes</quick><direction>out</direction>"
    func leaving(_ address: String) throws -> [String] {
      try pfSense(
        rule(Self.one)
          + rule(
            "<address>\(address)</address>", nil, type: "block", on: "wan", from: "<any></any>",
            more: "<floating>yes</floating>" + out)
      ).problems
    }
    #expect(try leaving("private") == [])
    #expect(try leaving("192.0.2.0/24").map { $0.contains("blocks what leaves") } == [true])
  }

  @Test func whatIsNotUnderstoodIsTold() throws {
    for (text, words) in [
      (rule("<address>feed</address><port>443</port>"), "filled from elsewhere (\"urltable\")"),
      (rule("<address>nowhere</address><port>443</port>"), "\"nowhere\" is used, and not defined"),
      (rule("<address>192.0.2.1</address><port>relays</port>"), "holds no ports"),
      (rule("<address>tls</address><port>443</port>"), "holds ports"),
      (rule(Self.one, "any"), "ports and no protocol"),
      (rule(Self.one, "quic"), "protocol \"quic\""),
      (rule(Self.one, more: "<sched>office</sched>"), "\"sched\""),
      (rule(Self.one, more: "<os>Linux</os>"), "\"os\""),
      (rule(Self.one, more: "<statetype>none</statetype>"), "answers"),
      (rule(Self.one, from: "<any></any><port>1024-65535</port>"), "ports of the sender"),
      (rule(Self.one, from: "<address>10.1.0.7</address>"), "some of our addresses"),
      (rule("<not></not><any></any>"), "for nobody"),
      (rule("<not></not><address>push</address>"), "none of some names"),
      (rule("<network>wan</network><port>443</port>"), "network of the interface \"wan\""),
    ] {
      let problems = try pfSense(text).problems
      #expect(problems.count == 1 && problems[0].contains(words), "\(words): \(problems)")
      #expect(problems.first?.hasPrefix("line ") ?? false)
    }
    let paced = try pfSense(rule(Self.one, more: "<gateway>second</gateway><max>100</max>"))
    #expect(paced.problems == [] && paced.notes.count == 2, "\(paced.notes)")
  }

  @Test func portForwardsAreTold() throws {
    func forward(_ interface: String, _ destination: String, _ more: String = "") -> String {
      "<rule><source><any></any></source><destination>\(destination)</destination>"
        + "<protocol>tcp</protocol><target>10.1.0.9</target><local-port>443</local-port>"
        + "<interface>\(interface)</interface>\(more)<descr>f</descr></rule>"
    }
    let own = "<network>wanip</network><port>443</port>"
    #expect(try pfSense(rule(Self.one), nat: forward("wan", own)).problems == [])
    let caught = try pfSense(rule(Self.one), nat: forward("lan", "<any></any><port>443</port>"))
    #expect(caught.problems.map { $0.contains("another destination") } == [true])
    #expect(
      try pfSense(rule(Self.one), nat: forward("lan", "<any></any><port>53</port>")).problems == [])
    #expect(
      try pfSense(
        rule(Self.one), nat: forward("lan", "<any></any><port>443</port>", "<disabled></disabled>")
      ).problems == [])
    let passing = try pfSense(
      rule(Self.one), nat: forward("wan", own, "<associated-rule-id>pass</associated-rule-id>"))
    #expect(passing.problems.map { $0.contains("without a rule") } == [true])
  }

  @Test func aFilterThatIsOffIsTold() throws {
    let text = "<pfsense><system><disablefilter>enabled</disablefilter></system><filter>"
    #expect(
      try OPNsense().read(text + rule(Self.one) + "</filter></pfsense>").problems.map {
        $0.contains("everything passes")
      } == [true])
  }

  /// In OPNsense, rules stand in two places; those of the newer one are asked first, by their sequence.
  @Test func rulesOfOPNsenseAreRead() throws {
    let reading = try OPNsense().read(
      """
      <opnsense>
        <interfaces><lan><enable>1</enable><ipaddr>10.1.0.1</ipaddr><subnet>24</subnet></lan>
          <wan><enable>1</enable></wan></interfaces>
        <filter><rule uuid="a"><type>pass</type><interface>lan</interface><ipprotocol>inet46</ipprotocol>
          <statetype>keep state</statetype><direction>in</direction><quick>1</quick>
          <floating>0</floating><gateway></gateway><source><network>lan</network></source>
          <destination><address>relays</address></destination><disabled>0</disabled></rule></filter>
        <OPNsense><Firewall>
          <Alias><aliases>
            <alias uuid="b"><enabled>1</enabled><name>relays</name><type>host</type><content>192.0.2.1
      2001:db8::1
      192.0.2.16-192.0.2.20</content></alias>
            <alias uuid="c"><enabled>1</enabled><name>ports</name><type>port</type><content>443
      4201:4264</content></alias>
          </aliases></Alias>
          <Filter><rules>
            <rule uuid="d"><enabled>1</enabled><statetype>keep</statetype><sequence>20</sequence>
              <action>pass</action><quick>1</quick><interfacenot>0</interfacenot><interface>lan</interface>
              <direction>in</direction><ipprotocol>inet</ipprotocol><protocol>TCP/UDP</protocol>
              <source_net>lan</source_net><source_not>0</source_not><source_port/>
              <destination_net>198.51.100.0/24,203.0.113.7</destination_net>
              <destination_port>ports</destination_port><log>0</log></rule>
            <rule uuid="e"><enabled>1</enabled><sequence>10</sequence><action>block</action>
              <quick>1</quick><interface>lan</interface><direction>in</direction>
              <ipprotocol>inet</ipprotocol><protocol>any</protocol><source_net>any</source_net>
              <destination_net>198.51.100.0/25</destination_net></rule>
            <rule uuid="f"><enabled>0</enabled><action>pass</action><interface>lan</interface>
              <source_net>any</source_net><destination_net>any</destination_net></rule>
          </rules></Filter>
        </Firewall></OPNsense>
      </opnsense>
      """)
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "198.51.100.128/25 tcp+udp 443,4201-4264 outbound",
        "203.0.113.7 tcp+udp 443,4201-4264 outbound", "192.0.2.1 any any outbound",
        "2001:db8::1 any any outbound", "192.0.2.16-192.0.2.20 any any outbound",
      ])
  }

  /// A rule may be for all interfaces but some; and IPv6 may be off for all of them.
  @Test func otherInterfacesAndIPv6() throws {
    func read(_ interface: String, _ system: String = "") throws -> FirewallReading {
      try OPNsense().read(
        """
        <opnsense>\(system)<filter/><OPNsense><Firewall><Filter><rules>
          <rule><enabled>1</enabled><action>pass</action><interfacenot>1</interfacenot>
            <interface>\(interface)</interface><ipprotocol>inet6</ipprotocol><protocol>TCP</protocol>
            <source_net>any</source_net><destination_net>2001:db8::1</destination_net>
            <destination_port>443</destination_port></rule>
        </rules></Filter></Firewall></OPNsense></opnsense>
        """)
    }
    #expect(try read("wan,opt1").lines == ["2001:db8::1 tcp 443 outbound"])
    #expect(try read("lan,wan").lines == [])
    #expect(try read("wan,opt1", "<system><ipv6allow>1</ipv6allow></system>").problems == [])
    for off in [
      "<system><ipv6allow>0</ipv6allow></system>", "<system><hostname>x</hostname></system>",
    ] {
      #expect(
        try read("wan,opt1", off).problems.map { $0.contains("IPv6 is switched off") } == [true])
    }
  }

  @Test func anotherFileIsRefused() throws {
    for text in ["<config><filter/></config>", "<pfsense><system/></pfsense>", "<pfsense><filter>"]
    {
      #expect(throws: FirewallReadingError.self) { _ = try OPNsense().read(text) }
    }
  }
}
