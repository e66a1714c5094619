/// Operations on an object in JSON, all of which are done or none (RFC 6902 section 5). Each is a
/// line of YAML, which `kubectl patch --patch-file` takes as well as JSON.
struct JSONPatch {
  private var operations: [YAMLText] = []

  /// The API server of Kubernetes takes no more in one patch (maxJSONPatchOperations in
  /// k8s.io/apiserver/pkg/endpoints/handlers/patch.go).
  static let limit = 10_000

  var text: String { operations.map { "- \($0.flow)\n" }.joined() }

  mutating func test(_ path: String, _ value: YAMLText) { add("test", path, value) }
  mutating func replace(_ path: String, _ value: YAMLText) { add("replace", path, value) }
  mutating func insert(_ path: String, _ value: YAMLText) { add("add", path, value) }

  /// Removes a value that is as it is thought to be.
  mutating func remove(_ path: String, _ value: YAMLText) {
    test(path, value)
    operations.append(.map([.init("op", .text("remove")), .init("path", .text(path))]))
  }

  private mutating func add(_ verb: String, _ path: String, _ value: YAMLText) {
    operations.append(
      .map([
        .init("op", .text(verb)), .init("path", .text(path)), .init("value", value),
      ]))
  }

  /// Leads from one list of rules to another. Where that takes too many operations, the list is
  /// replaced whole, on the word of the revision alone.
  mutating func rules(
    _ path: String, from old: [KubernetesRule], to new: [KubernetesRule], leading: Int
  ) {
    if old == new { return }
    if leading == 0, old.isEmpty || new.isEmpty {
      // The API server keeps no empty list.
      if old.isEmpty {
        insert(path, .list(new.map(\.value)))
      } else {
        remove(path, .list(old.map(\.value)))
      }
      return
    }
    var steps = JSONPatch()
    steps.eachRule(path, from: old, to: new, leading: leading)
    // Room is left for the other direction's.
    if operations.count + steps.operations.count < Self.limit - 1 {
      operations += steps.operations
    } else {
      replace(path, .list(Array(repeating: .map([]), count: leading) + new.map(\.value)))
    }
  }

  /// - Precondition: both lists are in the same order.
  private mutating func eachRule(
    _ path: String, from old: [KubernetesRule], to new: [KubernetesRule], leading: Int
  ) {
    func place(_ index: Int) -> String { "\(path)/\(leading + index)" }
    let before = Dictionary(old.map { ($0.frame, $0) }, uniquingKeysWith: { a, _ in a })
    let after = Set(new.map(\.frame))
    // From the end, so that the places before stay as they are.
    for (i, rule) in old.enumerated().reversed() where !after.contains(rule.frame) {
      remove(place(i), rule.value)
    }
    for (i, rule) in new.enumerated() {
      guard let previous = before[rule.frame] else {
        insert(place(i), rule.value)
        continue
      }
      peers("\(place(i))/\(rule.peersMember)", from: previous.peers, to: rule.peers)
    }
  }

  private mutating func peers(_ path: String, from old: [YAMLText], to new: [YAMLText]) {
    let (before, after) = (Set(old), Set(new))
    for (i, peer) in old.enumerated().reversed() where !after.contains(peer) {
      remove("\(path)/\(i)", peer)
    }
    for (i, peer) in new.enumerated() where !before.contains(peer) {
      insert("\(path)/\(i)", peer)
    }
  }
}

extension KubernetesRule {
  /// The rule without its peers.
  fileprivate var frame: KubernetesRule {
    KubernetesRule(key: key, peersMember: peersMember, peers: [], traffic: traffic)
  }
}
