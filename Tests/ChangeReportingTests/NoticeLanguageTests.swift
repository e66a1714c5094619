import EndpointModel
import InventoryModel
import Testing

@testable import ChangeReporting

/// Whole notices in other languages: what an English word is, the same notice in English tells.
@Suite struct NoticeLanguageTests {
  private static let deployment = DeploymentName("zz1/zz2")!
  private static let languages: [NoticeLanguage] = [.german, .french]

  private func time(_ text: String) -> UTCTime { UTCTime(text)! }

  private func endpoint(
    _ service: String?, _ address: String?, _ ports: Ports?, _ transport: IPProtocol? = .tcp,
    _ direction: Direction? = .outbound, group: String? = nil, role: PortRole? = nil
  ) -> Endpoint {
    var endpoint = Endpoint(
      service: service, group: group, address: address.flatMap { EndpointAddress($0) },
      ports: ports,
      transport: transport, direction: direction, portRole: role, line: 7)
    if role != nil { endpoint.examplePorts = PortSet("7400") }
    return endpoint
  }

  private func revision(
    _ number: Int, _ state: Revision.State = .accepted, reasons: [HoldReason] = []
  ) -> Revision {
    var document = DocumentDescription(
      source: "zz.txt", format: "text", encoding: "utf-8", byteCount: 12_345_678,
      sha256: String(repeating: "0", count: 64))
    document.actBy = PartialDate("2026-02-20")
    document.effectiveOn = PartialDate("2026-08")
    document.switchOffOn = PartialDate("2025")
    return Revision(
      deployment: Self.deployment, number: number, base: nil,
      recordedAt: time("2026-02-01T09:00:00Z"), endpointCount: 3,
      counts: ChangeCounts(added: 1, removed: 0, changed: 0), document: document,
      fetchedAt: time("2026-02-01T09:00:00Z"), storedBy: GivenText("zz")!, state: state,
      holdReasons: reasons)
  }

  private let before = [
    ("192.0.2.1", Ports("443")), ("192.0.2.2", .any), ("192.0.2.3", nil), ("192.0.2.4", .customer),
  ]

  /// Tables with all that a document can state, change and leave out.
  private func tables(_ count: Int) -> (old: Snapshot, new: Snapshot) {
    var old = before.map { endpoint("zz3", $0.0, $0.1) }
    var new = before.enumerated().map { i, row in
      endpoint(
        "zz3", row.0, before[(i + 1) % before.count].1, i == 0 ? .udp : .tcp,
        [.inbound, .both, nil, .outbound][i], group: i == 2 ? "zz4" : nil,
        role: i == 2 ? .data : nil)
    }
    old += (1...count).map { endpoint("zz5", "10.0.\($0 / 250).\($0 % 250)", Ports("80"), .udp) }
    new += (1...count).map { endpoint("zz6", "10.1.\($0 / 250).\($0 % 250)", Ports("25")) }
    new += [
      endpoint(nil, "203.0.113.1", Ports("1-65535"), nil, .both),
      endpoint("zz7", nil, Ports("53"), .udp, nil), endpoint("zz7", "any", Ports("123"), .udp),
      endpoint("zz7", "198.51.100.1", nil, .esp), endpoint("zz7", "198.51.100.2", .any, .any),
      endpoint("zz8", "198.51.100.3", .customer, .tcp, .outbound, role: .signaling),
      endpoint("zz8", "198.51.100.4", .customer, .udp, nil, role: .data),
      endpoint("zz8", "198.51.100.5", nil, nil, nil),
    ]
    return (Snapshot(old), Snapshot(new))
  }

  private func notice(
    _ kind: PlannedNotice.Subject.Kind, _ to: Revision, from: Revision? = nil,
    scope: NoticeScope = NoticeScope(), ports: PortStep? = nil, isSame: Bool = false,
    addresses: Int = 6
  ) throws -> ChangeNotice {
    let tables = tables(addresses)
    let declaration = Declaration(
      ports: .any, transport: .udp,
      record: HistoryRecord(
        time: time("2026-01-05T09:00:00Z"), by: GivenText("zz"), note: GivenText("zz")))
    let needed = StillNeeded(
      address: EndpointAddress("10.0.0.1")!,
      users: (1...20).map { number in
        StillNeeded.User(
          deployment: DeploymentName("zz\(number)/zz")!,
          endpoint: endpoint(nil, "10.0.0.0/8", nil, nil))
      })
    let customer = scope.customer.map {
      Customer(name: $0.name, displayName: GivenText("Zz")!, contacts: [])
    }
    var notice = try ChangeNotice(
      kind: kind, from: from, to: to, before: tables.old, after: isSame ? tables.old : tables.new,
      declaration: declaration, scope: scope, customer: customer, ports: ports,
      quotes: [endpoint("zz7", "198.51.100.1", nil, .esp): "zz"],
      stillNeeded: { _ in [needed] }, remedies: { _ in "zz" })
    notice.tell([
      AddressReturn(address: EndpointAddress("10.1.0.1")!, goneFor: 600, count: 1),
      AddressReturn(address: EndpointAddress("10.1.0.2")!, goneFor: 3600, count: 2),
      AddressReturn(address: EndpointAddress("10.1.0.3")!, goneFor: 36_000, count: 3),
      AddressReturn(address: EndpointAddress("10.1.0.4")!, goneFor: 360_000, count: 11),
    ])
    if kind == .reminder { notice.daysLeft = 3 }
    return notice
  }

