import EndpointModel

/// The fields of one exported endpoint, by their names in JSON and CSV.
struct EndpointFields {
  /// The line of the document where the endpoint is.
  let line: Int
  /// The text of a field; nil if it is absent or null.
  let text: (String) throws(ValueError) -> String?

  /// Appends the endpoint, or a finding that names the broken field.
  func read(into content: inout FeedContent) {
    do throws(ValueError) {
      content.endpoints.append(
        Endpoint(
          service: try safeText("service"), group: try safeText("group"),
          written: try value("address") { text throws(ValueError) in
            try WrittenAddress(parsing: text)
          },
          ports: try value("ports") { text throws(ValueError) in try Ports(parsing: text) },
          transport: try value("protocol") { text throws(ValueError) in
            try IPProtocol(parsing: text)
          },
          direction: try choice("direction"),
          portRole: try choice("portRole"),
          examplePorts: try value("examplePorts") { text throws(ValueError) in
            try PortSet(parsing: text)
          },
          note: try safeText("note"), line: try documentLine() ?? line))
    } catch {
      content.findings.add(
        .error, "endpoint-not-understood", line: line, quote: error.input,
        "\(error); the endpoint was left out")
    }
  }

  private func value<T>(
    _ name: String, _ parse: (String) throws(ValueError) -> T
  ) throws(ValueError) -> T? {
    guard let text = try text(name) else { return nil }
    return try parse(text)
  }

  private func choice<T: RawRepresentable<String> & CaseIterable>(
    _ name: String
  ) throws(ValueError) -> T? {
    guard let text = try text(name) else { return nil }
    guard let value = T(rawValue: text) else {
      let known = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValueError(expected: name, input: text, rule: "it is none of \(known)")
    }
    return value
  }

  private func safeText(_ name: String) throws(ValueError) -> String? {
    try text(name)?.withoutUnsafeCharacters.text.foldedOrNil
  }

  private func documentLine() throws(ValueError) -> Int? {
    guard let text = try text("line") else { return nil }
    guard let line = Int(text), line > 0 else {
      throw ValueError(expected: "line", input: text, rule: "it is not a whole number from 1")
    }
    return line
  }
}
