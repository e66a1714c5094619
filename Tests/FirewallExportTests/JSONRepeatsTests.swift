import Testing

@testable import FirewallExport

/// Names that an object of JSON has twice.
@Suite struct JSONRepeatsTests {
  @Test(arguments: [
    (#"{"a": 1, "b": 2, "a": 3}"#, "a"), (#"[{"x": {}}, {"x": {"y": 1, "y": 1}}]"#, "y"),
    (#"{"a": {"b": [1, {"c": 1}]}, "a": 2}"#, "a"), (#"{"ab": 1, "a\u0062": 2}"#, "ab"),
    (#"{"a\"b": 1, "a\"b": 2}"#, "a\"b"), (#"{"": 1, "": 2}"#, ""),
  ])
  func aNameThatIsThereTwiceIsFound(_ text: String, _ name: String) throws {
    #expect(JSONRepeats.first(in: text) == name)
    #expect(throws: FirewallReadingError.self) {
      try ConfigurationJSON(parsing: text, of: "gcp")
    }
  }

  @Test(arguments: [
    #"{"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 2}]}"#, #"{"a": "b", "b": "a"}"#,
    #"{"a": ["x", "x"], "b": "\"a\": 1, \"a\": 2"}"#, #"["a", "a"]"#, #"{"a\\": 1, "a": 2}"#, "1",
    "{}",
  ])
  func whatIsThereOnceIsNot(_ text: String) throws {
    #expect(JSONRepeats.first(in: text) == nil)
    _ = try ConfigurationJSON(parsing: text, of: "gcp")
  }
}
