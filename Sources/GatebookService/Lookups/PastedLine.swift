import EndpointModel
import InventoryModel

/// A line of a log: its words that are addresses, and the port that belongs to the far end.
struct PastedLine {
  let questions: [AddressQuestion]

  /// Names of fields, in the logs of many devices.
  private static let farEnds: Set = [
    "dst", "dstip", "dst_ip", "daddr", "dest", "dest_ip", "destination",
  ]
  private static let farPorts: Set = ["dpt", "dport", "dstport", "dst_port", "dest_port"]
  private static let transports: Set = ["proto", "protocol"]

  init(_ text: String) {
    let words = text.split { $0.isWhitespace || ",;|\"'()<>".contains($0) }
    let fields = words.map(Self.field)
    let port = fields.first { Self.farPorts.contains($0.name) }.flatMap { PortRange($0.value) }
    let transport = fields.first { Self.transports.contains($0.name) }.flatMap {
      AssignedTransport(rawValue: $0.value.lowercased())
    }
    var addresses: [AddressQuestion] = []
    var names: [AddressQuestion] = []
    for field in fields {
      guard var question = Self.question(field.value) else { continue }
      if Self.farEnds.contains(field.name), question.ports == nil, let port {
        question = AddressQuestion(
          question.address, ports: PortQuestion(port, transport: transport))
      }
      // A word with a dot may be a file's name: it counts with a port, in a URL, or if there is no
      // address.
      if question.address.range != nil || question.ports != nil {
        addresses.append(question)
      } else {
        names.append(question)
      }
    }
    questions = addresses.isEmpty ? names : addresses
  }

  /// `DST=192.0.2.1`, `outside:192.0.2.1/443`: a name in lower case, and what it is.
  private static func field(_ word: Substring) -> (name: String, value: String) {
    var word = word
    while let last = word.last, ".:".contains(last), !word.hasSuffix("::") { word.removeLast() }
    guard let equals = word.firstIndex(of: "=") else { return ("", String(word)) }
    return (word[..<equals].lowercased(), String(word[word.index(after: equals)...]))
  }

  private static func question(_ word: String) -> AddressQuestion? {
    if let question = AddressQuestion(word) {
      // A word of prose is no host name.
      return question.address.range != nil || question.ports != nil || word.contains(".")
        ? question : nil
    }
    // Cisco's devices write the interface before an address, and the port behind a slash.
    let inside = word.lastIndex(of: ":").map { word[word.index(after: $0)...] } ?? word[...]
    let parts = inside.split(separator: "/")
    guard parts.count == 2, let address = EndpointAddress(String(parts[0])), address.range != nil,
      let port = PortRange(String(parts[1]))
    else { return nil }
    return AddressQuestion(address, ports: PortQuestion(port))
  }
}
