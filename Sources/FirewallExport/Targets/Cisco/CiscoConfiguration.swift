/// A configuration of a Cisco device: commands, some of which are followed by indented lines that
/// belong to them.
protocol CiscoConfiguration {
  /// The signs that comments begin with.
  static var commentSigns: Set<Character> { get }
  /// Ends what the indented lines so far belonged to.
  mutating func endBlock()
  /// - Returns: whether it is one that concerns access lists or groups.
  mutating func takeCommand(_ line: String, _ number: Int) -> Bool
  mutating func takeMember(_ line: String, _ number: Int)
}

extension CiscoConfiguration {
  /// Takes the lines in their order, as the device does.
  ///
  /// - Returns: whether any concerns access lists or groups.
  mutating func takeLines(of text: String) -> Bool {
    var isConfiguration = false
    for (number, line) in text.numberedLines where !line.words.isEmpty {
      if line.first.map(Self.commentSigns.contains) ?? false { continue }
      if line.first?.isWhitespace == true {
        takeMember(line, number)
      } else {
        endBlock()
        isConfiguration = takeCommand(line, number) || isConfiguration
      }
    }
    return isConfiguration
  }
}
