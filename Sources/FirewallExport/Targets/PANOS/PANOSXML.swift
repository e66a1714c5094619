import EndpointModel

/// PAN-OS, as a configuration in XML of which parts are loaded (Palo Alto Networks, PAN-OS CLI
/// Quick Start, "Load a Partial Configuration").
///
/// The file is imported (`scp import configuration`), then loaded by the commands that stand in
/// its comments: what other rules may use is merged, Gatebook's groups are replaced one by one,
/// its rules are merged and moved to the top. All this changes the candidate alone; `commit` is
/// what takes effect, at once and without a gap. `load config partial` deletes nothing that the
/// file does not have, so a rule for traffic that the policy no longer has must be deleted by
/// hand; until then `read` tells of it. For the same reason there is no delta.
public struct PANOSXML: FirewallTarget {
  public static let name = "panos-xml"
  public static let title = "PAN-OS XML (load config partial)"
  public let abilities = PANOS.abilities
  public static let commentMark: String? = "<!--"
  public static let namesRetired = true
  public static let commentEnd = " -->"
  public static let settings = PANOS.settings
  public static let settingsBeside: Set = ["device-group"]

  private let values: FirewallSettings

  public init(_ values: FirewallSettings) { self.values = values }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    PANOS.objects(of: plan, limit: values.number("limit-entries"))
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let objects = PANOSObjects(plan, inside: values["inside"], outside: values["outside"])
    let gone = PANOSObjects(
      plan.ofRetired, inside: values["inside"], outside: values["outside"])
    var out = loading(objects, deleting: gone).map { "<!-- \($0) -->\n" }.joined()
    out += "<config>\n  <devices>\n    <entry name=\"localhost.localdomain\">\n      <vsys>\n"
    out += "        <entry name=\"\(values["vsys"])\">\n"
    var lines = PANOSXMLLines(depth: 5)
    lines.element("address", objects.addresses) { address, lines in
      lines.leaf(address.kind, address.value)
    }
    lines.element("service", objects.services) { service, lines in
      lines.open("protocol")
      lines.open(service.transport)
      lines.leaf("port", service.port)
      lines.close(2)
    }
    lines.element("application", objects.applications) { application, lines in
      lines.leaf("category", "networking")
      lines.leaf("subcategory", "ip-protocol")
      lines.leaf("technology", "network-protocol")
      lines.leaf("risk", "1")
      for name in application.identification.dropLast() { lines.open(name) }
      lines.text(application.identification[application.identification.count - 1])
      lines.close(application.identification.count - 1)
    }
    lines.element("address-group", objects.groups) { group, lines in
      lines.members("static", group.members)
    }
    if !objects.rules.isEmpty {
      lines.open("rulebase")
      lines.open("security")
      lines.element("rules", objects.rules) { rule, lines in rule.write(to: &lines) }
      lines.close(2)
    }
    return out + lines.written
      + "        </entry>\n      </vsys>\n    </entry>\n  </devices>\n</config>\n"
  }

  /// The commands that load the file, in configuration mode.
  ///
  /// - Parameter gone: what earlier policies may have left, which XML cannot delete.
  private func loading(_ objects: PANOSObjects, deleting gone: PANOSObjects) -> [String] {
    let place = "devices/entry[@name='localhost.localdomain']/vsys/entry[@name='\(values["vsys"])']"
    func load(_ mode: String, _ path: String) -> String {
      "load config partial mode \(mode) from gatebook.xml from-xpath \(place)/\(path) "
        + "to-xpath /config/\(place)/\(path)"
    }
    var out = values["inside"] == values["outside"] ? [PANOS.needsDenialWithinZones] : []
    if !objects.addresses.isEmpty { out.append(load("merge", "address")) }
    if !objects.services.isEmpty { out.append(load("merge", "service")) }
    if !objects.applications.isEmpty { out.append(load("merge", "application")) }
    if !objects.groups.isEmpty { out.append(load("merge", "address-group")) }
    for group in objects.groups {
      out.append(load("replace", "address-group/entry[@name='\(group.name)']"))
    }
    if !objects.rules.isEmpty { out.append(load("merge", "rulebase/security/rules")) }
    for rule in objects.rules.reversed() {
      out.append("move rulebase security rules \(rule.name) top")
    }
    out += gone.rules(without: objects).map { "delete rulebase security rules \($0.name)" }
    out += gone.groups(without: objects).map { "delete address-group \($0.name)" }
    return out
  }

  /// An exported configuration, or what `show` prints in configuration mode after
  /// `set cli config-output-format xml`.
  public func read(_ text: String) throws -> FirewallReading {
    let root = try ConfigurationXML.parse(text, of: Self.name)
    let commands = PANOSXMLCommands(root)
    if let part = commands.unknownPart {
      throw FirewallReadingError(
        Self.name,
        "it begins with <\(part.asComment(limit: 40))>, and where in a configuration that stands "
          + "is not told: give all of <config>")
    }
    guard !commands.all.isEmpty else {
      throw FirewallReadingError(Self.name, "it has no configuration in it")
    }
    var configuration = PANOSConfiguration(values)
    for doubled in commands.doubled { configuration.report(doubled) }
    for command in commands.all { configuration.take(command) }
    return configuration.reading(inside: values["inside"], outside: values["outside"]).quotingLines(
      of: text, isNamed: true)
  }
}

