import EndpointModel

/// A file for a firewall, as it is written.
public struct FirewallFile: Sendable {
  public let text: String
  /// The numbers of the policies that it leads from and to; from nil if it is whole.
  public let from: Int?
  public let to: Int
  public let entries: Int
  public let notExpressed: [NotExpressed]
  /// The names whose addresses stand in their places, with these.
  public let resolved: [HostName: [IPAddress]]
}

/// Why no file is written.
public enum FirewallFileError: Error, Hashable, Sendable {
  /// An object has more entries than the target or the firewall's model takes.
  case tooLarge(FirewallObject, aggregated: Int)
  /// Two objects would have one name, which would join what they allow.
  case sameName(FirewallObject)
  /// The target has whole files only.
  case noDelta(target: String)
}

extension FirewallFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooLarge(let object, let aggregated):
      "\(object.kind) \(object.name) would have \(object.entries) entries, and may have "
        + "\(object.limit ?? 0)"
        + (aggregated < object.entries
          ? "; joined with their neighbours they are \(aggregated)" : "")
    case .sameName(let object):
      "two of the kind \(object.kind) would be called \(object.name)"
    case .noDelta(let target): "\(target) has whole files only, no delta"
    }
  }
}

/// Writes plans in one target's language.
public struct FirewallWriter: Sendable {
  private let target: any FirewallTarget

  public init(_ target: any FirewallTarget) { self.target = target }

  /// Whether a text begins as a delta does: read as what a device has, it would lack nearly
  /// everything.
  public static func isDelta(_ text: String) -> Bool {
    text.prefix { !$0.isNewline }.firstMatch(
      of: /Gatebook: firewall \S+, revision [0-9]+ to [0-9]+/)
      != nil
  }

  /// The whole configuration.
  ///
  /// - Throws: `FirewallFileError.tooLarge` before anything is written.
  ///
  /// - Parameter aggregated: the plan with neighbouring addresses joined; asked for only to tell
  ///   how much smaller it is where the plan is too large.
  public func whole(
    _ plan: FirewallPlan, aggregated: @autoclosure () throws -> FirewallPlan
  ) throws -> FirewallFile {
    try check(plan, aggregated)
    return FirewallFile(
      text: head(plan) + target.whole(plan) + foot(isDelta: false), from: nil, to: plan.number,
      entries: plan.entryCount, notExpressed: plan.notExpressed, resolved: plan.resolved)
  }

  /// What leads from one plan to another.
  ///
  /// - Throws: `FirewallFileError`
  public func delta(
    from old: FirewallPlan, to new: FirewallPlan,
    aggregated: @autoclosure () throws -> FirewallPlan
  ) throws -> FirewallFile {
    try check(new, aggregated)
    // On the device the objects of both are there at once.
    try checkNames(target.objects(of: new.beside(old)))
    guard let text = target.delta(from: old, to: new) else {
      throw FirewallFileError.noDelta(target: type(of: target).name)
    }
    return FirewallFile(
      text: head(new, from: old, digest: try contents(of: old)?.digest) + text
        + foot(isDelta: true), from: old.number,
      to: new.number,
      entries: new.entryCount, notExpressed: new.notExpressed, resolved: new.resolved)
  }

  /// What a device holds after a plan's whole file; nil where deltas look for that themselves.
  public func contents(of plan: FirewallPlan) throws -> FirewallContents? {
    if target.revisionCommand == nil { return nil }
    return try target.contents(of: head(plan) + target.whole(plan))
  }

  private func check(_ plan: FirewallPlan, _ aggregated: () throws -> FirewallPlan) throws {
    let objects = target.objects(of: plan)
    try checkNames(objects)
    guard let tooLarge = objects.first(where: \.isTooLarge) else { return }
    let smaller = target.objects(of: try aggregated()).first { $0.name == tooLarge.name }
    throw FirewallFileError.tooLarge(tooLarge, aggregated: smaller?.entries ?? tooLarge.entries)
  }

  /// Names that had to be cut end in a short digest, and a document may be made to have two lists of
  /// ports with the same one.
  private func checkNames(_ objects: [FirewallObject]) throws {
    var names: Set<[String]> = []
    for object in objects where !names.insert([object.kind, object.name]).inserted {
      throw FirewallFileError.sameName(object)
    }
  }

  /// The comment at the head: which firewall and policy, from which revisions, and what the
  /// target cannot say.
  ///
  /// - Parameters:
  ///   - base: what a delta begins with.
  ///   - digest: of what a device holds then.
  private func head(
    _ plan: FirewallPlan, from base: FirewallPlan? = nil, digest: String? = nil
  ) -> String {
    guard let mark = type(of: target).commentMark else { return "" }
    let end = type(of: target).commentEnd
    func line(_ text: String) -> String {
      // XML has no two hyphens within a comment.
      let text = text.asComment(limit: 400)
      return mark + " " + (end.isEmpty ? text : text.replacing("--", with: "__")) + end + "\n"
    }
    var out = line(
      base.map { "\(plan.mark), revision \($0.number) to \(plan.number)" } ?? plan.remark)
    if let base, let command = target.revisionCommand {
      let from = base.number
      let check = "gatebook firewall check \(plan.firewall) -"
      out += mark + " "
      out +=
        from == 0
        ? "For a device without any revision only; it would tell one by: \(command)\n"
        : "For a device with revision \(from) only, which nothing here checks: \(command)\n"
      if from != 0 {
        out += mark + " Before loading, give what the device lists to: "
        out += "\(check) --base \(FirewallBase(from, digest: digest))\n"
      }
      out += mark + " After loading, compare what the device lists: "
      out += "\(check)\n"
      for origin in base.origins { out += line("base from \(origin)") }
    }
    for step in target.steps(isDelta: base != nil)?.before ?? [] { out += mark + " \(step)\n" }
    for origin in plan.origins { out += line("from \(origin)") }
    for (name, addresses) in plan.resolved.sorted(by: { $0.key < $1.key }) {
      out += line("RESOLVED: \(name.text): " + addresses.map(\.description).joined(separator: " "))
    }
    for missing in plan.notExpressed {
      out += line("NOT EXPRESSED: \(missing.endpoint.inWords): \(missing.reason)")
    }
    return out
  }

  private func foot(isDelta: Bool) -> String {
    guard let mark = type(of: target).commentMark else { return "" }
    return (target.steps(isDelta: isDelta)?.after ?? []).map { "\(mark) \($0)\n" }.joined()
  }
}

extension Endpoint {
  /// An endpoint in one line: `Voice: voice.example.com udp 5060 outbound`.
  fileprivate var inWords: String {
    let name = [service, group].compactMap { $0 }.joined(separator: ", ")
    let what = [
      written?.description, transport?.rawValue, ports?.description, direction?.rawValue,
    ].compactMap { $0 }.joined(separator: " ")
    return name.isEmpty ? what : "\(name.abridged(to: 80)): \(what)"
  }
}
