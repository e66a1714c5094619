import EndpointModel

/// A configuration of an ASA, as far as it concerns one access list: lines are obeyed in order, as
/// the device does, also those that take something away.
struct ASAConfiguration: CiscoConfiguration {
  static let commentSigns: Set<Character> = ["!", ":"]

  private let list: String
  private let prefix: String
  private var objects = CiscoObjects(.asa)
  private var entries: [(line: Int, text: String)] = []
  private var isThere = false
  /// The same access list as `show access-list` prints it.
  private var listing: ASAListing
  /// The interface whose incoming traffic the list is for, or "global".
  private let interface: String
  /// The list that is applied at each place, `global`, `in inside`, `out inside`; nil in a text that
  /// would not tell, as it has no interface and no list that is applied.
  private var applied: [String: String]?
  private var block = Block.other
  private(set) var strays: [Int] = []
  var shortened: [String] = []
  /// The lines of the command that lets connections in beside access lists.
  private var pinholes: [Int] = []
  /// The names of interfaces, by what the device calls them.
  private var names: [String: String] = [:]
  /// Those through which nothing passes.
  private var forManagement: Set<String> = []
  /// What else decides, in words.
  private var others: [String] = []
  private var notes: [String] = []
  private var translations = CiscoTranslations()

  /// What the indented lines that follow belong to.
  private enum Block {
    case other, policyMap
    case interface(String)
    case network(String)
    case service(String)
    case ports(String, IPProtocol)
  }

  init(_ text: String, list: String, interface: String, prefix: String) throws {
    self.list = list
    self.interface = interface
    self.prefix = prefix
    listing = ASAListing(of: list)
    if !takeLines(of: text) {
      throw FirewallReadingError(ASA.name, "it has no access list and no object")
    }
  }

  var reading: FirewallReading {
    var reader = PermitReader()
    tellStrays(&reader)
    for line in pinholes {
      reader.problem("line \(line): the command \"established\" lets in more than access lists do")
    }
    for sentence in others { reader.problem(sentence) }
    for sentence in notes { reader.note(sentence) }
    if !isThere, !listing.isThere { reader.problem("there is no access list \(list)") }
    for sentence in listing.problems { reader.problem(sentence) }
    for sentence in listing.notes { reader.note(sentence) }
    if listing.isThere, objects.differ(listing.entries, entries, family: nil) {
      reader.problem(
        "the access list \(list) stands in the text twice, and the listing allows other things than the "
          + "configuration: the listing is read")
    }
    if applied == nil {
      reader.note("where the access list is applied: the text has no interface and no access-group")
      if translations.isEmpty { reader.note(CiscoTranslations.note) }
    }
    if isThere || listing.isThere, let applied {
      guard applied.contains(where: { $0.value == list && Self.letsIn($0.key) }) else {
        reader.problem(
          "the access list \(list) is applied nowhere: access-group \(list) global, or in interface "
            + "NAME")
        return reader.reading
      }
      for other in otherLists(applied) { reader.problem(other) }
    }
    // Of others' lines it is a way to keep them for another time.
    for (line, text) in listing.isThere ? listing.written : entries
    where text.hasSuffix(" inactive") && text.contains(" object-group \(prefix)-s-") {
      reader.problem("line \(line) of an access list is Gatebook's, and inactive")
    }
    objects.read(
      deciding, family: nil, side: interface == "global" ? nil : interface, into: &reader)
    translations.all(objects.networks).tell(&reader)
    return reader.reading
  }

  /// The lines that decide.
  private var deciding: [(line: Int, text: String)] {
    listing.isThere ? listing.entries : entries
  }

  /// The objects and groups, and the lines of the access list.
  ///
  /// - Returns: nil where the text tells only what the device makes of them.
  var contents: FirewallContents? {
    if listing.isThere, !isThere { return nil }
    var out = objects.contents
    if isThere {
      out.add("access-list \(list)", entries.map { objects.inWords($0.text, family: nil) })
    }
    return out
  }

