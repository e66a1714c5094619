import EndpointModel
import FirewallExport
import Foundation
import InventoryModel
import TestSupport
import Testing

/// A configuration that follows a public one, beside the access that a person worked out of it:
/// `Configurations/TARGET/NAME.conf` and `NAME.access`. Another one needs these two files only.
///
/// A line of `NAME.access` is one of
///
///     # whose configuration it follows
///     setting NAME=VALUE
///     permit outbound tcp 192.0.2.0/24 443
///     permit inbound icmp any
///     holds 192.0.2.0/24
///     number 3
///     told: words that the reader's problem has
///     note: words that its note has
///     refused: words of the refusal
///
/// `permit` has direction, protocol, address and, where the protocol has ports, `any` or ports;
/// `holds` is an entry of a list, which states no traffic. Each problem and each note that the
/// reader has is told by a line of its own.
struct PublicConfiguration: CustomStringConvertible, Sendable {
  static let folder = "Tests/FirewallExportTests/Configurations"

  /// The target's name, as on the command line.
  let target: String
  let name: String

  var description: String { "\(target)/\(name)" }

  /// All that there are, by target and name.
  static let all: [PublicConfiguration] = {
    let root = Places.package.appending(path: folder).path
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return files.filter { $0.hasSuffix(".conf") }.sorted().compactMap { file in
      let parts = file.dropLast(".conf".count).split(separator: "/").map { String($0) }
      return parts.count == 2 ? PublicConfiguration(target: parts[0], name: parts[1]) : nil
    }
  }()

  /// Fails where the reader finds other access than the person did, or tells other things.
  func check() throws {
    let text = try Places.text("\(Self.folder)/\(target)/\(name).access")
    #expect(text.hasPrefix("# "), "\(self) does not begin with whose configuration it follows")
    let expected = try Expected(text)
    let type = try #require(FirewallTargets.named(target), "there is no target \(target)")
    let reader = type.init(try FirewallSettings(expected.settings, of: type.settings))
    let reading: FirewallReading
    do {
      reading = try reader.read(Places.text("\(Self.folder)/\(target)/\(name).conf"))
    } catch let error as FirewallReadingError {
      let refused = try #require(expected.refused, "\(self) is refused: \(error)")
      #expect(error.description.contains(refused), "\(self) is refused otherwise")
      return
    }
    #expect(expected.refused == nil, "\(self) is not refused")
    #expect(
      expected.figures.difference(from: reading.endpoints) == "",
      "\(self) is read as \(reading.lines)")
    #expect(reading.number == expected.number, "\(self): its number")
    Self.compare(reading.problems, with: expected.told, "\(self) tells")
    Self.compare(reading.notes, with: expected.notes, "\(self) notes")
  }

  /// Each sentence has the words of one line, and each line is one sentence's.
  private static func compare(_ sentences: [String], with lines: [String], _ subject: String) {
    var lines = lines
    for sentence in sentences {
      if let i = lines.firstIndex(where: { sentence.contains($0) }) {
        lines.remove(at: i)
      } else {
        Issue.record("\(subject) what no line expects: \(sentence)")
      }
    }
    for line in lines { Issue.record("\(subject) nothing of: \(line)") }
  }
}

/// What a `.access` file says.
private struct Expected {
  var settings: [String: String] = [:]
  var figures = ExpectedAccess.Figures()
  var number: Int?
  var told: [String] = []
  var notes: [String] = []
  var refused: String?

  init(_ text: String) throws {
    for line in text.split(whereSeparator: \.isNewline).map({ String($0) }) {
      let words = line.split(separator: " ", maxSplits: 1).map { String($0) }
      let rest = words.count == 2 ? words[1] : ""
      switch words.first {
      case nil, "#"?: continue
      case "setting"?:
        let pair = rest.split(separator: "=", maxSplits: 1).map { String($0) }
        try #require(pair.count == 2, "\(line)")
        settings[pair[0]] = pair[1]
      case "permit"?: figures.permitted.append(try Self.endpoint(rest))
      case "except"?: figures.denied.append(try Self.endpoint(rest))
      case "holds"?:
        figures.permitted.append(Endpoint(address: try EndpointAddress(parsing: rest)))
      case "number"?:
        let value = try #require(Int(rest), "\(line)")
        number = value
      case "told:"?: told.append(rest)
      case "note:"?: notes.append(rest)
      case "refused:"?: refused = rest
      default: Issue.record("this line of an access file is not known: \(line)")
      }
    }
  }

  /// `outbound tcp 192.0.2.0/24 443`
  private static func endpoint(_ text: String) throws -> Endpoint {
    let words = text.split(separator: " ").map { String($0) }
    try #require(words.count == 3 || words.count == 4, "\(text)")
    let transport = try IPProtocol(parsing: words[1])
    try #require((words.count == 4) == transport.hasPorts, "\(text)")
    let direction = try #require(Direction(rawValue: words[0]), "\(text)")
    return Endpoint(
      address: try EndpointAddress(parsing: words[2]),
      ports: words.count == 4 ? try Ports(parsing: words[3]) : .any, transport: transport,
      direction: direction)
  }
}
