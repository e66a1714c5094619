import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct SquidTests {
  private func squid(_ settings: [String: String] = [:]) throws -> Squid {
    try Squid(settings)
  }

  @Test func aListOfAddressesWithAllFormsIsRead() throws {
    let reading = try Squid().read(
      """
      # destinations of the dispatch centre
      192.0.2.0/24
      198.51.100.0/255.255.255.128   # radio
      203.0.113.4-203.0.113.6 2001:db8:5::/48

      \t2001:db8::1
      """)
    #expect(
      reading.lines == [
        "192.0.2.0/24", "198.51.100.0/25", "2001:db8:5::/48", "2001:db8::1",
        "203.0.113.4-203.0.113.6",
      ])
    #expect(reading.problems.isEmpty)
  }

  @Test func aNameWithADotAllowsItselfAndAllBelowIt() throws {
    let reading = try Squid(["kind": "names"]).read(
      ".ubuntu.example\r\nPyPI.example.org # packages\r\n.dev\r\n")
    #expect(reading.lines == ["*.dev", "*.ubuntu.example", "pypi.example.org", "ubuntu.example"])
    #expect(reading.problems.isEmpty)
  }

  @Test func expressionsOfNamesAreRead() throws {
    let reading = try Squid(["kind": "expressions"]).read(
      "-i\n^www\\.example\\.com$\n\\.example\\.net$\n(^|\\.)example\\.org$\nupdate\\.example\n")
    #expect(
      reading.lines == [
        "*.example.net", "*.example.org", "*update.example*", "example.org", "www.example.com",
      ])
    #expect(reading.problems.isEmpty)
  }

  @Test func whatIsNotAnAddressIsAProblem() throws {
    let reading = try Squid().read(
      "192.0.2.300\nlocalhost\n!192.0.2.1\n192.0.2.9-192.0.2.1\n::/0\nipv4\n\u{0}\n")
    #expect(reading.lines.isEmpty)
    #expect(reading.problems.count == 7)
    #expect(reading.problems.first?.hasPrefix("line 1: \"192.0.2.300\" is not understood") == true)
  }

  @Test func expressionsThatMatchMoreThanNamesAreProblems() throws {
    let reading = try Squid(["kind": "expressions"]).read(
      "^www.example.com$\n(a|b)\\.example$\n[a-z]+\n\\\n^\n$\n")
    #expect(reading.problems.count == 4)
    // An end alone is in every name.
    #expect(reading.lines == ["*", "*"])
  }

  /// Squid compares IPv4 addresses as ::ffff:0:0/96 with entries of IPv6.
  @Test func aBlockOfIPv6DoesNotOpenIPv4() throws {
    let squid = try squid()
    let text = squid.whole(squid.plan(SamplePolicies.rows("::/1 tcp 443")))
    let reading = try Squid().read(text)
    #expect(reading.problems.isEmpty)
    #expect(!reading.lines.contains { $0.contains(".") })
    #expect(text.contains("::1:0:0:0/80\n") && text.contains("4000::/2\n"))
    #expect(try Squid().read("::/1").lines == ["0.0.0.0/0", "::/1"])
  }

  @Test func anyAddressIsWrittenAsSquidTakesIt() throws {
    let squid = try squid()
    #expect(squid.whole(squid.plan(SamplePolicies.rows("any tcp 443"))) == "all\n")
    #expect(
      squid.whole(squid.plan(SamplePolicies.rows("0.0.0.0/0 tcp 443")))
        == "0.0.0.0/1\n128.0.0.0/1\n")
  }

  @Test func patternsAreWrittenAsExpressionsOnly() throws {
    let policy = SamplePolicies.rows("*.example.com tcp 443", "a-b.example.com tcp 443", "* tcp 80")
    let names = try squid(["kind": "names"])
    let plan = names.plan(policy)
    #expect(names.whole(plan) == "a-b.example.com\n")
    #expect(plan.notExpressed.map(\.reason) == [.pattern, .pattern])
    let expressions = try squid(["kind": "expressions"])
    let text = expressions.whole(expressions.plan(policy))
    #expect(text == "^a-b\\.example\\.com$\n^.*$\n\\.example\\.com$\n")
    let reading = try Squid(["kind": "expressions"]).read(text)
    #expect(reading.lines == ["*", "*.example.com", "a-b.example.com"])
  }

  @Test func entriesAreCountedAgainstTheLimit() throws {
    let squid = try squid(["limit-entries": "1"])
    let plan = squid.plan(SamplePolicies.rows("192.0.2.1 tcp 1", "192.0.2.3 tcp 2"))
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(squid).whole(plan, aggregated: plan)
    }
  }
}