  private static func letsIn(_ place: String) -> Bool {
    place == "global" || place.hasPrefix("in ")
  }

  /// Lists that decide in place of this one, or before it: the list of an interface is asked before
  /// the global one (Cisco ASA CLI guide, "Access Rules"), and that of traffic going out after both.
  private func otherLists(_ applied: [String: String]) -> [String] {
    let others = applied.filter {
      $0.value != list
        && (interface == "global" && Self.letsIn($0.key) || $0.key.hasPrefix("out"))
    }.map { "the access list \($0.value) is applied as well (\($0.key)), and is not read" }.sorted()
    if interface == "global" {
      // At every interface, it is as good as global.
      let isEverywhere =
        !names.isEmpty
        && names.allSatisfy { forManagement.contains($0.key) || applied["in \($0.value)"] == list }
      if applied["global"] == list || isEverywhere { return others }
      let places = applied.filter { $0.value == list && Self.letsIn($0.key) }.map(\.key).sorted()
      return others + [
        "the access list \(list) is not applied global, but \(places.joined(separator: ", ")): what comes "
          + "in elsewhere, it does not decide"
      ]
    }
    let deciding = applied["in \(interface)"] ?? applied["global"]
    if deciding == list, let next = applied["global"], next != list, !deniesTheRest {
      return others + [
        "what the access list \(list) leaves comes to the global access list \(next), which is not "
          + "read: \(list) does not end with deny ip any any"
      ]
    }
    return deciding == list
      ? others
      : ["not \(list), but \(deciding ?? "no list") is applied in interface \(interface)"] + others
  }

  /// Whether a line denies all that none before it allows.
  private var deniesTheRest: Bool {
    deciding.contains { $0.text.hasPrefix("deny ip any any") && !$0.text.hasSuffix(" inactive") }
  }

  // MARK: Commands

  mutating func endBlock() { block = .other }

  mutating func takeStray(_ number: Int) { strays.append(number) }

  mutating func takeCommand(_ line: String, _ number: Int) -> Bool {
    var words = CiscoWords(line)
    let isGone = words.take("no")
    switch words.next() {
    case "access-list": takeEntry(&words, number, isGone: isGone)
    case "interface":
      applied = applied ?? [:]
      block = .interface(words.text)
      return false
    case "nat":
      translations.takeTwice(line, number, isGone: isGone)
      return false
    case "static":
      if !isGone { translations.takeStatic(line, number) }
      return false
    case "policy-map":
      block = .policyMap
      return false
    case "shun":
      if !isGone { others.append("line \(number): a sender is shunned, whatever lists allow it") }
      return false
    case "threat-detection":
      if !isGone, line.contains(" shun") {
        others.append("line \(number): senders that look like threats are shunned")
      }
      return false
    case "context":
      others.append(
        "line \(number): the device has several contexts: give the configuration of one of them")
      return false
    case "access-group":
      guard let name = words.next().map({ String($0) }) else { return false }
      let way = words.next().map { String($0) } ?? "global"
      _ = words.take("interface")
      var place = ([way] + [words.next().map { String($0) }].compactMap { $0 })
        .joined(separator: " ")
      if words.take("control-plane") { place = "control-plane " + place }
      if words.take("per-user-override"), !isGone {
        others.append(
          "line \(number): lists that users bring decide in place of the access list \(name)")
      }
      applied = applied ?? [:]
      applied?[place] = isGone ? nil : name
      return false
    case "established":
      // It opens ports for others than those who asked (Cisco ASA command reference, "established").
      if !isGone { pinholes.append(number) }
      return false
    case "object", "object-group": takeHead(&words, number, isGone: isGone)
    case "clear":
      guard words.take("configure") else { return false }
      return takeClearing(&words, number)
    case "name":
      guard let word = words.next(), let address = try? IPAddress(parsing: word),
        let name = words.next()
      else { return false }
      objects.names[String(name)] = isGone ? nil : address
    default: return false
    }
    return true
  }

