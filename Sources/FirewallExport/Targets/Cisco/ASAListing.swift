/// What `show access-list` prints of one access list: a head that says how many elements it has, then
/// each line with its number, its hits and a hash. Below a line that names objects stand the lines that
/// the device makes of it, with the same number ("Cisco Secure Firewall ASA Series Command Reference, S
/// Commands", show access-list).
struct ASAListing {
  private struct Line {
    let place: Int
    let text: String
    /// What the device makes of it, where it names objects.
    var made: [String] = []

    /// Lines that are to be obeyed: those that the device made, unless they name objects, too, as
    /// `object-group-search` has it.
    var obeyed: [String] {
      made.isEmpty || made.contains { $0.contains("object") } ? [text] : made
    }
  }

  private let list: String
  private var lines: [Int: Line] = [:]
  private var head: (place: Int, elements: Int)?
  private(set) var isThere = false
  private var oddities: [String] = []

  init(of list: String) { self.list = list }

  /// Its lines in their order, as a configuration has them, each with the place of the one that a person
  /// wrote.
  var entries: [(line: Int, text: String)] {
    ordered.flatMap { line in line.obeyed.map { (line.place, $0) } }
  }

  /// The lines that a person wrote.
  var written: [(line: Int, text: String)] { ordered.map { ($0.place, $0.text) } }

  private var ordered: [Line] { lines.sorted { $0.key < $1.key }.map(\.value) }

  // MARK: Lines

  /// Takes a list's head: `access-list outside_in; 6 elements; name hash: 0x1f`, from the name on. What
  /// stood before of the list is an older listing.
  mutating func takeHead(_ name: Substring, _ given: CiscoWords, place: Int) {
    guard name == list else { return }
    var words = given
    isThere = true
    lines = [:]
    oddities = []
    head = words.next().flatMap { Int($0) }.map { (place, $0) }
  }

  /// Takes what follows the list's name, if it is of a listing and no command: `line 3 extended permit tcp
  /// any host 192.0.2.1 eq https (hitcnt=7) 0x5d21e0a4`.
  ///
  /// - Returns: whether it is.
  mutating func take(_ given: CiscoWords, place: Int) -> Bool {
    var words = given
    guard words.take("line"), let number = words.next().flatMap({ Int($0) }) else { return false }
    _ = words.take("extended")
    let isRemark = words.peek == "remark"
    let (text, marks) = isRemark ? (words.text, []) : Self.bare(words.text)
    guard !marks.isEmpty || head != nil else { return false }
    isThere = true
    // A name without an address, and a time range that is over, are marked so, too.
    if marks.contains("(inactive)"),
      !["inactive", "fqdn", "time-range"].contains(where: text.split(separator: " ").contains)
    {
      oddities.append("line \(place) is marked as inactive, and nothing in it says why")
    }
    if lines[number] == nil {
      lines[number] = Line(place: place, text: text)
    } else {
      lines[number]?.made.append(text)
    }
    return true
  }

  /// A rule without hits, hash and state, which end it, and with names where the device shows what they
  /// gave: `host 192.0.2.1 (sip.example.com)`.
  private static func bare(_ text: String) -> (text: String, marks: Set<Substring>) {
    var words = text.split(separator: " ")
    var marks: Set<Substring> = []
    while let last = words.last, isMark(last) {
      marks.insert(last)
      words.removeLast()
    }
    var out: [Substring] = []
    for word in words {
      guard word.hasPrefix("("), word.hasSuffix(")") else {
        out.append(word)
        continue
      }
      if word == "(resolved)" || word == "(unresolved)" { continue }
      guard out.count > 1, out[out.count - 2] == "host" else {
        out.append(word)
        continue
      }
      out.replaceSubrange((out.count - 2)..., with: ["fqdn", word.dropFirst().dropLast()])
    }
    return (out.joined(separator: " "), marks)
  }

  private static func isMark(_ word: Substring) -> Bool {
    if word == "(inactive)" || word.hasPrefix("(hitcnt=") && word.hasSuffix(")") { return true }
    return word.hasPrefix("0x") && word.count > 2 && word.dropFirst(2).allSatisfy(\.isHexDigit)
  }

  // MARK: Whether it is whole

  /// What is wrong with the listing: numbers of lines leave none out, and the head counts the elements.
  var problems: [String] {
    guard isThere else { return [] }
    var out = oddities
    let last = lines.keys.max() ?? 0
    let missing =
      last > 4 * lines.count + 1000 ? nil : (1...max(last, 1)).filter { lines[$0] == nil }
    if last > 0, missing?.isEmpty != true {
      let some =
        missing.map { $0.prefix(5).map { "\($0)" }.joined(separator: ", ") } ?? "many lines"
      out.append("the listing of the access list \(list) is not whole: it lacks line \(some)")
    }
    // Whether remarks count differs.
    let listed = ordered.map { max($0.made.count, 1) }.reduce(0, +)
    if let head, head.elements > listed {
      out.append(
        "line \(head.place): the access list \(list) has \(head.elements) elements, and \(listed) are "
          + "listed")
    }
    return out
  }

  var notes: [String] {
    isThere && head == nil
      ? ["how many elements the access list \(list) has: the listing has no head"] : []
  }
}
