import EndpointModel

extension PANOSConfiguration.Entry {
  /// The words of a list or the value of a word, from all commands; a command may be about
  /// several of them.
  func values(_ key: String) -> [String] {
    var out: [String] = []
    for command in commands {
      var words = command.words[...]
      while let name = words.popFirst(), let value = words.popFirst() {
        var list = [value]
        if value == "[" {
          list = Array(words.prefix { $0 != "]" })
          words = words.dropFirst(list.count + 1)
        }
        if name == key { out += list }
      }
    }
    return out
  }

  /// Takes away what begins with these words, or a value from a list in brackets.
  ///
  /// - Returns: whether there was such a thing.
  mutating func delete(_ words: [String]) -> Bool {
    let before = commands.count
    commands.removeAll { $0.words.starts(with: words) }
    var found = commands.count < before
    let list = words.dropLast() + ["["]
    for i in commands.indices where commands[i].words.starts(with: list) {
      guard let end = commands[i].words[list.count...].firstIndex(of: "]"),
        let place = commands[i].words[list.count..<end].firstIndex(where: { $0 == words.last })
      else { continue }
      commands[i].words.remove(at: place)
      found = true
    }
    return found
  }

  private static let remarks: Set<String> = ["description", "tag", "comments", "disable-override"]

  /// An address object's address, by the last word on it; nil if it is none.
  var address: EndpointAddress? {
    var words = commands.flatMap(\.words)[...]
    var found: [EndpointAddress?] = []
    while let key = words.popFirst() {
      guard let value = words.popFirst() else { return nil }
      if value == "[" { words = words.drop { $0 != "]" }.dropFirst() }
      switch key {
      case "ip-netmask": found.append(EndpointAddress.enclosing(value))
      case "ip-range": found.append(AddressRange(value).map { EndpointAddress($0) })
      case "fqdn": found.append((try? HostName(parsing: value)).map { .host($0) })
      case let key where Self.remarks.contains(key): break
      default: return nil
      }
    }
    return found.last ?? nil
  }

  /// A service object's ports, by the last word on them; nil if they are not understood, or the
  /// ports of the other end are limited.
  var service: [ReadTraffic]? {
    var out: [ReadTraffic] = []
    for command in commands {
      let words = command.words
      if let key = words.first, Self.remarks.contains(key) { continue }
      guard words.count >= 2, words[0] == "protocol",
        let transport = IPProtocol(words[1]), transport.hasPorts, transport != .any
      else { return nil }
      var rest = words.dropFirst(2)
      while let key = rest.popFirst() {
        guard let value = rest.popFirst() else { return nil }
        switch key {
        case "port":
          let text = value.replacing(" ", with: "")
          guard let ports = PANOSNames.ports(text) else { return nil }
          out = [ReadTraffic(transport, ports)]
        case "override":
          // The timeouts of the service's own.
          rest = []
        case let key where Self.remarks.contains(key): break
        default: return nil
        }
      }
    }
    return out.isEmpty ? nil : out
  }

  /// A custom application that is a number of a protocol or a type of ICMP.
  var application: ReadTraffic? {
    var found: ReadTraffic?
    for command in commands where command.words.first == "default" {
      let words = command.words.dropFirst()
      switch (words.first, words.dropFirst().first) {
      case ("ident-by-ip-protocol"?, let number?):
        guard let number = UInt8(number) else { return nil }
        let transport = IPProtocol(number: number)
        found = ReadTraffic(transport, family: number == 1 ? .v4 : nil)
      case ("ident-by-icmp-type"?, "type"?):
        guard let type = words.last.flatMap({ UInt8($0) }), words.count == 3
        else { return nil }
        found = ReadTraffic(.icmp(type: type), family: .v4)
      default: return nil
      }
    }
    return found
  }
}
