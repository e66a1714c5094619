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

  /// A stated total that is larger than all that is listed means that the list is incomplete.
  mutating func checkTotal(_ root: DataNode) {
    guard case .object(let members) = root.content else { return }
    let stated = members.lazy.compactMap { key, node -> (key: String, total: Int, line: Int)? in
      guard Self.totals.contains(key.lowercased().filter(\.isLetter)),
        case .number(let text) = node.content, let total = Int(text)
      else { return nil }
      return (key, total, node.line)
    }.first
    guard let stated else { return }
    let listed = root.listedCount
    guard listed > 0, listed < stated.total else { return }
    findings.add(
      .error, "less-than-total", line: stated.line, quote: stated.key,
      "the data states \(stated.total) entries in total, and lists \(listed)")
  }

  private static let totals: Set<String> = [
    "total", "totalcount", "totalresults", "totalitems", "totalrecords", "totalentries",
    "totalelements", "totalhits",
  ]

  /// "action: Pass" neither allows nor denies.
  mutating func warnOfUnknownVerdict(_ node: DataNode) {
    guard let unknown = node.unknownVerdict, node.holdsAddress else { return }
    findings.add(
      .warning, "action-not-understood", line: node.line, quote: unknown,
      "the entry says \(unknown), which neither allows nor denies; it was taken for one to allow")
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

extension DataNode {
  /// A field for the action of a rule whose value neither allows nor denies.
  fileprivate var unknownVerdict: String? {
    guard case .object(let members) = content else { return nil }
    return members.lazy.compactMap { key, node -> String? in
      guard ["action", "effect", "verdict", "decision"].contains(key.lowercased()),
        case .text(let text) = node.content, !text.isEmpty, text.utf8.count <= 40,
        // In a network policy, "Pass" leaves it to the next one.
        text.lowercased() == "pass" || TextFacts(text, line: node.line).verdict == nil
      else { return nil }
      return "\(key): \(text)"
    }.first
  }

  /// How many entries its lists have, at any depth.
  fileprivate var listedCount: Int {
    switch content {
    case .list(let nodes): nodes.count + nodes.reduce(0) { $0 + $1.listedCount }
    case .object(let members): members.reduce(0) { $0 + $1.node.listedCount }
    default: 0
    }
  }
}