  /// A notice of each kind, for the inventory's own people and for customers.
  private func notices() throws -> [ChangeNotice] {
    let customer = CustomerName("zz9")!
    let own = OwnPorts(
      isUsed: true,
      parts: [
        OwnPorts.Part(.data, PortRange(5000, 5063)!, .udp),
        OwnPorts.Part(.signaling, PortRange(7400, 7400)!, .tcp),
      ])
    let at = time("2026-03-01T00:00:00Z")
    func scope(_ ports: OwnPorts) -> NoticeScope {
      NoticeScope(
        customer: NoticeScope.CustomerPorts(customer, ports, of: Self.deployment, from: at))
    }
    let reasons = HoldReason.Code.allCases.map { HoldReason($0, "zz") }
    let states: [Revision.State] = [.accepted, .held, .rejected, .passed, .void]
    return try states.map {
      try notice(.held, revision(2, $0, reasons: reasons), from: revision(1))
    } + [
      notice(.held, revision(1, .held)), notice(.change, revision(1)),
      notice(.change, revision(2), from: revision(1)),
      notice(.change, revision(2), from: revision(1), isSame: true),
      notice(.change, revision(2), from: revision(1), scope: scope(own)),
      notice(
        .change, revision(2), from: revision(1), scope: scope(OwnPorts(isUsed: true, parts: []))),
      notice(.change, revision(2), scope: NoticeScope(service: "zz7", only: .opened)),
      notice(.change, revision(2), scope: NoticeScope(service: "zz5", only: .closed)),
      notice(.void, revision(1), from: revision(2)),
      notice(.void, revision(1), from: revision(2), isSame: true),
      notice(.reminder, revision(2), from: revision(1)),
      notice(
        .ports, revision(2), from: revision(2), scope: scope(own),
        ports: PortStep(at: at, before: .unused, after: own)),
      notice(
        .ports, revision(2), from: revision(2), scope: scope(OwnPorts(isUsed: true, parts: [])),
        ports: PortStep(at: at, before: own, after: OwnPorts(isUsed: true, parts: []))),
    ]
  }

  /// What a mail says, in both of its forms, and a chat.
  private func text(_ notices: [ChangeNotice], _ language: NoticeLanguage) -> String {
    let notices = notices.map { notice in
      var notice = notice
      notice.language = language
      return notice
    }
    let digest = NoticeDigestText(notices)
    let slack = SlackMessage.json(ChangeHistory(deployment: Self.deployment, notices: notices))
    let html = digest.html(in: nil).split(separator: "<body", maxSplits: 1).last ?? ""
    return digest.text(TextStyle()) + html.replacing(#/<[^>]*>/#, with: " ")
      + slack.text.replacing("\\n", with: " ")
      .replacing(#/"(blocks|text|type|emoji|header|plain_text|section)"/#, with: " ")
  }

  private func words(_ text: String) -> Set<String> {
    // Identifiers are of no language.
    let text = text.lowercased().replacing(#/urn:uuid:[-0-9a-f]+/#, with: " ")
    return Set(text.matches(of: #/\p{L}{2,}/#).map { String($0.output) })
  }

  /// Words that the languages share, of which none is left by mistake.
  private static let shared: [NoticeLanguage: Set<String>] = [
    .german: [
      "august", "bytes", "firewall", "firewalls", "in", "ip", "min", "port", "ports", "revision",
      "was",
    ],
    .french: [
      "change", "document", "ip", "min", "on", "port", "ports", "service", "services", "table",
    ],
  ]
  private static let names: Set<String> = [
    "esp", "false", "icmp", "sctp", "sha", "tcp", "txt", "udp", "utc", "zz",
  ]

  @Test(arguments: languages) func noEnglishWordIsLeft(_ language: NoticeLanguage) throws {
    let all = try notices()
    for notice in all.map({ [$0] }) + [all] {
      let english = words(text(notice, .english))
      let left = words(text(notice, language)).intersection(english)
        .subtracting(Self.shared[language] ?? []).subtracting(Self.names)
      #expect(left.isEmpty, "\(notice[0].kind) \(notice[0].to.state): \(left.sorted())")
    }
  }

  /// 1,200 is a little more than one elsewhere.
  @Test func numbersAreWrittenAsInTheLanguage() throws {
    let change = try notice(.change, revision(2), from: revision(1), addresses: 1200)
    #expect(text([change], .english).contains("1,200 addresses"))
    #expect(text([change], .german).contains("1.200 Adressen"))
    #expect(text([change], .french).contains("1\u{202F}200 adresses"))
    #expect(text([change], .german).contains("12.345.678 Bytes"))
  }

  @Test func everyReasonHasWords() {
    for code in HoldReason.Code.allCases {
      #expect(NoticePhrases.germanReasons[code] != nil && NoticePhrases.frenchReasons[code] != nil)
    }
  }
}
