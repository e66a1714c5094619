import EndpointModel

/// How much a reading understood, to compare readings of one text in several formats.
extension Interpreter {
  /// How much was found but not understood.
  var leftOver: Int {
    findings.all.count { $0.severity == .error || $0.code == "ports-unused" }
  }

  /// Whether addresses or ports were found that open nothing, because the words say so or they are
  /// in a command. Reading another format would only lose this.
  var declines: Bool {
    findings.all.contains {
      ["table-forbidden", "taken-back", "row-denied", "address-in-prose"].contains($0.code)
    }
  }

  /// Whether it understood more lines than another reading of the same text, without mixing up
  /// the facts of several lines.
  func reads(moreThan other: Interpreter) -> Bool {
    if other.count == 0 { return count > 0 }
    func lines(_ reading: Interpreter) -> Int {
      Set(reading.parts.lazy.flatMap(\.endpoints).map(\.line)).count
    }
    // What one reading found denied, no other reading may open.
    func denied(_ reading: Interpreter) -> Int {
      reading.findings.all.count {
        ["row-denied", "table-forbidden", "taken-back"].contains($0.code)
      }
    }
    let (mine, others) = (lines(self), lines(other))
    return denied(self) >= denied(other) && leftOver < other.leftOver && mine > others
      && count * others * 2 <= other.count * mine * 3
  }

  /// How many endpoints there are.
  var count: Int { parts.reduce(0) { $0 + $1.endpoints.count } }
}
