import EndpointModel

/// What sets hold after the commands of `ipset save` or of a file for `ipset restore` (ipset(8)).
struct IPSetListing {
  struct Entry {
    let line: Int
    var range: AddressRange?
    /// The name of another set, in a list of sets.
    var member: String?
    var traffic: (transport: IPProtocol, ports: PortSet?)?
    var comment: String?
    /// Why it is not an entry like others.
    var problem: String?
  }

  struct Content {
    let type: String
    let family: IPFamily
    let netmask: Int?
    let expires: Bool
    let problem: String?
  }

  private(set) var sets: [String: Content] = [:]
  /// By set and by their texts; apart from the sets, so that no copy of them is made.
  private var entries: [String: [String: Entry]] = [:]
  private(set) var problems: [String] = []

  var isEmpty: Bool { sets.isEmpty }

  mutating func take(_ line: String, at number: Int) {
    let words = Self.words(line).filter { $0 != "-exist" && $0 != "-!" }
    guard let command = words.first, !command.hasPrefix("#") else { return }
    if line.utf8.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1 { return fail(number, line) }
    switch (command, words.count) {
    case ("COMMIT", 1), ("quit", 1): break
    case ("create", 3...), ("-N", 3...): create(words, line: number)
    case ("add", 3...), ("-A", 3...): add(words, line: number)
    case ("del", 3), ("-D", 3):
      guard let set = sets[words[1]],
        entries[words[1]]?.removeValue(forKey: Self.key(words[2], set)) != nil
      else { return fail(number, line) }
    case ("flush", 2), ("-F", 2):
      if sets[words[1]] == nil { fail(number, line) }
      entries[words[1]] = nil
    case ("swap", 3), ("-W", 3):
      guard let first = sets[words[1]], let second = sets[words[2]] else {
        return fail(number, line)
      }
      sets[words[1]] = second
      sets[words[2]] = first
      let before = entries.removeValue(forKey: words[1])
      entries[words[1]] = entries.removeValue(forKey: words[2])
      entries[words[2]] = before
    case ("destroy", 2), ("-X", 2):
      if sets.removeValue(forKey: words[1]) == nil { fail(number, line) }
      entries[words[1]] = nil
    default: fail(number, line)
    }
  }

  private mutating func fail(_ line: Int, _ text: String) {
    problems.append("line \(line): \(text.quoted) is not understood")
  }

  /// Words, of which one may stand between quotation marks.
  private static func words(_ line: String) -> [String] {
    let parts = line.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { number, part in
      number % 2 == 1 ? [String(part)] : String(part).words
    }
  }

  private static let harmless: Set<String> = [
    "hashsize", "maxelem", "bucketsize", "initval", "size", "range",
  ]

  private mutating func create(_ words: [String], line: Int) {
    var family = IPFamily.v4
    var netmask: Int?
    var expires = false
    var problem: String?
    var place = 3
    while place < words.count {
      let (option, value) = (words[place], place + 1 < words.count ? words[place + 1] : "")
      place += 2
      switch option {
      case "counters", "comment", "skbinfo", "forceadd": place -= 1
      case "family" where value == "inet" || value == "inet6":
        family = value == "inet" ? .v4 : .v6
      case "netmask" where Int(value) != nil: netmask = Int(value)
      case "timeout": expires = value != "0"
      case _ where Self.harmless.contains(option): break
      default: problem = "the option \(option.quoted) of the set is not understood"
      }
    }
    // Of a set that is there already, the entries stay.
    if sets[words[1]] != nil { return }
    sets[words[1]] = Content(
      type: words[2], family: family, netmask: netmask, expires: expires, problem: problem)
  }

  private static func key(_ text: String, _ set: Content) -> String {
    set.family == .v6 || set.type == "list:set" ? text.lowercased() : text
  }

  private mutating func add(_ words: [String], line: Int) {
    guard let set = sets[words[1]] else {
      return fail(line, words.joined(separator: " "))
    }
    var entry = Self.entry(words[2], set, line)
    var expires = set.expires
    var place = 3
    while place < words.count {
      let (option, value) = (words[place], place + 1 < words.count ? words[place + 1] : "")
      place += 2
      switch option {
      case "comment": entry.comment = value
      case "packets", "bytes", "skbmark", "skbprio", "skbqueue", "before", "after": break
      case "timeout": expires = value != "0"
      case "nomatch":
        place -= 1
        entry.problem = "the entry is an exception from others"
      default: entry.problem = "\(option.quoted) is not understood"
      }
    }
    if expires, entry.problem == nil { entry.problem = "the entry expires" }
    entries[words[1], default: [:]][Self.key(words[2], set)] = entry
  }

