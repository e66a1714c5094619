import EndpointModel

/// Microsoft 365's endpoints web service: an array of `{id, serviceArea, serviceAreaDisplayName,
/// urls, ips, tcpPorts, udpPorts, category, required, notes}`, without blank fields (Microsoft
/// Learn, "Office 365 IP address and URL web service").
enum Microsoft365: Feed {
  static let name = "microsoft-365"

  static func recognizes(_ root: JSONValue) -> Bool {
    guard root.kind == .array, let first = root.elements.first else { return false }
    return first["serviceArea"] != nil && first["id"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Microsoft 365 endpoints"
    for element in root.elements { read(element, into: &content) }
    return content
  }

  /// The notes with the properties of the endpoint set, so that an export can restore them.
  private static func note(_ element: JSONValue) -> String? {
    let notes = element["notes"]?.safeText
    guard let id = element["id"]?.literal.flatMap({ Int($0) }) else { return notes }
    return EndpointSetNote(
      id: id, isExpressRoute: element["expressRoute"]?.literal == "true",
      isRequired: element["required"]?.literal != "false", notes: notes
    ).description
  }

  private static func read(_ element: JSONValue, into content: inout FeedContent) {
    let service = (element["serviceAreaDisplayName"] ?? element["serviceArea"])?.safeText
    let group = element["category"]?.safeText
    let note = note(element)
    var terms: [(IPProtocol?, Ports?)] = []
    for (field, transport) in [("tcpPorts", IPProtocol.tcp), ("udpPorts", .udp)] {
      guard let text = element[field]?.safeText else { continue }
      do throws(ValueError) {
        terms.append((transport, .numbers(try PortSet(parsing: text))))
      } catch {
        content.findings.add(
          .error, "ports-not-understood", line: element.line, quote: text,
          "\(error); the element was left out")
        return
      }
    }
    if terms.isEmpty { terms = [(nil, nil)] }
    for list in ["urls", "ips"] {
      for address in element[list]?.elements ?? [] {
        for (transport, ports) in terms {
          content.add(
            address, service: service, group: group, ports: ports, transport: transport,
            direction: .outbound, note: note)
        }
      }
    }
  }
}