  /// `clear configure …`: what is taken away is not there any more, whatever stood before.
  private mutating func takeClearing(_ words: inout CiscoWords, _ number: Int) -> Bool {
    switch words.next() {
    case "access-list":
      if words.next().map({ $0 == list }) ?? true {
        entries = []
        isThere = false
      }
    case "access-group": applied = [:]
    case "all":
      entries = []
      isThere = false
      applied = [:]
      objects = CiscoObjects(.asa)
      translations = CiscoTranslations()
    case let word?:
      if ["interface", "name", "nat", "object", "object-group", "names"].contains(word) {
        others.append("line \(number): what it clears is not worked out")
      }
      return false
    case nil: return false
    }
    return true
  }

  private mutating func takeEntry(_ words: inout CiscoWords, _ number: Int, isGone: Bool) {
    guard let name = words.next() else { return }
    if name.hasSuffix(";") { return listing.takeHead(name.dropLast(), words, place: number) }
    guard name == list else { return }
    if !isGone, listing.take(words, place: number) { return }
    isThere = true
    var place = entries.count
    if words.take("line") {
      place = min(max((words.next().flatMap { Int($0) } ?? Int.max) - 1, 0), entries.count)
    }
    _ = words.take("extended")
    let text = words.text
    if isGone, text.isEmpty {
      entries = []
      isThere = false
    } else if isGone {
      if let found = entries.firstIndex(where: { $0.text == text }) { entries.remove(at: found) }
    } else {
      entries.insert((number, text), at: place)
    }
  }

  private mutating func takeHead(_ words: inout CiscoWords, _ number: Int, isGone: Bool) {
    guard let kind = words.next(), let word = words.next() else { return }
    let name = String(word)
    switch kind {
    case "network":
      objects.networks.take(name, isGone: isGone)
      block = .network(name)
    case "service", "protocol", "icmp-type":
      if kind == "service", let transport = words.next().flatMap(CiscoNames.transport) {
        objects.ports.take(name, isGone: isGone)
        block = .ports(name, transport)
      } else {
        objects.services.take(name, isGone: isGone)
        block = .service(name)
      }
    default: return
    }
    if isGone { block = .other }
  }

  // MARK: Members

  mutating func takeMember(_ line: String, _ number: Int) {
    var words = CiscoWords(line)
    let isGone = words.take("no")
    guard let word = words.peek, word != "description" else { return }
    do throws(CiscoProblem) {
      switch block {
      // What a device makes of a line stands indented below it.
      case .other where !isGone && words.take("access-list"):
        takeEntry(&words, number, isGone: false)
      case .other: return
      case .interface(let name): takeInterface(words, name, number, isGone: isGone)
      case .policyMap: takePolicy(words, number)
      case .network(let name):
        if !isGone, words.peek == "nat" { translations.takeObject(words.text, name, number) }
        try takeNetwork(&words, name, isGone: isGone)
      case .service(let name): try takeService(&words, name, isGone: isGone)
      case .ports(let name, let transport):
        try takePorts(&words, name, transport, isGone: isGone)
      }
    } catch {
      let problem = "line \(number) of a group or object: \(error.reason)"
      switch block {
      case .other, .interface, .policyMap: return
      case .network(let name): objects.networks.add(problem: problem, to: name)
      case .service(let name): objects.services.add(problem: problem, to: name)
      case .ports(let name, _): objects.ports.add(problem: problem, to: name)
      }
    }
  }

  private mutating func takeInterface(
    _ given: CiscoWords, _ interface: String, _ number: Int, isGone: Bool
  ) {
    var words = given
    switch words.next() {
    case "nameif": names[interface] = isGone ? nil : words.next().map { String($0) }
    case "management-only" where isGone: forManagement.remove(interface)
    case "management-only": forManagement.insert(interface)
    case "policy-route" where !isGone:
      notes.append("line \(number): where the route map sends packets: \(words.text)")
    default: break
    }
  }

