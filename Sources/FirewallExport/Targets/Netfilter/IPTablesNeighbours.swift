/// The interfaces that the jump to Gatebook's chain is for: what passes others is decided without it.
struct IPTablesJump {
  /// Nil for all.
  var comesIn: String?
  var goesOut: String?

  /// As options of the rule: ` -i lan0`.
  var words: String {
    (comesIn.map { " -i \($0)" } ?? "") + (goesOut.map { " -o \($0)" } ?? "")
  }

  /// The first of the interfaces that is not ours.
  func firstOther(than interfaces: [(isIn: Bool, name: String)]) -> String? {
    interfaces.first { $0.name != ($0.isIn ? comesIn : goesOut) }?.name
  }
}

/// The tables that packets pass besides the one that is read, such as `raw` and `mangle`: what is
/// dropped there never comes to it, or comes to nothing behind it (iptables(8), "TABLES").
struct IPTablesNeighbours {
  private struct Line {
    let number: Int
    let table: String
    /// A base chain of the kernel's or one that it may lead to.
    let chain: String
  }

  private var drops: [Line] = []

  private static let targets: Set = ["DROP", "REJECT", "QUEUE", "NFQUEUE", "NOTRACK", "TPROXY"]

  mutating func take(_ line: String, of table: String, at number: Int) {
    var words = line.words[...]
    // The counters that iptables-save -c prints.
    if words.first?.hasPrefix("[") ?? false { words = words.dropFirst() }
    guard let command = words.first else { return }
    if command.hasPrefix(":"), words.dropFirst().first == "DROP" {
      drops.append(Line(number: number, table: table, chain: String(command.dropFirst())))
    } else if command == "-P", words.last == "DROP", let chain = words.dropFirst().first {
      drops.append(Line(number: number, table: table, chain: chain))
    } else if command == "-A", let chain = words.dropFirst().first {
      let rest = Array(words)
      // Packets that belong to no connection are dropped nearly everywhere.
      if let state = rest.firstIndex(where: { ["--ctstate", "--state"].contains($0) }),
        rest.dropFirst(state + 1).first == "INVALID", rest[state - 1] != "!"
      {
        return
      }
      for (place, word) in rest.enumerated() where ["-j", "--jump", "-g", "--goto"].contains(word) {
        let target = rest.dropFirst(place + 1).first ?? ""
        // Answers of connections that are not tracked are none that a rule knows.
        if Self.targets.contains(target) || target == "CT" && rest.contains("--notrack") {
          drops.append(Line(number: number, table: table, chain: chain))
        }
      }
    }
  }

  /// A problem for each that packets may pass, and answers to them.
  func problems(at hook: String) -> [String] {
    let apart: Set = hook == "FORWARD" ? ["INPUT", "OUTPUT"] : ["FORWARD"]
    return drops.filter { !apart.contains($0.chain) }.map {
      "line \($0.number): the table \($0.table) may drop what is allowed, or answers to it"
    }
  }
}
