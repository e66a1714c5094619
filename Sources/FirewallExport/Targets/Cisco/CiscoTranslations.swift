import EndpointModel

/// The commands by which a Cisco device gives connections another destination.
struct CiscoTranslations {
  /// A translation of the ASA, whose ends may be names of objects that are defined later.
  private struct Pair {
    let line: Int
    let before: String
    let after: String
  }

  private var pairs: [Pair] = []
  private var rewrites: [DestinationRewrite] = []
  /// Lines that are not understood.
  private var unknown: [Int] = []

  var isEmpty: Bool { pairs.isEmpty && rewrites.isEmpty && unknown.isEmpty }

  /// What a text without interfaces does not tell: it is a part of a configuration.
  static let note = "what gives connections another destination (nat): the text has no interface"

  /// Takes `nat (inside,outside) source static A B destination static C D`: who goes to B comes to A,
  /// and who goes to C comes to D (Cisco ASA CLI guide, "Twice NAT").
  mutating func takeTwice(_ line: String, _ number: Int, isGone: Bool) {
    let words = line.split(separator: " ").map { String($0) }
    // With "no" before it, or at its end, it translates nothing.
    if isGone || words.contains("inactive") { return }
    // Before release 8.3 it names one interface, and translates senders only.
    if words.count > 1, !words[1].contains(",") { return }
    guard let source = words.firstIndex(of: "source") else { return unknown.append(number) }
    // Other ports are given to a destination, which may stay what it was.
    if let place = words.firstIndex(of: "service"),
      words.dropFirst(place + 1).first != words.dropFirst(place + 2).first
    {
      return unknown.append(number)
    }
    func pair(_ place: Int) -> (String, String)? {
      place + 3 < words.count && words[place + 1] == "static"
        ? (words[place + 2], words[place + 3]) : nil
    }
    if let (real, mapped) = pair(source) {
      pairs.append(Pair(line: number, before: mapped, after: real))
    }
    if let place = words.firstIndex(of: "destination") {
      guard let (mapped, real) = pair(place) else { return unknown.append(number) }
      pairs.append(Pair(line: number, before: mapped, after: real))
    }
  }

  /// Takes `static (inside,outside) MAPPED REAL`, or `static (inside,outside) tcp MAPPED PORT REAL PORT`, of
  /// releases before 8.3.
  mutating func takeStatic(_ line: String, _ number: Int) {
    var words = line.split(separator: " ").map { String($0) }.dropFirst(2)
    let hasPorts = ["tcp", "udp"].contains(words.first)
    if hasPorts { words = words.dropFirst() }
    guard let mapped = words.popFirst(), !hasPorts || words.popFirst() != nil,
      let real = words.popFirst()
    else { return unknown.append(number) }
    pairs.append(Pair(line: number, before: mapped, after: real))
  }

  /// Takes `nat (inside,outside) static MAPPED` of a network object: who goes to MAPPED comes to the
  /// object.
  mutating func takeObject(_ line: String, _ name: String, _ number: Int) {
    let words = line.split(separator: " ").map { String($0) }
    guard let place = words.firstIndex(of: "static") else { return }
    guard place + 1 < words.count else { return unknown.append(number) }
    pairs.append(Pair(line: number, before: words[place + 1], after: name))
  }

  /// Takes what follows `ip nat` of IOS-XE: `inside source static LOCAL GLOBAL`, where who goes to
  /// GLOBAL from outside comes to LOCAL; `outside source static GLOBAL LOCAL`, where who goes to LOCAL
  /// from inside comes to GLOBAL ("IP Addressing: NAT Configuration Guide").
  mutating func takeIOSXE(_ text: String, _ number: Int) {
    var words = text.split(separator: " ").map { String($0) }[...]
    guard let side = words.popFirst(), side == "inside" || side == "outside",
      let what = words.popFirst()
    else { return }
    if what == "destination" || side == "outside" && words.first == "list" {
      return rewrites.append(any(number))
    }
    guard words.popFirst() == "static" else { return }
    var transport = IPProtocol.any
    if let word = words.first, word != "network", let known = CiscoNames.transport(word[...]) {
      transport = known
      words.removeFirst()
    }
    let isNetwork = words.first == "network"
    if isNetwork { words.removeFirst() }
    let hasPorts = transport == .tcp || transport == .udp
    guard let first = words.popFirst() else { return unknown.append(number) }
    if hasPorts { _ = words.popFirst() }
    // The device's own address is no destination that a document asks for.
    if words.first == "interface" { words.removeFirst() }
    guard let second = words.popFirst() else { return unknown.append(number) }
    let port = hasPorts ? words.popFirst().flatMap { PortSet($0) } : nil
    let length = isNetwork ? words.popFirst().map(Self.length) ?? "" : ""
    func range(_ text: String) -> [AddressRange]? {
      EndpointAddress.enclosing(text + length)?.range.map { [$0] }
    }
    // The second is what the other side goes to.
    rewrites.append(
      DestinationRewrite(
        "line \(number)", before: range(second) ?? [], after: range(first), transport, port))
  }

  /// Takes a command that translates in a way that is not worked out.
  mutating func takeUnknown(_ number: Int) { unknown.append(number) }

  private func any(_ number: Int) -> DestinationRewrite {
    DestinationRewrite("line \(number)", before: nil, after: nil)
  }

  /// `/24`, from that or from `255.255.255.0`.
  private static func length(_ text: String) -> String {
    if text.hasPrefix("/") { return text }
    return (try? IPAddress(parsing: text))?.prefixLengthAsMask.map { "/\($0)" } ?? ""
  }

  /// All of them.
  ///
  /// - Parameter networks: the objects and groups that they name.
  func all(_ networks: ConfigurationGroups<EndpointAddress>) -> [DestinationRewrite] {
    func ranges(_ name: String) -> [AddressRange]? {
      if name == "interface" { return [] }
      if name == "any" { return IPFamily.allCases.map { .all($0) } }
      if let range = EndpointAddress.enclosing(name)?.range { return [range] }
      let content = networks.content(of: name)
      let ranges = content.members.compactMap(\.range)
      return content.problems.isEmpty && ranges.count == content.members.count ? ranges : nil
    }
    return pairs.filter { $0.before != $0.after }.map {
      DestinationRewrite(
        "line \($0.line)", before: ranges($0.before), after: ranges($0.after))
    } + rewrites + unknown.map(any)
  }
}
