import EndpointModel

/// The policies in a listing of `kubectl get -o json` or in YAML, and what is common to reading
/// those of Kubernetes and of Cilium.
struct KubernetesListing {
  let target: String
  let policy: KubernetesPolicy
  private(set) var endpoints: [Endpoint] = []
  private(set) var problems: [String] = []
  private var notes: [String] = []
  private var numbers: Set<Int> = []
  /// What rules deny, whatever others allow: the order of policies is of no meaning.
  private var denials = ReadDenials()
  /// Whether a policy may have a list of specifications.
  private let hasLists: Bool
  /// In which directions the pods are cut off from what is not allowed.
  var isolated: Set<PermitDirection> = []

  init(target: String, policy: KubernetesPolicy, hasLists: Bool = false) {
    self.hasLists = hasLists
    self.target = target
    self.policy = policy
  }

  var reading: FirewallReading {
    var (problems, denials) = (problems, denials)
    for direction in policy.directions where !isolated.contains(direction) {
      let word = direction == .outbound ? "outbound" : "inbound"
      problems.append(
        "no policy cuts the pods off from \(word) traffic: all of it is allowed")
    }
    let rest = denials.rest(of: endpoints, from: .anybody(nil), to: .anybody(nil))
    return FirewallReading(
      rest.endpoints, wholes: denials.wholes, number: numbers.count == 1 ? numbers.first : nil,
      problems: problems + rest.told, notes: notes, denials: denials.effective)
  }

  mutating func note(_ sentence: String) {
    if !notes.contains(sentence) { notes.append(sentence) }
  }

  mutating func problem(_ node: ConfigurationNode, _ text: String) {
    problem(line: node.line, text)
  }

  mutating func problem(line: Int, _ text: String) { problems.append("line \(line): \(text)") }

  /// A problem for a member of a map that is none of the names.
  ///
  /// - Returns: whether there is none.
  mutating func expect(_ node: ConfigurationNode, only names: Set<String>) -> Bool {
    guard let map = node.map else {
      problem(node, "it is not a map")
      return false
    }
    guard let other = map.member(otherThan: names) else { return true }
    problem(line: other.line, "\(other.name.asComment(limit: 60)) is not understood here")
    return false
  }

  /// The specifications of the policies that select the pods, of a list or one after the other.
  mutating func policies(_ text: String) throws -> [ConfigurationNode] {
    let documents = try YAMLReader.documents(text, of: target)
    guard !documents.isEmpty else { throw FirewallReadingError(target, "it is empty") }
    var out: [ConfigurationNode] = []
    for document in documents {
      guard let kind = document["kind"]?.text else {
        throw FirewallReadingError(target, "line \(document.line): an object has no kind")
      }
      let items = kind.hasSuffix("List") ? document["items"]?.elements ?? [] : [document]
      if kind.hasSuffix("List"), document["items"]?.elements == nil {
        problem(document, "a list has no items")
      }
      for item in items where isPolicy(item) && isOfTheNamespace(item) {
        let own = specifications(item).filter { selectsThePods(item, $0) }
        out += own
        if !own.isEmpty,
          let number = item["metadata"]?["annotations"]?[KubernetesPolicy.revisionAnnotation]?
            .text.flatMap({ Int($0) })
        {
          numbers.insert(number)
        }
      }
    }
    return out
  }

  private mutating func isPolicy(_ item: ConfigurationNode) -> Bool {
    if item["kind"]?.text == policy.kind, item["apiVersion"]?.text == policy.apiVersion {
      return true
    }
    let kind = item["kind"]?.text ?? "an object without a kind"
    problem(item, "\(kind.asComment(limit: 60)) is not a \(policy.kind)")
    return false
  }

  private func isOfTheNamespace(_ item: ConfigurationNode) -> Bool {
    item["metadata"]?["namespace"]?.text.map { $0 == policy.namespace } ?? true
  }

  private func name(of item: ConfigurationNode) -> String {
    (item["metadata"]?["name"]?.text ?? "").asComment(limit: 80)
  }

  private mutating func specifications(_ item: ConfigurationNode) -> [ConfigurationNode] {
    let all = [item["spec"]].compactMap { $0 } + (hasLists ? item["specs"]?.elements ?? [] : [])
    if all.isEmpty {
      problem(item, "the policy \(name(of: item)) has no specification that is understood")
    }
    return all
  }

