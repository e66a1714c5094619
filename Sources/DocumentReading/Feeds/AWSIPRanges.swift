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

  /// The names of services, and of groups, which combine two fields.
  private struct Names {
    var labels = JSONLabels()
    private var groups: [[Label?]: Label?] = [:]

    /// A network border group is its whole region or a part of it.
    mutating func group(of element: JSONValue) -> Label? {
      let places = [
        labels.label(of: element["region"]), labels.label(of: element["network_border_group"]),
      ]
      if places[0] == places[1] { return places[0] }
      if let known = groups[places] { return known }
      let text = places.compactMap { $0?.text }.joined(separator: ", ").foldedOrNil
      let group = text.flatMap(Label.init)
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
        Endpoint(
          service: names.labels.label(of: element["service"]), group: names.group(of: element),
          address: .block(block), terms: .none, note: nil, line: element.line))
    } catch {
      content.findings.add(
        .error, "address-not-understood", line: element.line, quote: text,
        "\(error); it was left out")
    }
  }
}