  /// What a policy map drops of connections, it drops behind every access list.
  private mutating func takePolicy(_ words: CiscoWords, _ number: Int) {
    let isLimit =
      ["drop", "police", "reset"].contains(words.peek) || words.text.contains("conn-max")
      || words.text.contains("embryonic-conn")
    let sentence = "what policy maps drop of the connections that are allowed"
    if isLimit, !notes.contains(sentence) { notes.append(sentence) }
  }

  private static func name(_ words: inout CiscoWords) throws(CiscoProblem) -> String {
    guard let name = words.next() else { throw CiscoProblem("it names no group") }
    return String(name)
  }

  private mutating func takeNetwork(
    _ words: inout CiscoWords, _ name: String, isGone: Bool
  ) throws(CiscoProblem) {
    let address: EndpointAddress
    switch words.next() {
    case "group-object": return try takeGroup(&words, name, isGone: isGone)
    case "network-object":
      if words.take("object") { return try takeGroup(&words, name, isGone: isGone) }
      address = try objects.address(&words, hasWildcards: false)
    case "host":
      guard let word = words.next(),
        let host = (try? IPAddress(parsing: word)) ?? objects.names[String(word)]
      else { throw CiscoProblem("its address is not understood") }
      address = .block(CIDRBlock(host))
    case "subnet": address = try objects.address(&words, hasWildcards: false)
    case "range":
      guard let first = words.next(), let last = words.next(),
        let range = AddressRange("\(first)-\(last)")
      else { throw CiscoProblem("its range is not understood") }
      address = EndpointAddress(range)
    case "fqdn":
      if !words.take("v4") { _ = words.take("v6") }
      guard let word = words.next(), let host = try? HostName(parsing: word) else {
        throw CiscoProblem("its host name is not understood")
      }
      address = .host(host)
    // Translation of addresses belongs to an object, and is none of an access list.
    case "nat": return
    default: throw CiscoProblem("its kind is not understood")
    }
    guard words.isEmpty else { throw CiscoProblem("it has more words than are understood") }
    objects.networks.take(address, of: name, isGone: isGone)
  }

  private mutating func takeGroup(
    _ words: inout CiscoWords, _ name: String, isGone: Bool
  ) throws(CiscoProblem) {
    let other = try Self.name(&words)
    objects.networks.take(group: other, of: name, isGone: isGone)
  }

  private mutating func takeService(
    _ words: inout CiscoWords, _ name: String, isGone: Bool
  ) throws(CiscoProblem) {
    let found: [ReadTraffic]
    switch words.next() {
    case "group-object":
      let other = try Self.name(&words)
      objects.services.take(group: other, of: name, isGone: isGone)
      return
    case "service-object":
      if words.take("object") {
        let other = try Self.name(&words)
        objects.services.take(group: other, of: name, isGone: isGone)
        return
      }
      found = try objects.service(&words)
    case "service", "protocol-object": found = try objects.service(&words)
    case "icmp-object":
      var type = CiscoWords("icmp \(words.text)")
      found = try objects.service(&type)
    default: throw CiscoProblem("its kind is not understood")
    }
    for service in found {
      objects.services.take(service, of: name, isGone: isGone)
    }
  }

  private mutating func takePorts(
    _ words: inout CiscoWords, _ name: String, _ transport: IPProtocol, isGone: Bool
  ) throws(CiscoProblem) {
    switch words.next() {
    case "group-object": objects.ports.add(group: try Self.name(&words), to: name)
    case "port-object":
      guard let set = try words.ports(of: transport), words.isEmpty else {
        throw CiscoProblem("its ports are not understood")
      }
      objects.ports.take(set, of: name, isGone: isGone)
    default: throw CiscoProblem("its kind is not understood")
    }
  }
}