  /// Whether a policy selects the pods. One that may or may not select them is a problem.
  private mutating func selectsThePods(
    _ item: ConfigurationNode, _ spec: ConfigurationNode
  ) -> Bool {
    let name = name(of: item)
    guard let selector = spec[policy.selectorMember] else {
      problem(spec, "the policy \(name) has no \(policy.selectorMember)")
      return false
    }
    if let day = item["metadata"]?["deletionTimestamp"], !day.isNull {
      problem(day, "the policy \(name) is being deleted")
    }
    guard expect(selector, only: ["matchLabels", "matchExpressions"]) else { return false }
    if selector["matchExpressions"]?.elements?.isEmpty ?? true {
      let labels = selector["matchLabels"]?.map?.members ?? []
      if labels.isEmpty {
        if policy.label != nil {
          let title = name.isEmpty ? "a policy without a name" : "the policy \(name)"
          notes.append("\(title) is for all other pods as well")
        }
        return true
      }
      if let label = policy.label {
        let same = labels.filter { Self.label($0.name) == label.name }
        if same.contains(where: { $0.value.text != label.value }) { return false }
        if same.count == labels.count { return true }
      }
    }
    problem(
      selector,
      "whether the policy \(name) is for these pods is not told by its labels")
    return false
  }

  /// The name of a label without the source that Cilium may put before it.
  private static func label(_ name: String) -> String {
    for source in ["k8s:", "any:"] where name.hasPrefix(source) {
      return String(name.dropFirst(source.count))
    }
    return name
  }

  // MARK: Parts of rules

  /// What a rule allows to its peers: a protocol with its ports, nil for all of them.
  typealias Traffic = (transport: IPProtocol, ports: PortSet?)

  mutating func allow(
    _ places: [EndpointAddress], _ traffic: [Traffic], _ direction: PermitDirection
  ) {
    for place in places {
      for (transport, ports) in traffic {
        endpoints.append(Endpoint(place, transport, ports, direction.stated))
      }
    }
  }

  /// Takes what a rule denies.
  ///
  /// - Parameter node: the rule.
  mutating func deny(
    _ places: [EndpointAddress], _ traffic: [Traffic], _ direction: PermitDirection,
    _ node: ConfigurationNode
  ) {
    if traffic.isEmpty || places.isEmpty { return }
    let end: ReadEnd = places.contains(.any) ? .anybody(nil) : .addresses(places)
    let place = "line \(node.line)"
    let told = denials.take(
      traffic.map { ReadTraffic($0.transport, $0.ports) },
      from: direction == .outbound ? .anybody(nil) : end,
      to: direction == .outbound ? end : .anybody(nil), [direction], isExact: true, place: place,
      sentence: "\(place): it denies, and what that takes away is not worked out")
    if let told { problems.append(told) }
  }

  /// A block without those blocks of it that are excepted. Bits after the prefix are passed over,
  /// as the API server and Cilium do.
  mutating func addresses(_ node: ConfigurationNode, _ excepted: ConfigurationNode?)
    -> [EndpointAddress]?
  {
    guard let range = range(node) else { return nil }
    guard let excepted else { return [EndpointAddress(range)] }
    guard let elements = excepted.elements else {
      problem(excepted, "it is not a list of blocks")
      return nil
    }
    var without: [AddressRange] = []
    for element in elements {
      guard let range = self.range(element) else { return nil }
      without.append(range)
    }
    if without.isEmpty { return [EndpointAddress(range)] }
    return AddressSet([range]).subtracting(AddressSet(without)).ranges.map { EndpointAddress($0) }
  }

  mutating func range(_ node: ConfigurationNode, bare: Bool = false) -> AddressRange? {
    guard let text = node.text, bare || text.contains("/"),
      let (address, length) = try? CIDRBlock.parts(text),
      let block = CIDRBlock(enclosing: address, prefixLength: length)
    else {
      problem(node, "it is not a block of addresses")
      return nil
    }
    return AddressRange(block)
  }

  /// The ports from one number up to another, which may be left out.
  mutating func ports(_ first: Int?, _ last: ConfigurationNode?, at node: ConfigurationNode)
    -> PortSet?
  {
    let end = last == nil ? first : last?.integer
    guard let first = first.flatMap({ UInt16(exactly: $0) }),
      let end = end.flatMap({ UInt16(exactly: $0) }), first <= end,
      let ports = PortSet([first...end])
    else {
      problem(node, "its ports are not numbers from 1 to 65535")
      return nil
    }
    return ports
  }
}
