/// Lines that are typed into a terminal.
extension String {
  /// Whether it sets a shell variable: `$env:HTTP_PROXY = "…"`, `export HTTP_PROXY=…`.
  private var setsVariable: Bool {
    let text = Substring(trimmed)
    let exported = text.hasPrefix("export ") ? text.dropFirst(7) : text
    let name = exported.prefix { $0.isLetter || $0.isNumber || "_$:".contains($0) }
    let rest = exported[name.endIndex...].drop { $0 == " " }
    guard rest.first == "=", !rest.hasPrefix("=="), let first = name.first else { return false }
    return first == "$" || name.contains("_") && name.allSatisfy { !$0.isLowercase }
      || text != exported
  }

  /// "nginx.ingress.kubernetes.io/proxy-body-size: \"16k\"": a key with a slash and its value, as
  /// annotations of Kubernetes have them.
  private var setsAnnotation: Bool {
    guard let colon = firstRange(of: ": ") else { return false }
    let key = self[..<colon.lowerBound].drop { $0 == " " || $0 == "\"" }
    let value = self[colon.upperBound...].trimmed
    guard let slash = key.firstIndex(of: "/"), key[..<slash].hasSuffix("kubernetes.io"),
      !key.contains(where: \.isWhitespace), !key.contains(":"),
      key[key.index(after: slash)...].allSatisfy({
        $0.isLetter || $0.isNumber || "-_.\"".contains($0)
      }),
      let first = value.first
    else { return false }
    return first == "\"" || first == "'" || value == "true" || value == "false"
      || value.allSatisfy(\.isNumber)
  }

  /// "access-list 101 permit tcp any host 192.0.2.1 eq 443", "permit tcp any 192.0.2.1 0.0.0.0 eq 443":
  /// a rule in the language of a device, where "any" is an end and not all ports.
  var isRuleOfDevice: Bool {
    let words = lowercased().split(whereSeparator: \.isWhitespace)
    guard let first = words.first, words.count >= 5 else { return false }
    if first == "access-list" { return true }
    // "Allow connections to the host a.example" is said to people.
    let protocols = [
      "ip", "ipv4", "ipv6", "tcp", "udp", "icmp", "icmp6", "icmpv6", "esp", "ah", "gre", "any",
      "object", "object-group", "in", "out",
    ]
    guard first == "permit" || first == "deny" || first == "allow",
      protocols.contains(String(words[1])) || words[1].allSatisfy(\.isNumber)
    else { return false }
    let ends = ["any", "any4", "any6", "host", "eq", "range", "object", "object-group", "->"]
    return ends.contains(String(words[2])) || words.contains("eq") || words.contains("host")
  }

  /// Whether it is a terminal command, or a program's setting.
  var isCommand: Bool {
    let text = trimmed
    if setsVariable || setsAnnotation { return true }
    if text.hasPrefix("$ ") || text.hasPrefix("# ip")
      || text.hasPrefix("> ") && text.contains("://")
    {
      return true
    }
    var words = text.split(whereSeparator: \.isWhitespace).prefix(3).map { $0.lowercased() }
    if words.first == "sudo" { words.removeFirst() }
    guard let first = words.first, words.count > 1 else { return false }
    if isRuleOfDevice { return true }
    let name = first.trimmingMarks
    // "ssh 102 allow tcp:22 …": a row of rules.
    if name == "ssh", words[1].allSatisfy(\.isNumber) { return false }
    // "SSH 22", "Ping 21234 (TCP)": the names of a protocol, of a port.
    if text.first?.isUppercase ?? false, words.count == 2 || name == "ping" || name == "ssh" {
      return false
    }
    return [
      "curl", "nc", "ncat", "dig", "nslookup", "host", "ping", "telnet", "traceroute", "tracert",
      "wget",
      "iptables", "ip6tables", "nft", "ufw", "firewall-cmd", "ssh", "scp", "openssl", "netsh", "ip",
      "route", "netcat", "nmap", "kubectl", "docker", "tcpdump", "test-netconnection", "apt", "yum",
      "systemctl", "export", "set", "echo", "cat",
    ].contains(name)
      && !(name == "host" || name == "set" || name == "test" || name == "ip" || name == "route"
        || name == "export")
      || name == "ip" && words.count > 1
        && ["route", "addr", "daddr", "saddr", "access-list"].contains(words[1])
  }
}
