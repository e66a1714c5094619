import EndpointModel

/// Amazon's `ip-ranges.json`: `{syncToken, createDate, prefixes: [{ip_prefix,
/// region, service, network_border_group}], ipv6_prefixes: [{ipv6_prefix, …}]}`
/// (AWS General Reference, "AWS IP address ranges JSON"). Every block stands in
/// the list once for each service that uses it.
enum AWSIPRanges: Feed {
  static let name = "aws-ip-ranges"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["syncToken"] != nil && (root["prefixes"] ?? root["ipv6_prefixes"])?.kind == .array
      && root["createDate"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "AWS IP address ranges"
    content.feedVersion = root["syncToken"]?.safeText
    content.revisedOn = root["createDate"]?.safeText.flatMap { DateWords.first(in: $0) }
    for (list, field) in [("prefixes", "ip_prefix"), ("ipv6_prefixes", "ipv6_prefix")] {
      guard let elements = root[list], elements.kind == .array else {
        content.findings.add(
          .error, "field-missing", line: 1, quote: list, "there is no list \(list)")
        continue
      }
      for element in elements.elements {
        read(element, field: field, into: &content)
      }
    }
    return content
  }

  private static func read(
    _ element: JSONValue, field: String, into content: inout FeedContent
  ) {
    guard let text = element[field]?.string else {
      content.findings.add(
        .error, "field-missing", line: element.line, quote: nil,
        "an element without \(field) was left out")
      return
    }
    do throws(ValueError) {
      let block = try CIDRBlock(parsing: text)
      // A network border group is a part of its region, where it is not all of it.
      let places = [element["region"]?.safeText, element["network_border_group"]?.safeText]
        .compactMap { $0 }
      let group =
        places.count == 2 && places[0] == places[1] ? places[0] : places.joined(separator: ", ")
      content.endpoints.append(
        Endpoint(
          service: element["service"]?.safeText, group: group.foldedOrNil, address: .block(block),
          line: element.line))
    } catch {
      content.findings.add(
        .error, "address-not-understood", line: element.line, quote: text,
        "\(error); it was left out")
    }
  }
}
