import EndpointModel

/// A configuration of IOS-XE, as far as it concerns two access lists: lines are obeyed in order, as
/// the device does, also those that take something away.
struct IOSXEConfiguration: CiscoConfiguration {
  static let commentSigns: Set<Character> = ["!"]

  private var objects = CiscoObjects(.iosxe)
  private var lists: [IPFamily: IOSXEList] = [:]
  /// The same as `show access-lists` prints them, with what of their heads is not understood.
  private var listed: [IPFamily: IOSXEList] = [:]
  private var oddities: [String] = []
  private let names: [IPFamily: String]
  private var block = Block.other
  private var applications = IOSXEApplications()
  private var translations = CiscoTranslations()
  /// The interface whose incoming traffic the lists are for; nil for any.
  private let interface: String?
  private(set) var strays: [Int] = []
  var shortened: [String] = []

  /// What the indented lines that follow belong to.
  private enum Block {
    case other
    case network(String)
    case service(String, IPFamily)
    case list(IPFamily)
    case listed(IPFamily)
  }

  init(_ text: String, list: String, list6: String, interface: String?) throws {
    names = [.v4: list, .v6: list6]
    self.interface = interface
    if !takeLines(of: text) {
      throw FirewallReadingError(IOSXE.name, "it has no access list and no object group")
    }
    for (family, list) in listed {
      if let written = lists[family], objects.differ(list.lines, written.lines, family: family) {
        oddities.append(
          "the access list \(names[family] ?? "") stands in the text twice, and the listing allows other "
            + "things than the configuration: the listing is read")
      }
    }
  }

  /// What decides of a family.
  private func list(_ family: IPFamily) -> IOSXEList? { listed[family] ?? lists[family] }

  var reading: FirewallReading {
    var reader = PermitReader()
    tellStrays(&reader)
    for sentence in oddities { reader.problem(sentence) }
    if lists.isEmpty, listed.isEmpty {
      reader.problem(
        "there is no access list \(IPFamily.allCases.compactMap { names[$0] }.joined(separator: " and no "))"
      )
    }
    if !applications.isTold {
      reader.note("where the access lists are applied: the text has no interface")
      if translations.isEmpty { reader.note(CiscoTranslations.note) }
    }
    var isApplied = false
    for family in IPFamily.allCases {
      tellEmptyList(family, &reader)
      if let name = names[family], applications.isTold, list(family) != nil,
        !applications.isApplied(name, family, at: interface)
      {
        reader.problem(
          "the access list \(name) is applied \(interface.map { "not in at \($0)" } ?? "nowhere"): "
            + (family == .v4 ? "ip access-group \(name) in" : "ipv6 traffic-filter \(name) in"))
      } else {
        isApplied = isApplied || list(family) != nil
        take(family, &reader)
      }
    }
    if isApplied {
      for problem in applications.problems(names, at: interface) { reader.problem(problem) }
      for note in applications.notes(names, at: interface) { reader.note(note) }
      translations.all(objects.networks).tell(&reader)
    }
    return reader.reading
  }

  /// The groups, and the lines of the lists; nil where the text only lists them, which it does without
  /// remarks.
  var contents: FirewallContents? {
    if !listed.isEmpty, lists.isEmpty { return nil }
    var out = objects.contents
    for (family, list) in lists {
      out.add(
        "access-list \(names[family] ?? "")",
        list.lines.map { objects.inWords($0.text, family: family) })
    }
    return out
  }

  /// A list without a line that permits or denies is no list: where it is applied, everything
  /// passes ("IP Access List Overview", access lists that are empty or not defined).
  private func tellEmptyList(_ family: IPFamily, _ reader: inout PermitReader) {
    guard let name = names[family] else { return }
    let isEmpty = list(family).map { $0.lines.allSatisfy { $0.text.hasPrefix("remark") } }
    if isEmpty ?? applications.isApplied(name, family, at: interface) {
      reader.problem(
        "the access list \(name) of IPv\(family.rawValue) "
          + (isEmpty == nil ? "is not there" : "has no line")
          + ": where it is applied, everything passes")
    }
  }

  private func take(_ family: IPFamily, _ reader: inout PermitReader) {
    objects.read(list(family)?.lines ?? [], family: family, into: &reader)
  }

  // MARK: Commands

  mutating func endBlock() {
    block = .other
    applications.endBlock()
  }

  mutating func takeStray(_ number: Int) { strays.append(number) }

  mutating func takeCommand(_ line: String, _ number: Int) -> Bool {
    if let head = IOSXEListing.head(line) { return takeHead(head, number) }
    var words = CiscoWords(line)
    var ahead = words
    // The default of a list is that there is none.
    let isDefault = ahead.take("default") && ["ip", "ipv6", "access-list"].contains(ahead.peek)
    if isDefault { words = ahead }
    let isGone = words.take("no") || isDefault
    applications.takeCommand(words, number, isGone: isGone)
    switch words.next() {
    case "ip":
      if words.take("nat") {
        if !isGone { translations.takeIOSXE(words.text, number) }
        return false
      }
      guard words.take("access-list") else { return false }
      if words.take("extended") {
        takeList(&words, .v4, isGone: isGone)
      } else if words.take("standard"), let name = words.next(), name == names[.v4] ?? "" {
        lists[.v4, default: IOSXEList()].add("standard", nil, line: number)
      }
    case "ipv6":
      guard words.take("access-list") else { return false }
      takeList(&words, .v6, isGone: isGone)
    case "access-list":
      // A numbered list, a line each.
      guard words.next().map({ $0 == names[.v4] ?? "" }) ?? false else { return true }
      if isGone, words.isEmpty { lists[.v4] = nil } else { takeEntry(words, number, .v4, isGone) }
    case "object-group": takeGroup(&words, isGone: isGone)
    case "nat64":
      if !isGone, words.text.contains(" static ") { translations.takeUnknown(number) }
      return false
    default: return false
    }
    return true
  }

