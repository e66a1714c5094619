import Foundation
import TestSupport
import Testing

@testable import FirewallExport

/// JSON as devices list it, and what is none.
@Suite struct ConfigurationJSONTests {
  @Test(arguments: [
    (#"{"a": 1, "b": 2, "a": 3}"#, "a"), (#"[{"x": {}}, {"x": {"y": 1, "y": 1}}]"#, "y"),
    (#"{"a": {"b": [1, {"c": 1}]}, "a": 2}"#, "a"), (#"{"ab": 1, "a\u0062": 2}"#, "ab"),
    (#"{"a\"b": 1, "a\"b": 2}"#, "a\"b"), (#"{"": 1, "": 2}"#, ""),
  ])
  func aNameThatIsThereTwiceIsFound(_ text: String, _ name: String) throws {
    let error = #expect(throws: FirewallReadingError.self) {
      try ConfigurationJSON(parsing: text, of: "gcp")
    }
    #expect(error?.reason.contains("has \(name.asComment(limit: 40).quoted) twice") == true)
  }

  @Test(arguments: [
    #"{"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 2}]}"#, #"{"a": "b", "b": "a"}"#,
    #"{"a": ["x", "x"], "b": "\"a\": 1, \"a\": 2"}"#, #"["a", "a"]"#, #"{"a\\": 1, "a": 2}"#, "1",
    "{}", " [ ] ", "\r\n\t[-0, 0.5e-3, 1E+2]", #""\uD83D\uDE00""#, "null",
  ])
  func whatIsThereOnceIsRead(_ text: String) throws {
    let value = try ConfigurationJSON(parsing: text, of: "gcp")
    let known = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(value.isSame(as: known), "\(value)")
  }

  @Test(arguments: [
    ("", "it is empty"), ("[1, 2", "line 1: it ends inside an array"),
    ("{\n\"a\": 1\n\"b\": 2}", "line 3: a comma or the end of an object is missing"),
    (#"{"a" 1}"#, "a colon is missing"), (#"{a: 1}"#, "a member's name is missing"),
    ("[1,]", "a value is missing"), (#"{"a": 1,}"#, "a member's name is missing"),
    ("[01]", "a number"), ("[1.]", "digits"), ("[1e]", "digits"), ("[-]", "a number"),
    ("[1e999]", "too large"), ("[nul]", "a value is missing"), ("\"a\nb\"", "a control character"),
    (#""\x""#, "backslash"), (#""\u12G4""#, "four digits"), (#""\uD83D""#, "half a character"),
    (#""\uDE00""#, "half a character"), ("\"abc", "it ends inside a string"),
    ("\"a\\", "backslash"),
    ("{} {}", "something follows"), ("[1] x", "something follows"),
    (String(repeating: "[", count: 100_000), "nested deeper"), ("'a'", "a value is missing"),
  ])
  func whatIsNoJSONIsRefused(_ text: String, _ reason: String) throws {
    let error = #expect(throws: FirewallReadingError.self) {
      try ConfigurationJSON(parsing: text, of: "gcp")
    }
    #expect(error?.reason.hasPrefix("it is not JSON: ") == true)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  /// Bytes of JSON, cut and mixed: what Foundation takes is read as the same, and nothing else is.
  @Test func whatFoundationTakesIsReadAlike() throws {
    let samples = [
      #"{"nftables": [{"a": {"b": "c\u0041\\\"", "n": [1, -2.5e3, null, true, false]}}]}"#,
      #"[{"x": "\uD83D\uDE00\/"}, {"y": {}, "z": []}, "ü", 0, 10.01]"#,
    ]
    var random = SeededGenerator(seed: 19)
    for _ in 0..<4_000 {
      var bytes = Array(samples.randomElement(using: &random)!.utf8)
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = bytes.randomElement(using: &random)!
        default: bytes = Array(bytes[..<max(place, 1)])
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let known = try? JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      do {
        let value = try ConfigurationJSON(parsing: text, of: "gcp")
        let object = try #require(known, "only we take \(text)")
        #expect(value.isSame(as: object), "\(text)")
      } catch let error as FirewallReadingError {
        #expect(known == nil || error.reason.contains(" twice"), "\(text): \(error)")
      }
    }
  }
}

extension ConfigurationJSON {
  /// Whether Foundation reads the same.
  fileprivate func isSame(as other: Any) -> Bool {
    switch self {
    case .null: other is NSNull
    case .bool(let value): (other as? Bool) == value
    case .number(let value): (other as? NSNumber)?.doubleValue == value
    case .string(let text): (other as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .array(let all):
      (other as? [Any]).map { others in
        others.count == all.count && zip(all, others).allSatisfy { $0.isSame(as: $1) }
      } ?? false
    case .object(let members):
      (other as? [String: Any]).map { others in
        others.count == members.count
          && members.allSatisfy { name, value in
            others[name].map { value.isSame(as: $0) } ?? false
          }
      } ?? false
    }
  }
}
