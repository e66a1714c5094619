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

  /// Whether it is a terminal command, or a program's setting.
  var isCommand: Bool {
    let text = trimmed
    if setsVariable { return true }
    if text.hasPrefix("$ ") || text.hasPrefix("# ip")
      || text.hasPrefix("> ") && text.contains("://")
    {
      return true
    }
    var words = text.split(whereSeparator: \.isWhitespace).prefix(3).map { $0.lowercased() }
    if words.first == "sudo" { words.removeFirst() }
    guard let first = words.first, words.count > 1 else { return false }
    let name = first.trimmingMarks
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
