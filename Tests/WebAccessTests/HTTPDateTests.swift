import Testing

@testable import WebAccess

/// Dates of HTTP headers.
@Suite struct HTTPDateTests {
  // The example of RFC 9110 section 5.6.7, and the first second of 1970.
  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
  ])
  func seconds(_ text: String, _ seconds: Int64) { #expect(HTTPDate.seconds(text) == seconds) }

  @Test(arguments: [
    "", "Sun, 06 Nov 1994 08:49:37 CET", "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nom 1994 08:49:37 GMT", "120",
  ])
  func whatIsNone(_ text: String) { #expect(HTTPDate.seconds(text) == nil) }
}
