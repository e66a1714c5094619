/// Security groups over which rules are spread, where one has no room for all: an interface may have
/// several, and allows what any of them does (Amazon VPC User Guide, "Security groups"; "Amazon VPC
/// quotas": five for each interface, up to sixteen where the quota is raised).
struct AWSGroups {
  static let setting = FirewallSetting(
    "groups", .word((1...16).map { String($0) }), "1",
    "over how many security groups the rules are spread, all of which an interface has to have")

  /// Their names, in their order: `edge`, `edge-2`.
  let names: [String]

  init(_ name: String, count: Int) {
    names = (1...max(count, 1)).map { $0 == 1 ? name : "\(name)-\($0)" }
  }

  /// The place of the group that a rule belongs to, from 0: the same from run to run, whatever other
  /// rules there are. Where groups are added, rules move to the new ones only (Thaler, Ravishankar:
  /// "A Name-Based Mapping Scheme for Rendezvous").
  func place(of rule: String) -> Int {
    if names.count == 1 { return 0 }
    let weights = names.indices.map { Fingerprint.hexadecimal(of: "\($0) \(rule) \($0)") }
    return weights.indices.max { weights[$0] < weights[$1] } ?? 0
  }
}

extension AWSGroups {
  /// What all of them allow together.
  static func reading(
    of groups: AWSGroups, _ read: (String) throws -> FirewallReading
  ) throws -> FirewallReading {
    let all = try groups.names.map(read)
    if all.count == 1 { return all[0] }
    let numbers = Set(all.map(\.number))
    var problems: [String] = []
    for problem in all.flatMap(\.problems) where !problems.contains(problem) {
      problems.append(problem)
    }
    if numbers.count > 1 {
      problems.append("the \(all.count) groups are not all of one revision")
    }
    var notes = ["whether an interface has all \(all.count) groups"]
    for note in all.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    return FirewallReading(
      all.flatMap(\.endpoints), number: numbers.count == 1 ? all[0].number : nil,
      problems: problems, notes: notes)
  }
}
