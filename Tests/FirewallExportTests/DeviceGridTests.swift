import EndpointModel
import FirewallExport
import Foundation
import TestSupport
import Testing

/// The same questions to each language: every protocol, ranges of ports, negated ends, what is switched
/// off, quotation marks in comments, IPv6, names, groups within groups, denials in front. `Grid/TARGET.txt`
/// has the cases of one, with the access that a person worked out:
///
///     === NAME
///     setting NAME=VALUE
///     permit outbound tcp 192.0.2.0/24 443
///     except outbound tcp 192.0.2.7 443
///     told
///     ---
///     the configuration
///
/// What stands behind `except` is not allowed. With `told` the reader has a problem, else none; with `told in part` the access is not compared.
@Suite struct DeviceGridTests {
  struct Case: CustomStringConvertible, Sendable {
    let target: String
    let name: String
    let head: [String]
    let text: String

    var description: String { "\(target)/\(name)" }
  }

  static let cases: [Case] = {
    let folder = Places.package.appending(path: "Tests/FirewallExportTests/Grid")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted().flatMap { file -> [Case] in
      let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
      return ("\n" + text).components(separatedBy: "\n=== ").dropFirst().map { part in
        let halves = part.components(separatedBy: "\n---\n")
        let head = halves[0].components(separatedBy: "\n")
        return Case(
          target: String(file.dropLast(".txt".count)), name: head[0],
          head: Array(head.dropFirst()),
          text: halves.dropFirst().joined(separator: "\n---\n") + "\n")
      }
    }
  }()

  @Test func thereAreCases() {
    #expect(Self.cases.count > 400)
    #expect(Set(Self.cases.map(\.description)).count == Self.cases.count)
  }

  @Test(arguments: cases)
  func aCaseIsReadAsAPersonReadsIt(_ tried: Case) throws {
    let type = try #require(FirewallTargets.named(tried.target))
    var settings: [String: String] = [:]
    var expected = ExpectedAccess.Figures()
    for line in tried.head {
      let words = line.split(separator: " ").map { String($0) }
      switch words.first {
      case "setting"?:
        let pair = words[1].split(separator: "=", maxSplits: 1).map { String($0) }
        settings[pair[0]] = pair[1]
      case "permit"?: expected.permitted.append(try Self.endpoint(words))
      case "except"?: expected.denied.append(try Self.endpoint(words))
      default: #expect(words.first == "told", "\(line)")
      }
    }
    let reading = try type.init(FirewallSettings(settings, of: type.settings)).read(tried.text)
    let isTold = tried.head.contains { $0.hasPrefix("told") }
    #expect(reading.problems.isEmpty != isTold, "\(tried): \(reading.problems)")
    if tried.head.contains("told in part") { return }
    #expect(expected.difference(from: reading.endpoints) == "", "\(tried): \(reading.lines)")
  }

  private static func endpoint(_ words: [String]) throws -> Endpoint {
    Endpoint(
      address: try EndpointAddress(parsing: words[3]),
      ports: words.count == 5 ? try Ports(parsing: words[4]) : .any,
      transport: try IPProtocol(parsing: words[2]), direction: Direction(rawValue: words[1]))
  }
}
