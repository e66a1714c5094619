import EndpointModel

extension TextFacts {
  /// "Allow public access?", "To be opened?": a header that asks whether to open something.
  fileprivate var asksForOpening: Bool {
    text.asksToOpen || tokens.contains { SentenceWords.accesses.contains($0.lower) }
  }

  /// "Version", "Firmware release"
  fileprivate var namesVersions: Bool {
    guard tokens.count <= 3, !concepts.contains(.port) else { return false }
    return tokens.contains {
      [
        "version", "versions", "versión", "versão", "versione", "versie", "wersja", "версия",
        "verze",
        "バージョン", "版本", "버전",
      ].contains($0.lower)
    }
  }

  /// "CIDR block", "network blocks": parts of the space of addresses, and none that are blocked.
  fileprivate var namesBlocks: Bool {
    guard (2...3).contains(tokens.count), let last = tokens.last,
      ["block", "blocks"].contains(last.lower)
    else { return false }
    return tokens.dropLast().contains {
      ["cidr", "ipv4", "ipv6", "address", "network"].contains($0.lower)
    }
  }
}

/// How well a column fits each role.
extension Columns {
  static func scores(
    _ e: ColumnEvidence, _ arePortsSaid: Bool, _ arePortsElsewhere: Bool
  ) -> [(ColumnRole, Double)] {
    var out: [(ColumnRole, Double)] = []
    if e.count == 0 {
      // Nothing but blanks: the header alone may say something.
      if e.says(.port), !e.says(.source) { out.append((.ports, 30)) }
      return out
    }
    let namesOne = e.says(.address, .host, .network, .source, .destination)
    let address = e.share(namesOne ? e.addresses : e.addressValues)
    let only = e.share(e.onlyAddresses)
    let anyShare = e.share(e.anyWords)
    let namesAddress = e.says(.address, .host, .network)
    let isSourcePort = e.says(.source) && e.says(.port) && !e.says(.first)
    let isPortHeader = e.says(.port) && !isSourcePort
    if isSourcePort, address == 0 { return [(.ignored, 95)] }
    // "Blocked ports", "Excluded hosts", "Block" beside "Allow".
    let isOfEndpoints = e.says(.port) || namesAddress || address + e.share(e.portLike) > 0.5
    let isDenied =
      e.says(.deny, .except) && !e.says(.allow, .not) && !(e.header?.namesBlocks ?? false)
    if isDenied, isOfEndpoints { return [(.ignored, 99)] }

    // "10.2.0.1" below "Version"
    if !namesOne, e.hostNames == 0, e.header?.namesVersions ?? false { return [(.ignored, 95)] }

    // Addresses.
    if e.share(e.masks) > 0.9 {
      // "Subnet mask", "Network mask": a header that speaks of the network too.
      if e.says(.mask) { return [(.mask, 99)] }
      if e.count > 1 { out.append((.mask, 96)) }
    }
    // A name that looks like a host among many that do not.
    let isName = !namesOne && address < 0.25 && e.share(e.words) > 0.6 && e.count >= 4
    // "dfs.http.address" below "Configuration parameter" is no host.
    let isSetting =
      !namesOne && address > 0 && e.share(e.unlikelyNames) >= 0.5
      && e.header?.tokens.contains { SentenceWords.settings.contains($0.lower) } ?? false
    if isSetting { return [(.note, 57)] }
    // "9 north, see http://a.example/", below "Group": what most cells are is a name.
    let isOfGroups = e.says(.group) && !namesAddress && address < 0.5
    if address > 0, !isName, !isOfGroups {
      var score = 45 + 35 * address + 10 * only
      if namesAddress { score += 12 }
      if e.says(.destination), !isPortHeader { score += 6 }
      if e.says(.note, .service, .group), !namesAddress, only < 0.5 {
        score = min(score, 52) * address
      }
      out.append((.address, score))
      if e.says(.source), !e.says(.destination), !isPortHeader { out.append((.source, score + 1)) }
      if e.says(.destination), !e.says(.source), !isPortHeader {
        out.append((.destination, score + 0.5))
      }
    } else if e.problems > 0, e.share(e.problems) > 0.5, !isPortHeader {
      // Nothing but broken addresses: they are told, and no row is open to all.
      out.append((.address, 60 + 20 * e.share(e.problems)))
    } else if e.says(.address), !isPortHeader, !e.says(.service, .source, .destination),
      e.share(e.words) > 0.5, e.transports == 0
    {
      // Words in place of addresses: the names of one's own machines.
      out.append((.address, 61))
    } else if anyShare > 0.5, namesAddress || e.says(.source, .destination), !isPortHeader,
      !e.says(.transportProtocol), !e.isOfOwnMachines
    {
      let score = 60 + 20 * anyShare
      if e.says(.source) { out.append((.source, score)) } else { out.append((.destination, score)) }
    } else if anyShare > 0.5, e.header.map({ $0.concepts.isEmpty }) ?? true, e.transports == 0 {
      // Under a header that says nothing, "any" is more likely an address than a name.
      out.append((.address, 33))
    } else if e.says(.source) || e.says(.destination) && !isPortHeader, e.share(e.words) > 0.4 {
      out.append((e.says(.source) && !e.says(.destination) ? .source : .destination, 56))
    }

    // Ports.
    let portLike = e.share(e.portLike)
    let said = e.share(e.saidPorts)
    // "TCP 8883", "HTTPS", "ONVIF (80/8080)": where some cells say ports, names and numbers are some, too.
    let saidOrNamed =
      said + e.share(e.transports) + (arePortsElsewhere ? 0 : e.share(e.namesForPorts))
    if isPortHeader, portLike > 0 || e.share(e.words) < 0.9 {
      let isFirst = e.says(.first) && !e.says(.last)
      let isLast = e.says(.last) && !e.says(.first)
      if isFirst { out.append((.portStart, 92)) }
      if isLast { out.append((.portEnd, 92)) }
      out.append((.ports, 62 + 30 * portLike - 40 * address))
    } else if arePortsElsewhere, e.says(.service), e.share(e.numbers) == 0 {
      // "Allow-port-9000" below "Name"
    } else if said > 0, address < 0.5, saidOrNamed > 0.5 {
      // A row of ICMP has no ports, but others have some.
      out.append((.ports, 46 + 40 * saidOrNamed))
    } else if e.transport != nil, e.transports == 0,
      max(e.share(e.numbers) + anyShare, portLike) > 0.5
    {
      out.append((.ports, 70))
    } else if portLike > 0.6, !e.hasOddNumbers, address == 0, e.numbers > 0,
      e.share(e.numbers) + anyShare > 0.6,
      !e.says(.count, .identifier, .prefixLength, .mask, .group, .owner, .validity, .note),
      !e.isCounting, !e.areSmall, !e.areYears || e.header == nil, !arePortsSaid
    {
      out.append((.ports, 34 + 10 * portLike + 4 * min(1, e.variety)))
    }

    // Protocols.
    let transport = e.share(e.transports)
    let namesTransport = e.says(.transportProtocol) || e.transport != nil && !isPortHeader
    if isPortHeader && portLike > 0 || said > 0.2 && transport < 0.7 {
      // Ports and protocols in one column.
    } else if transport > 0, transport + anyShare > 0.4 || e.says(.transportProtocol) {
      let any = namesTransport ? anyShare : 0
      out.append((.transport, (namesTransport ? 58 : 44) + 40 * (transport + any)))
    } else if e.says(.transportProtocol), !isPortHeader, e.share(e.numbers) > 0.9,
      !e.says(.application)
    {
      out.append((.transport, 75))
    } else if e.says(.transportProtocol), e.share(e.anyWords) > 0.9 {
      out.append((.transport, 70))
    }
    if e.says(.application) || e.says(.transportProtocol) && !isPortHeader, e.share(e.words) > 0.3,
      transport < 0.9
    {
      out.append((.application, 57 + 5 * e.share(e.applications)))
    } else if e.share(e.applications) > 0.7, said < 0.3, transport < 0.3,
      !e.says(.service, .group, .note), !isPortHeader,
      portLike > 0.5 || e.header == nil
    {
      out.append((.application, 30))
    }

    // Directions, verdicts, states.
    let direction = e.share(e.directions)
    if direction > 0.6 || e.says(.direction) && direction > 0 {
      out.append((.direction, (e.says(.direction) ? 55 : 40) + 45 * direction))
    }
    let verdict = e.statesDefaults ? 0 : e.share(e.verdicts)
    // "permit", "reject" in every row, whatever the column is called.
    if verdict > 0.99, e.denials > 0, e.denials < e.count, !e.says(.note), e.isShort, address == 0,
      !isPortHeader, e.header != nil,
      !e.says(.direction, .inbound, .outbound)
    {
      out.append((.action, 70))
    }
    if e.says(.action), verdict > 0.3 { out.append((.action, 60 + 35 * verdict)) }
    // "Exposed" with ticks and crosses, "External" with yes and no.
    let isOfExposure =
      e.header?.tokens.contains { SentenceWords.exposed.contains($0.lower) } ?? false
    if isOfExposure, e.share(e.marks) + e.share(e.yesNo) > 0.9, address == 0 {
      out.append((.action, 68))
    }
    // "Allow public access?" with "Yes (for users)" and "No (listens on 127.0.0.1)".
    let asksToOpen = e.says(.allow) && (e.header?.asksForOpening ?? false)
    if asksToOpen, e.share(e.answers) > 0.9, !isPortHeader {
      out.append((.action, 99))
    }
    // "To be opened?" with ticks and crosses.
    if e.says(.allow), e.share(e.marks) + verdict > 0.3 { out.append((.action, 68)) }
    if verdict > 0, verdict + e.share(e.marks) > 0.8, !e.says(.service, .note) {
      out.append((.action, 63))
    }
    if e.says(.status), address == 0, !e.statesDefaults { out.append((.status, 58)) }
    // "Change" above "added" and "removed", whatever the column is called.
    // Not "Issue" above "cannot connect".
    if e.share(e.states) > 0.6, e.denials > 0, address == 0, !isPortHeader, !e.statesDefaults,
      !(e.header?.namesProblem ?? false)
    {
      out.append((.status, 66))
    }

    // Columns of no use.
    if e.says(.example), !isPortHeader || address > 0.5, address > 0 { out.append((.ignored, 95)) }
    if e.says(.identifier), e.isCounting || e.share(e.numbers) > 0.8 && !isPortHeader {
      out.append((.ignored, 80))
    }
    if e.says(.count), e.share(e.numbers) + (e.hasOddNumbers ? 1 : 0) > 0.5, !isPortHeader {
      out.append((.ignored, 78))
    }
    // "IPv4", "inet6": of which family the address is.
    if e.share(e.families) > 0.9 { out.append((.ignored, 97)) }
    if e.isCounting, !isPortHeader, e.header != nil { out.append((.ignored, 50)) }
    if e.says(.owner), address == 0 { out.append((.ignored, 64)) }
    if e.share(e.yesNo) > 0.9, !e.says(.service) { out.append((.ignored, 66)) }
    let isLength =
      e.says(.prefixLength, .mask) || e.header?.tokens.contains { $0.lower == "prefix" } ?? false
    if isLength, e.share(e.numbers) > 0.9, !isPortHeader { out.append((.prefixLength, 82)) }
    if e.says(.validity), address == 0, e.share(e.words) < 0.5, !isPortHeader,
      !e.says(.ask, .service)
    {
      out.append((.note, 57))
    }

    // Names and remarks.
    let words = e.share(e.words)
    let areNames =
      e.says(.service, .group, .note) && !isPortHeader && address == 0 && e.share(e.names) > 0.5
    if words > 0.3 || areNames || address == 0 && portLike < 0.6
      || arePortsElsewhere && e.says(.service) && e.share(e.numbers) == 0
    {
      // "Use TLS" names nothing.
      let isOfEncryption = e.says(.encryption) && e.header.map { $0.tokens.count <= 3 } ?? false
      if e.says(.service), !e.says(.note), !isOfEncryption { out.append((.service, 59)) }
      if e.says(.group) { out.append((.group, e.says(.service) ? 57 : 60)) }
      if e.says(.note) { out.append((.note, e.says(.service) ? 56 : 59)) }
      if namesAddress, words > 0.5 { out.append((.service, 40)) }
    }
    return out
  }
}
