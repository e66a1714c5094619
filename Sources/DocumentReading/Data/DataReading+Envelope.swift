import EndpointModel

/// What data says about itself as a whole.
extension DataReading {
  /// A response that reports its own failure is not a list.
  mutating func checkEnvelope(_ root: DataNode) {
    guard case .object(let members) = root.content else { return }
    let failed = members.first { key, node in
      switch (key.lowercased(), node.content) {
      case ("success", .truth(false)), ("ok", .truth(false)): true
      case ("status", .text(let text)):
        ["error", "failed", "fail", "failure"].contains(text.lowercased())
      case ("errors", .list(let errors)): !errors.isEmpty
      case ("error", .text(let text)): !text.isEmpty
      default: false
      }
    }
    guard let failed else { return }
    findings.add(
      .error, "answer-failed", line: failed.node.line, quote: failed.key,
      "the answer says of itself that it failed; it is not a list")
  }

  /// A link to a next page means that the list is incomplete.
  mutating func checkPages(_ root: DataNode) {
    guard case .object(let members) = root.content else { return }
    let next = members.first {
      ["next", "next_page", "nextpage", "nextlink", "@odata.nextlink"].contains($0.key.lowercased())
    }
    if let next, let link = next.node.scalar, !link.isEmpty, link != "false" {
      findings.add(
        .error, "one-page-of-many", line: next.node.line, quote: link.abridged(to: 100),
        "the data names a next page: this is a part of the list")
    }
  }
}