  /// Takes the head of what is listed; all its lines follow.
  private mutating func takeHead(_ head: IOSXEListing.Head, _ number: Int) -> Bool {
    switch head {
    case .extended(let family, let name) where name == names[family]:
      listed[family] = IOSXEList()
      block = .listed(family)
    case .standard(let name) where name == names[.v4]:
      listed[.v4] = IOSXEList()
      listed[.v4]?.add("standard", nil, line: number)
    case .other(let name) where names.values.contains(name):
      oddities.append("line \(number): the head of the access list \(name) is not understood")
    case .network(let name):
      objects.networks.take(name, isGone: false)
      block = .network(name)
    case .service(let name):
      objects.services.take(name, isGone: false)
      block = .service(name, .v4)
    case .extended, .standard, .other: break
    }
    return true
  }

  private mutating func takeList(_ words: inout CiscoWords, _ family: IPFamily, isGone: Bool) {
    guard words.next().map({ $0 == names[family] ?? "" }) ?? false else { return }
    if isGone {
      lists[family] = nil
    } else {
      lists[family] = lists[family] ?? IOSXEList()
      block = .list(family)
    }
  }

  private mutating func takeGroup(_ words: inout CiscoWords, isGone: Bool) {
    guard let kind = words.next(), let word = words.next() else { return }
    let name = String(word)
    switch kind {
    case "network", "v6-network":
      objects.networks.take(name, isGone: isGone)
      block = .network(name)
    case "service", "v6-service":
      objects.services.take(name, isGone: isGone)
      block = .service(name, kind == "service" ? .v4 : .v6)
    default: return
    }
    if isGone { block = .other }
  }

  // MARK: Entries of a list

  /// Takes what follows a list's name, or a line within it: `10 permit …`, `permit … sequence
  /// 10`, `no 10`.
  private mutating func takeEntry(
    _ given: CiscoWords, _ number: Int, _ family: IPFamily, _ isGone: Bool
  ) {
    let (text, sequence) = Self.entry(given, family)
    if isGone {
      lists[family]?.remove(text, sequence)
    } else {
      lists[family, default: IOSXEList()].add(text, sequence, line: number)
    }
  }

  /// A line without its number, and the number.
  private static func entry(
    _ given: CiscoWords, _ family: IPFamily
  ) -> (text: String, sequence: Int?) {
    var words = given
    _ = words.take("sequence")
    var sequence: Int?
    if let first = words.peek, let value = Int(first) {
      sequence = value
      _ = words.next()
    }
    var text = words.text
    let parts = text.split(separator: " ")
    if family == .v6, parts.count > 2, parts[parts.count - 2] == "sequence",
      let value = Int(parts[parts.count - 1])
    {
      sequence = value
      text = parts.dropLast(2).joined(separator: " ")
    }
    return (text, sequence)
  }

  // MARK: Members

  mutating func takeMember(_ line: String, _ number: Int) {
    var words = CiscoWords(line)
    let isGone = words.take("no")
    guard let word = words.peek, word != "description", word != "!" else { return }
    do throws(CiscoProblem) {
      switch block {
      case .other: applications.takeMember(words, number, isGone: isGone)
      case .list(let family): takeEntry(words, number, family, isGone)
      case .listed(let family):
        let (text, sequence) = Self.entry(CiscoWords(IOSXEListing.bare(words.text)), family)
        listed[family, default: IOSXEList()].add(text, sequence, line: number)
      case .network(let name): try takeNetwork(&words, name, isGone: isGone)
      case .service(let name, let family):
        try takeService(&words, name, family, isGone: isGone)
      }
    } catch {
      let problem = "line \(number) of a group: \(error.reason)"
      switch block {
      case .other, .list, .listed: return
      case .network(let name): objects.networks.add(problem: problem, to: name)
      case .service(let name, _): objects.services.add(problem: problem, to: name)
      }
    }
  }

  private mutating func takeNetwork(
    _ words: inout CiscoWords, _ name: String, isGone: Bool
  ) throws(CiscoProblem) {
    var addresses: [EndpointAddress] = []
    if words.take("group-object") {
      guard let other = words.next() else { throw CiscoProblem("it names no group") }
      objects.networks.take(group: String(other), of: name, isGone: isGone)
    } else if words.take("range") {
      guard let first = words.next(), let last = words.next(),
        let range = AddressRange("\(first)-\(last)")
      else { throw CiscoProblem("its range is not understood") }
      addresses = [EndpointAddress(range)]
    } else if words.take("any") {
      addresses = [EndpointAddress(AddressRange.all(.v4))]
    } else {
      addresses = [try objects.address(&words, hasWildcards: false)]
    }
    guard words.isEmpty else { throw CiscoProblem("it has more words than are understood") }
    for address in addresses {
      objects.networks.take(address, of: name, isGone: isGone)
    }
  }

  private mutating func takeService(
    _ words: inout CiscoWords, _ name: String, _ family: IPFamily, isGone: Bool
  ) throws(CiscoProblem) {
    if words.take("group-object") {
      guard let other = words.next() else { throw CiscoProblem("it names no group") }
      objects.services.take(group: String(other), of: name, isGone: isGone)
      return
    }
    var named = words
    if family == .v6, named.take("icmp") { words = CiscoWords("icmp6 \(named.text)") }
    for service in try objects.service(&words) {
      objects.services.take(service, of: name, isGone: isGone)
    }
  }
}
