/// Prometheus's text format 0.0.4, read strictly: what a server of its kind would refuse or warn of is
/// an error here (prometheus.io/docs/instrumenting/exposition_formats, and the rules of `promtool check
/// metrics`).
struct ExpositionText {
  struct Broken: Error, CustomStringConvertible {
    let line: Int
    let reason: String

    var description: String { "line \(line): \(reason)" }
  }

  struct Sample: Hashable {
    let name: String
    let labels: [String: String]
  }

  private(set) var values: [Sample: Double] = [:]
  private(set) var help: [String: String] = [:]
  private(set) var types: [String: String] = [:]

  init(_ text: String) throws {
    guard text.hasSuffix("\n"), !text.contains("\r") else {
      throw Broken(line: 0, reason: "the last line has no end, or lines end by CR")
    }
    var family: String?
    var ended: Set<String> = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated() {
      func broken(_ reason: String) -> Broken { Broken(line: index + 1, reason: reason) }
      if line.isEmpty { continue }
      if line.hasPrefix("#") {
        let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 4, words[0] == "#", Self.isName(words[2]) else {
          throw broken("a comment that is neither HELP nor TYPE")
        }
        let name = String(words[2])
        switch words[1] {
        case "HELP":
          guard help[name] == nil, !words[3].isEmpty else { throw broken("HELP twice, or empty") }
          help[name] = String(words[3])
          if let family { ended.insert(family) }
          guard !ended.contains(name) else { throw broken("\(name) is taken up again") }
          family = name
        case "TYPE":
          guard types[name] == nil, family == name else { throw broken("TYPE without its HELP") }
          guard words[3] == "gauge" || words[3] == "counter" else {
            throw broken("a type that is none")
          }
          guard (words[3] == "counter") == name.hasSuffix("_total") else {
            throw broken("counters, and no others, end in _total")
          }
          types[name] = String(words[3])
        default: throw broken("a comment that is neither HELP nor TYPE")
        }
        continue
      }
      let (sample, value) = try Self.sample(line, broken)
      guard sample.name == family, types[sample.name] != nil else {
        throw broken("\(sample.name) without its HELP and TYPE in front")
      }
      guard values[sample] == nil else { throw broken("\(sample) twice") }
      values[sample] = value
    }
    for name in help.keys where types[name] == nil {
      throw Broken(line: 0, reason: "\(name) has no TYPE")
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    text.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) != nil
  }

  private static func sample(
    _ line: Substring, _ broken: (String) -> Broken
  ) throws -> (Sample, Double) {
    let name = line.prefix { $0 != "{" && $0 != " " }
    guard isName(name) else { throw broken("\(name) is no name") }
    var rest = line.dropFirst(name.count)
    var labels: [String: String] = [:]
    if rest.first == "{" {
      rest = rest.dropFirst()
      while rest.first != "}" {
        let label = rest.prefix { $0 != "=" }
        guard label.wholeMatch(of: /[a-zA-Z_][a-zA-Z0-9_]*/) != nil, !label.hasPrefix("__") else {
          throw broken("\(label) is no label")
        }
        rest = rest.dropFirst(label.count)
        guard rest.hasPrefix("=\"") else { throw broken("a label without a value") }
        rest = rest.dropFirst(2)
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
          guard character == "\\" else {
            value.append(character)
            continue
          }
          switch rest.popFirst() {
          case "\\": value.append("\\")
          case "\"": value.append("\"")
          case "n": value.append("\n")
          default: throw broken("an escape that is none")
          }
        }
        guard labels.updateValue(value, forKey: String(label)) == nil else {
          throw broken("\(label) twice")
        }
        if rest.first == "," {
          rest = rest.dropFirst()
        } else if rest.first != "}" {
          throw broken("labels that are not parted by commas")
        }
      }
      rest = rest.dropFirst()
    }
    guard rest.first == " ", let value = Double(rest.dropFirst()) else {
      throw broken("no number, or more than one")
    }
    return (Sample(name: String(name), labels: labels), value)
  }
}
