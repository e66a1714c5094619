import EndpointModel
import Testing

/// Lines that a person entered.
@Suite struct GivenTextTests {
  /// What is printed is read as the same, also where an accent stands behind white space.
  @Test(arguments: [
    ("  Northwood\t EMS\n", "Northwood EMS"), ("north\n\u{301}ud", "north \u{301}ud"),
    ("a \u{301} b", "a \u{301} b"), ("Caf\u{E9}", "Caf\u{E9}"),
  ])
  func whiteSpaceIsFoldedOnce(_ given: String, _ text: String) throws {
    let value = try GivenText(parsing: given)
    #expect(Array(value.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(GivenText(value.description) == value)
  }
}