  private static func entry(_ text: String, _ set: Content, _ line: Int) -> Entry {
    var entry = Entry(line: line)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    switch (set.type, parts.count) {
    case ("list:set", 1): entry.member = text
    case ("hash:ip", 1), ("hash:net", 1), ("bitmap:ip", 1): break
    case ("hash:ip,port", 2), ("hash:net,port", 2):
      entry.traffic = traffic(parts[1], set.family)
      if entry.traffic == nil { entry.problem = "its protocol and port are not understood" }
    default: entry.problem = "entries of the type \(set.type.quoted) are not understood"
    }
    if set.type == "list:set" || entry.problem != nil { return entry }
    do {
      let range = try AddressRange(entry: parts[0], .ranges)
      entry.range = range
      if let netmask = set.netmask {
        // Each network from the first to the last, as ipset takes them in.
        entry.range = CIDRBlock(enclosing: range.first, prefixLength: netmask).flatMap { first in
          CIDRBlock(enclosing: range.last, prefixLength: netmask).flatMap { last in
            AddressRange(AddressRange(first).first, AddressRange(last).last)
          }
        }
      }
      if range.family != set.family || entry.range == nil {
        entry.problem = "it is not of the set's family"
      }
    } catch {
      entry.problem = error.rule
    }
    return entry
  }

  /// `tcp:443`, `443` (which is of TCP), `udp:4201-4264`, `icmp:8/0`, `esp:0`.
  private static func traffic(
    _ text: String, _ family: IPFamily
  ) -> (transport: IPProtocol, ports: PortSet?)? {
    let parts = text.split(separator: ":", maxSplits: 1).map { String($0) }
    guard let last = parts.last,
      let transport = NetfilterNames.transport(parts.count == 2 ? parts[0] : "tcp", family)
    else { return nil }
    switch transport {
    case .tcp, .udp, .sctp:
      let range = NetfilterNames.portRange(last, between: "-")
      return range.flatMap { PortSet([$0]) }.map { (transport, $0) }
    case .number where last == "0": return (transport, nil)
    case .icmp where family == .v4:
      // Without a code the type is not the whole; echo requests have the code 0 only (RFC 792).
      let isEcho = ["8/0", "echo-request", "ping"].contains(last)
      return isEcho ? (.icmp(type: 8), nil) : nil
    default: return nil
    }
  }
}

extension IPSetListing {
  /// What the sets of Gatebook's names hold.
  func reading(_ names: IPSetNames) -> FirewallReading {
    var problems = problems
    var endpoints: [Endpoint] = []
    var number: Int?
    let named = sets.keys.filter { $0.hasPrefix(names.prefix) }.sorted()
    if named.isEmpty { problems.append("no set has a name that begins with \(names.prefix)") }
    for name in named {
      if name == names.revision {
        let numbers = entries[name] ?? [:]
        if numbers.count == 1, let address = numbers.values.first?.range?.first {
          number = Int(exactly: address.number)
        }
        continue
      }
      let byName = names.traffic(of: name)
      for (range, traffic, entry) in ranges(of: name, problems: &problems) {
        guard
          let known = byName ?? entry.comment.flatMap({ names.traffic(of: name, comment: $0) }),
          traffic == nil
        else {
          problems.append(
            "line \(entry.line): which traffic the set \(name.quoted) is for is not understood")
          continue
        }
        endpoints += Permit(known, addresses: [range]).endpoints
      }
    }
    return FirewallReading(
      endpoints, number: number, problems: problems,
      notes: ["which rules name the sets: ipset lists none, iptables-save behind ipset save does"])
  }

  /// The entries of a set, or of the sets in a list of sets, by their lines.
  func ranges(
    of name: String, problems: inout [String]
  ) -> [(AddressRange, (transport: IPProtocol, ports: PortSet?)?, Entry)] {
    guard let set = sets[name] else {
      problems.append("the set \(name.quoted) is not there")
      return []
    }
    if let problem = set.problem { problems.append("set \(name.quoted): \(problem)") }
    var out: [(AddressRange, (transport: IPProtocol, ports: PortSet?)?, Entry)] = []
    for entry in (entries[name] ?? [:]).values.sorted(by: { $0.line < $1.line }) {
      if let problem = entry.problem {
        problems.append("line \(entry.line), set \(name.quoted): \(problem)")
      } else if let member = entry.member {
        // A list cannot hold a list (ipset(8), "list:set").
        if let inner = sets[member], inner.type != "list:set" {
          out += ranges(of: member, problems: &problems)
        } else {
          problems.append("line \(entry.line): there is no set \(member.quoted) to be a member")
        }
      } else if let range = entry.range {
        out.append((range, entry.traffic, entry))
      }
    }
    return out
  }
}
