import EndpointModel

/// What a table's column holds.
enum ColumnRole: Int, CaseIterable, Sendable {
  case service, group, address, ports, transport, direction, note
  /// Whether a rule allows or denies.
  case action
  /// The other end of the connection: the customer's own network, or the vendor's
  /// where no column of destinations holds addresses.
  case source

  /// The role that a header's words name, or nil.
  init?(header: String) {
    guard header.utf8.contains(where: \.maybeLetter) else { return nil }
    let lower = header.lowercased()
    let words = Set(
      lower.split { !$0.isLetter }.flatMap { word -> [String] in
        let word = String(word)
        let isPlural = word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
        return isPlural ? [word, String(word.dropLast())] : [word]
      })
    func names(_ role: ColumnRole) -> Bool {
      Self.words[role]!.contains { words.contains($0) }
        || Self.signs[role, default: []].contains { lower.contains($0) }
    }
    // "Source port" is no port to open; "from_port" is the start of a range.
    if names(.source), !(words.contains("from") && names(.ports)) {
      self = .source
    } else {
      let order: [ColumnRole] = [
        .ports, .address, .transport, .direction, .action, .group, .service, .note,
      ]
      guard let role = order.first(where: names) else { return nil }
      self = role
    }
  }

  /// Words of headers in English, German, French, Italian, Spanish, Portuguese and
  /// Russian, singular.
  private static let words: [ColumnRole: Set<String>] = [
    .source: ["source", "src", "quelle", "origine", "origen", "origem", "источник", "from"],
    .ports: ["port", "porte", "porta", "puerto", "порт", "порты", "dport"],
    .address: [
      "ip", "ips", "ipv", "address", "addresse", "adresse", "adressen", "cidr", "range", "host",
      "hostname", "dns", "fqdn", "domain", "subnet", "network", "prefix", "prefixe", "url", "uri",
      "destination", "endpoint", "target", "block", "indirizzo", "indirizzi", "dirección",
      "direcciones", "endereço", "ziel", "zieladresse", "destinazione", "destino", "rete",
      "адрес", "адреса", "whitelisted", "dst", "netblock", "mask", "netmask",
    ],
    .transport: [
      "protocol", "transport", "proto", "protokoll", "protocole", "protocollo", "protocolo",
      "протокол", "tcp", "udp",
    ],
    .direction: [
      "direction", "richtung", "direzione", "dirección de tráfico", "sens", "направление",
    ],
    .group: [
      "group", "region", "location", "role", "zone", "datacenter", "site", "city", "state",
      "country", "pop", "standort", "région", "regione", "región", "região", "регион", "area",
      "continent", "center", "centre", "cluster", "geography",
    ],
    .service: [
      "service", "description", "application", "name", "product", "function", "component",
      "server", "feature", "purpose", "use", "usage", "dienst", "beschreibung", "anwendung",
      "zweck", "servizio", "descrizione", "servicio", "descripción", "serviço", "descrição",
      "служба", "назначение", "описание", "rule", "traffic", "system", "item", "app",
    ],
    .action: ["action", "permit", "verdict"],
    .note: [
      "note", "comment", "remark", "required", "category", "id", "limitazioni", "bemerkung",
      "hinweis", "nota",
      "примечание", "er",
    ],
  ]

  /// What headers of scripts without blanks between words hold.
  private static let signs: [ColumnRole: [String]] = [
    .ports: ["端口", "ポート", "포트"],
    .address: ["地址", "アドレス", "주소", "域名", "主机", "网段"],
    .transport: ["协议", "協定", "プロトコル", "프로토콜"],
    .direction: ["方向"],
    .group: ["区域", "地区", "リージョン", "지역"],
    .service: ["服务", "服務", "说明", "用途", "サービス", "서비스"],
    .note: ["备注", "備考"],
  ]
}
