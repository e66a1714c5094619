import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct SquidTests {
  private func squid(_ settings: [String: String] = [:]) throws -> Squid {
    Squid(try FirewallSettings(settings, of: Squid.settings))
  }

  @Test func aListOfAddressesWithAllFormsIsRead() throws {
    let reading = try ReadLines(
      Squid.self, [:],
      """
      # destinations of the dispatch centre
      192.0.2.0/24
      198.51.100.0/255.255.255.128   # radio
      203.0.113.4-203.0.113.6 2001:db8:5::/48

      \t2001:db8::1
      """)
    #expect(
      reading.access == [
        "192.0.2.0/24", "198.51.100.0/25", "2001:db8:5::/48", "2001:db8::1",
        "203.0.113.4-203.0.113.6",
      ])
    #expect(reading.problems.isEmpty)
  }

  @Test func aNameWithADotAllowsItselfAndAllBelowIt() throws {
    let reading = try ReadLines(
      Squid.self, ["kind": "names"], ".ubuntu.example\r\nPyPI.example.org # packages\r\n.dev\r\n")
    #expect(reading.access == ["*.dev", "*.ubuntu.example", "pypi.example.org", "ubuntu.example"])
    #expect(reading.problems.isEmpty)
  }

  @Test func expressionsOfNamesAreRead() throws {
    let reading = try ReadLines(
      Squid.self, ["kind": "expressions"],
      "-i\n^www\\.example\\.com$\n\\.example\\.net$\n(^|\\.)example\\.org$\nupdate\\.example\n")
    #expect(
      reading.access == [
        "*.example.net", "*.example.org", "*update.example*", "example.org", "www.example.com",
      ])
    #expect(reading.problems.isEmpty)
  }

  @Test func whatIsNotAnAddressIsAProblem() throws {
    let reading = try ReadLines(
      Squid.self, [:],
      "192.0.2.300\nlocalhost\n!192.0.2.1\n192.0.2.9-192.0.2.1\n::/0\nipv4\n\u{0}\n")
    #expect(reading.access.isEmpty)
    #expect(reading.problems.count == 7)
    #expect(reading.problems.first?.hasPrefix("line 1: \"192.0.2.300\" is not understood") == true)
  }

  @Test func expressionsThatMatchMoreThanNamesAreProblems() throws {
    let reading = try ReadLines(
      Squid.self, ["kind": "expressions"], "^www.example.com$\n(a|b)\\.example$\n[a-z]+\n\\\n^\n$\n"
    )
    #expect(reading.problems.count == 4)
    // An end alone is in every name.
    #expect(reading.access == ["*", "*"])
  }

  /// Squid compares IPv4 addresses as ::ffff:0:0/96 with entries of IPv6.
  @Test func aBlockOfIPv6DoesNotOpenIPv4() throws {
    let squid = try squid()
    let text = squid.whole(Plans.plan(Plans.policy("::/1 tcp 443"), squid))
    let reading = try ReadLines(Squid.self, [:], text)
    #expect(reading.problems.isEmpty)
    #expect(!reading.access.contains { $0.contains(".") })
    #expect(text.contains("::1:0:0:0/80\n") && text.contains("4000::/2\n"))
    #expect(try ReadLines(Squid.self, [:], "::/1").access == ["0.0.0.0/0", "::/1"])
  }

  @Test func anyAddressIsWrittenAsSquidTakesIt() throws {
    let squid = try squid()
    #expect(squid.whole(Plans.plan(Plans.policy("any tcp 443"), squid)) == "all\n")
    #expect(
      squid.whole(Plans.plan(Plans.policy("0.0.0.0/0 tcp 443"), squid))
        == "0.0.0.0/1\n128.0.0.0/1\n")
  }

  @Test func patternsAreWrittenAsExpressionsOnly() throws {
    let policy = Plans.policy("*.example.com tcp 443", "a-b.example.com tcp 443", "* tcp 80")
    let names = try squid(["kind": "names"])
    let plan = Plans.plan(policy, names)
    #expect(names.whole(plan) == "a-b.example.com\n")
    #expect(plan.notExpressed.map(\.reason) == [.pattern, .pattern])
    let expressions = try squid(["kind": "expressions"])
    let text = expressions.whole(Plans.plan(policy, expressions))
    #expect(text == "^a-b\\.example\\.com$\n^.*$\n\\.example\\.com$\n")
    let reading = try ReadLines(Squid.self, ["kind": "expressions"], text)
    #expect(reading.access == ["*", "*.example.com", "a-b.example.com"])
  }

  @Test func entriesAreCountedAgainstTheLimit() throws {
    let squid = try squid(["limit-entries": "1"])
    let plan = Plans.plan(Plans.policy("192.0.2.1 tcp 1", "192.0.2.3 tcp 2"), squid)
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(squid).whole(plan, aggregated: plan)
    }
  }
}
