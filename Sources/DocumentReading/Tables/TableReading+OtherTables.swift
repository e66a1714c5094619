import EndpointModel

/// Tables with addresses that are no allowlist: records of names, routes, plans of one's own network,
/// and what attacked it.
extension TableReading {
  /// What the table is instead of an allowlist; nil if nothing says so, or if the words around it ask to
  /// allow something.
  func otherKind(_ rows: [Table.Row]) -> (name: String, severity: Finding.Severity)? {
    guard told == nil, columns.roles.contains(where: { $0?.isOfAddresses ?? false }) else {
      return nil
    }
    if headers.contains(where: {
      $0.map { ["attack", "attacker", "attack type"].contains($0.lower) } ?? false
    }) {
      return ("addresses that attacked something", .warning)
    }
    // Entries of feeds have times, too; what goes from one end to another at some time is a log.
    if !isData || tellsBothEnds, isLog(rows) { return ("what happened at some time", .warning) }
    if isData { return nil }
    let around = [scope.title].compactMap { $0 } + scope.names + scope.labels
    if around.contains(where: \.speaksOfAttacks)
      || headers.contains(where: { $0?.text.speaksOfAttacks ?? false })
    {
      return ("addresses that attacked something", .warning)
    }
    let statesPorts = columns.roles.contains { $0 == .ports || $0 == .portStart }
    guard !statesPorts, columns.index(of: .transport) == nil, columns.index(of: .action) == nil,
      columns.index(of: .direction) == nil, scope.terms.isEmpty,
      !around.contains(where: { $0.namesFirewall || Lexicon.concepts(in: $0).contains(.allow) })
    else { return nil }
    if areRecords(rows) { return ("records of names", .warning) }
    if areRoutes { return ("routes", .warning) }
    return isPlan(rows) ? ("a plan of one's own network", .note) : nil
  }

  /// "10:04:31 | 203.0.113.7 | GET /": a column of times of the day, each its own.
  private func isLog(_ rows: [Table.Row]) -> Bool {
    headers.indices.contains { column in
      guard let header = headers[column],
        header.tokens.contains(where: { Self.times.contains($0.lower) })
      else { return false }
      return rows.prefix(Self.sampleSize).allSatisfy { row in
        guard column < row.cells.count else { return false }
        let text = row.cells[column].text
        let clocks = text.split { !$0.isNumber && $0 != ":" }.filter { $0.contains(":") }
        return clocks.count == 1 && clocks[0].split(separator: ":").count >= 2
          && text.utf8.count <= 32
      }
    }
  }

  private static let times: Set = [
    "time", "timestamp", "zeit", "uhrzeit", "zeitstempel", "heure", "horodatage", "hora", "ora",
    "tijd", "tijdstip", "czas", "время", "时间", "時刻", "時間", "시간",
  ]

  /// "mail | A | 192.0.2.5": a column of types of records (RFC 1035 section 3.2.2).
  private func areRecords(_ rows: [Table.Row]) -> Bool {
    columns.roles.indices.contains { column in
      let cells = rows.prefix(Self.sampleSize).compactMap { row in
        column < row.cells.count && !row.cells[column].isBlank ? row.cells[column].text : nil
      }
      guard !cells.isEmpty, cells.allSatisfy({ Self.recordTypes.contains($0.withoutBackticks) })
      else { return false }
      let header = header(of: column)
      return header?.tokens.contains { Self.recordHeaders.contains($0.lower) } ?? false
        || cells.contains { !["A", "NS"].contains($0.withoutBackticks) }
    }
  }

  private static let recordTypes: Set = [
    "A", "AAAA", "CNAME", "MX", "TXT", "NS", "SRV", "CAA", "PTR", "SOA", "ALIAS", "ANAME", "NAPTR",
    "SPF", "TLSA", "A/AAAA", "A Record", "A record", "AAAA record", "CNAME record", "MX record",
  ]
  private static let recordHeaders: Set = [
    "type", "record", "rr", "typ", "tipo", "soort", "тип", "类型", "タイプ", "유형", "eintrag",
    "registro", "enregistrement",
  ]

  /// "Destination | Next hop": numbers, and where packets for them are sent.
  private var areRoutes: Bool {
    let hops = headers.indices.filter { column in
      guard let tokens = headers[column]?.tokens, tokens.count <= 2 else { return false }
      return tokens.contains { Self.hops.contains($0.lower) }
    }
    return !hops.isEmpty
      && columns.evidence.allSatisfy { $0.hostNames == 0 }
      && headers.indices.contains { column in
        !hops.contains(column) && columns.evidence[column].addresses > 0
          && headers[column]?.concepts.containsAny(of: .destination, .network) ?? false
      }
  }

  private static let hops: Set = [
    "hop", "nexthop", "target", "gateway", "via", "metric", "metrik", "passerelle", "métrica",
    "puerta", "salto", "шлюз", "网关", "下一跳", "ゲートウェイ", "게이트웨이",
  ]

  /// "Private subnet | 10.0.2.0/24": private networks that the table calls one's own.
  private func isPlan(_ rows: [Table.Row]) -> Bool {
    let items = columns.roles.indices.filter { columns.roles[$0]?.isOfAddresses ?? false }
      .flatMap { column in
        rows.prefix(Self.sampleSize).compactMap { row in
          column < row.cells.count ? TextFacts(row.cells[column].lines) : nil
        }
      }.flatMap(\.addresses.items)
    guard !items.isEmpty,
      items.allSatisfy({ item in
        item.address.range.map { $0.first != $0.last && SpecialSpace.name($0) == "private" }
          ?? false
      })
    else { return false }
    func names(_ text: String) -> Bool {
      text.lowercased().split { !$0.isLetter }.contains { Self.networks.contains(String($0)) }
    }
    return headers.contains { $0.map { names($0.text) } ?? false }
      || rows.count { row in row.cells.contains { names($0.text) } } * 2 > rows.count
  }

  private static let networks: Set = [
    "vcn", "vpc", "vnet", "vlan", "subnet", "subnets", "subnetwork", "subnetz", "teilnetz",
    "réseaux", "subred", "subredes", "sub", "sottorete", "podsieć", "подсеть", "サブネット", "子网",
    "서브넷", "segment", "zone",
  ]
}

extension String {
  fileprivate var withoutBackticks: String { filter { $0 != "`" }.trimmed }
}
