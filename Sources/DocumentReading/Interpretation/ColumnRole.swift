import EndpointModel

/// What a table's column holds.
enum ColumnRole: Hashable, Sendable {
  case service, group, address, ports, transport, direction, note

  /// The role that a header's words name, or nil.
  init?(header: String) {
    let words = Set(
      header.lowercased().split { !$0.isLetter }.map { word in
        word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
          ? String(word.dropLast()) : String(word)
      })
    func names(_ known: Set<String>) -> Bool { !words.isDisjoint(with: known) }
    if names(["port"]) {
      self = .ports
    } else if names([
      "ip", "address", "addresse", "cidr", "range", "host", "hostname", "dns", "fqdn", "domain",
      "subnet", "network", "prefix", "url", "destination", "ips", "prefixe",
    ]) {
      self = .address
    } else if names(["protocol", "transport", "proto"]) {
      self = .transport
    } else if names(["direction"]) {
      self = .direction
    } else if names(["group", "region", "location", "role", "zone", "datacenter", "site"]) {
      self = .group
    } else if names([
      "service", "description", "application", "name", "product", "function",
      "component", "server", "feature",
    ]) {
      self = .service
    } else if names(["note", "comment", "remark", "purpose", "usage"]) {
      self = .note
    } else {
      return nil
    }
  }
}