extension PANOSObjects.Rule {
  fileprivate func write(to lines: inout PANOSXMLLines) {
    lines.members("from", [from])
    lines.members("to", [to])
    lines.members("source", [source])
    lines.members("destination", [destination])
    lines.members("application", applications)
    lines.members("service", services)
    lines.leaf("action", "allow")
    lines.leaf("description", description)
  }
}

private protocol PANOSNamed {
  var name: String { get }
}

extension PANOSObjects.Address: PANOSNamed {}
extension PANOSObjects.Service: PANOSNamed {}
extension PANOSObjects.Application: PANOSNamed {}
extension PANOSObjects.Group: PANOSNamed {}
extension PANOSObjects.Rule: PANOSNamed {}

/// Lines of XML with their indentation.
private struct PANOSXMLLines {
  private(set) var written = ""
  private var open: [String] = []
  private let depth: Int

  init(depth: Int) { self.depth = depth }

  private mutating func line(_ text: String) {
    written += String(repeating: "  ", count: depth + open.count) + text + "\n"
  }

  mutating func open(_ name: String, _ attribute: String = "") {
    line("<\(name)\(attribute)>")
    open.append(name)
  }

  mutating func close(_ count: Int = 1) {
    for _ in 0..<count {
      guard let name = open.popLast() else { return }
      line("</\(name)>")
    }
  }

  mutating func leaf(_ name: String, _ text: String) { line("<\(name)>\(text.asXML)</\(name)>") }

  mutating func text(_ text: String) { line(text.asXML) }

  mutating func members(_ name: String, _ members: [String]) {
    open(name)
    for member in members { leaf("member", member) }
    close()
  }

  /// An entry for each object; nothing without objects.
  mutating func element<Object: PANOSNamed>(
    _ name: String, _ objects: [Object], _ content: (Object, inout PANOSXMLLines) -> Void
  ) {
    if objects.isEmpty { return }
    open(name)
    for object in objects {
      open("entry", " name=\"\(object.name)\"")
      content(object, &self)
      close()
    }
    close()
  }
}

/// The elements of a configuration in the form of set commands, so that one reader does for both:
/// an entry is a word, a member is a value.
struct PANOSXMLCommands {
  private(set) var all: [PANOSCommand] = []
  /// The name of an element that is a part of a configuration, of which nothing tells the place.
  private(set) var unknownPart: String?
  /// What stands twice where a configuration has it once, each a sentence: which of them counts is not
  /// told.
  private(set) var doubled: [String] = []

  /// Parts that stand in a place of their own.
  private static let parts = Set(
    ["devices", "mgt-config", "rulebase", "shared", "vsys"]
      + PANOSConfiguration.Kind.allCases.map(\.rawValue))

  init(_ root: ConfigurationXML) {
    // An answer of the device's API has the configuration deeper inside.
    var roots = [root]
    while let next = roots.first, ["response", "result"].contains(next.name) {
      roots = next.children
    }
    for root in roots {
      if root.name == "config" {
        for child in root.children { add(child, []) }
      } else if Self.parts.contains(root.name) {
        add(root, [])
      } else {
        unknownPart = root.name
      }
    }
  }

  /// - Complexity: as deep as the elements, which `ConfigurationXML.deepest` limits.
  private mutating func add(_ element: ConfigurationXML, _ path: [String]) {
    var path = path
    let text = element.text.trimmed
    switch element.name {
    case "entry": path.append(element.attributes["name"] ?? "")
    case "member": break
    default: path.append(element.name)
    }
    if element.children.isEmpty || !text.isEmpty {
      let words = text.isEmpty ? path : path + [text]
      all.append(PANOSCommand(verb: .set, words: words, line: element.line))
    }
    var known: Set<[String]> = []
    for child in element.children {
      let name = child.attributes["name"] ?? ""
      if child.name != "member", !known.insert([child.name, name]).inserted {
        doubled.append(
          "line \(child.line): <\(child.name.asComment(limit: 40))> \(name.quoted) is there twice")
      }
      add(child, path)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
