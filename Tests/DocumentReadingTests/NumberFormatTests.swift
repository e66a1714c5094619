import Testing

@testable import DocumentReading

/// What cells show of their numbers.
@Suite struct NumberFormatTests {
  @Test(
    arguments: [
      ("General", 5060, "5060"), ("#,##0", 49152, "49152"), ("0.00", 443, "443"),
      ("\"TCP \"0", 443, "TCP 443"), ("0\" (udp)\"", 53, "53 (udp)"), ("0%", 0.5, "50%"),
      ("yyyy\\-mm\\-dd", 46037, "2026-01-15"), ("dd.mm.yyyy;@", 46037, "2026-01-15"),
      ("[$-409]d\\-mmm\\-yy", 46037.5, "2026-01-15"), ("d/m/yy h:mm", 46037.5, "2026-01-15 12:00"),
      ("hh:mm", 0.4375, "10:30"), ("[h]:mm", 3.395833333333333, "81:30"),
      ("mmm yyyy", 1, "1900-01-01"),
      ("yyyy", 59, "1900-02-28"), ("yyyy", 61, "1900-03-01"), ("[Red]0;[Blue]-0", 80, "80"),
      ("0.00E+00", 1e6, "1000000"), ("General", 80.5, "80.5"), ("@", 22, "22"),
    ] as [(String, Double, String)])
  func aCode(_ code: String, _ value: Double, _ text: String) {
    #expect(NumberFormat(code: code).text(value) == text)
  }

  @Test func daysCountedFrom1904() {
    #expect(NumberFormat(builtIn: 14).text(44575, startsIn1904: true) == "2026-01-15")
  }
}
