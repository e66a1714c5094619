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
  /// Takes the number of a line that belongs to something, and is not indented.
  mutating func takeStray(_ number: Int)
  var strays: [Int] { get }
  /// Commands that are cut short, each a sentence.
  var shortened: [String] { get set }
}

/// What lines begin with that stand within a list, a group or an interface only. Without their
/// indentation nothing tells what they belong to, though a device that is given them may know.
private let wordsOfMembers: Set<Substring> = [
  "permit", "deny", "evaluate", "remark", "host", "range", "group-object", "network-object",
  "service-object", "port-object", "protocol-object", "icmp-object", "fqdn", "subnet", "match",
]

extension CiscoConfiguration {
  /// Takes the lines in their order, as the device does.
  ///
  /// - Returns: whether any concerns access lists or groups.
  mutating func takeLines(of text: String) -> Bool {
    var isConfiguration = false
    for (number, given) in text.numberedLines where !given.words.isEmpty {
      if given.first.map(Self.commentSigns.contains) ?? false { continue }
      let line = CiscoKeywords.lowered(given)
      if let (short, whole) = CiscoKeywords.shortened(line) {
        shortened.append(
          "line \(number) is not read: \"\(short)\" may stand for \(whole), which the device shows whole"
        )
      }
      if line.first?.isWhitespace == true {
        takeMember(line, number)
      } else if Self.isMember(line) {
        takeStray(number)
        isConfiguration = true
      } else {
        endBlock()
        isConfiguration = takeCommand(line, number) || isConfiguration
      }
    }
    return isConfiguration
  }

  private static func isMember(_ line: String) -> Bool {
    var words = CiscoWords(line)
    _ = words.take("no")
    _ = words.take("sequence")
    if words.peek.flatMap({ Int($0) }) != nil { _ = words.next() }
    guard let word = words.next() else { return false }
    // A list applied to an interface; `access-group` of an ASA begins with that word.
    if words.peek == "access-group" || words.peek == "traffic-filter" { return true }
    return wordsOfMembers.contains(word)
  }

  func tellStrays(_ reader: inout PermitReader) {
    for sentence in shortened { reader.problem(sentence) }
    for number in strays {
      reader.problem("line \(number) is not indented: what it belongs to is not known")
    }
  }
}
