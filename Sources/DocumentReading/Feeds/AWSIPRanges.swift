import EndpointModel

/// Amazon's `ip-ranges.json`: `{syncToken, createDate, prefixes: [{ip_prefix, region, service,
/// network_border_group}], ipv6_prefixes: [{ipv6_prefix, …}]}` (AWS General Reference, "AWS IP
/// address ranges JSON"). Every block is listed once for each service that uses it.
enum AWSIPRanges: Feed {
  static let name = "aws-ip-ranges"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["syncToken"] != nil && (root["prefixes"] ?? root["ipv6_prefixes"])?.kind == .array
      && root["createDate"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    var names = Names()
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
        read(element, field: field, &names, into: &content)
      }
    }
    return content
  }

  /// The numbers of services, and of groups, which combine two fields.
  private struct Names {
    private var services = JSONLabels<UInt32>()
    private var regions = JSONLabels<(label: Label?, number: UInt32)>()
    private var borders = JSONLabels<Label?>()
    private var groups: [[Label?]: UInt32] = [:]

    mutating func service(of element: JSONValue, _ endpoints: inout EndpointsBuilder) -> UInt32 {
      services.meaning(of: element["service"]) { endpoints.number(service: $0) }
    }

    /// A network border group is its whole region or a part of it.
    mutating func group(of element: JSONValue, _ endpoints: inout EndpointsBuilder) -> UInt32 {
      let (named, border) = (element["region"], element["network_border_group"])
      let region = regions.meaning(of: named) { ($0, endpoints.number(group: $0)) }
      if let named, let border, named.hasSameBytes(as: border) { return region.number }
      let places = [region.label, borders.meaning(of: border) { $0 }]
      if places[0] == places[1] { return region.number }
      if let known = groups[places] { return known }
      let text = places.compactMap { $0?.text }.joined(separator: ", ").foldedOrNil
      let group = endpoints.number(group: text.flatMap(Label.init))
      groups[places] = group
      return group
    }
  }

  private static func read(
    _ element: JSONValue, field: String, _ names: inout Names, into content: inout FeedContent
  ) {
    let value = element[field]
    let plain = value?.withStringBytes { CIDRBlock(canonical: $0) } ?? nil
    guard let text = plain == nil ? value?.string : "" else {
      content.findings.add(
        .error, "field-missing", line: element.line, quote: nil,
        "an element without \(field) was left out")
      return
    }
    do throws(ValueError) {
      let block = if let plain { plain } else { try CIDRBlock(parsing: text) }
      content.endpoints.append(
        service: names.service(of: element, &content.endpoints),
        group: names.group(of: element, &content.endpoints), block: block,
        terms: content.endpoints.number(terms: .none), note: 0, line: element.line)
    } catch {
      content.findings.add(
        .error, "address-not-understood", line: element.line, quote: text,
        "\(error); it was left out")
    }
  }
}
