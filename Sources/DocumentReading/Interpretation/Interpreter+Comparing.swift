import EndpointModel

/// How much a reading understood, by which readings of one text in several formats are compared.
extension Interpreter {
  /// How much was found and not understood.
  var leftOver: Int {
    findings.all.count { $0.severity == .error || $0.code == "ports-unused" }
  }

  /// Whether addresses or ports were found that open nothing: the words say so, or they stand in
  /// a command. Another format would only lose sight of that.
  var declines: Bool {
    findings.all.contains {
      ["table-forbidden", "taken-back", "row-denied", "address-in-prose"].contains($0.code)
    }
  }

  /// Whether it understood more lines than another reading of the same text, and did not smear
  /// the facts of several lines over each other.
  func reads(moreThan other: Interpreter) -> Bool {
    if other.count == 0 { return count > 0 }
    func lines(_ reading: Interpreter) -> Int {
      Set(reading.parts.lazy.flatMap(\.endpoints).map(\.line)).count
    }
    // What one reading found denied, no other may open.
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
