import InventoryModel
import Testing

@Suite struct FirewallAllowanceTests {
  /// A fuzzer found that a blank at the end made a service of the customer.
  @Test(arguments: [
    ("vendor/cloud", nil, nil), ("vendor/cloud@north", nil, "north"),
    ("vendor/cloud:Web", "Web", nil), ("vendor/cloud:Web@north", "Web", "north"),
    (" vendor/cloud:Web@north\n", "Web", "north"),
    // The name of a service that ends like a customer.
    ("vendor/cloud:Web@north@", "Web@north", nil),
    ("vendor/cloud:Web@north@south", "Web@north", "south"),
    ("vendor/cloud:Web@North Pole", "Web@North Pole", nil),
  ])
  func whoseItIs(_ text: String, _ service: String?, _ customer: String?) throws {
    let allowance = try FirewallAllowance(parsing: text)
    #expect(allowance.service == service)
    #expect(allowance.customer?.text == customer)
    #expect(FirewallAllowance(allowance.description) == allowance)
  }

  /// What a script leaves of `@$CUSTOMER` is refused, not taken for no customer.
  @Test(arguments: ["vendor/cloud@", "vendor/cloud@north@", "vendor/cloud@@", "vendor/cloud:"])
  func aCustomerThatIsMissing(_ text: String) {
    #expect(FirewallAllowance(text) == nil)
  }

  /// No document has such a service, and lists of firewalls show it.
  @Test func controlCharacters() {
    #expect(FirewallAllowance("vendor/cloud:We\u{1B}[31mb") == nil)
    #expect(FirewallAllowance("vendor/cloud:W\u{200B}eb@north") == nil)
  }

  /// A fuzzer found that an accent behind white space was lost, and with it that no customer is meant.
  @Test(arguments: [
    ("vendor/cloud:Web@north\n\u{301}eb@north", "Web@north \u{301}eb", "north"),
    ("vendor/cloud:Web \u{301}", "Web \u{301}", nil),
    ("vendor/cloud: \u{301}eb", "\u{301}eb", nil),
  ])
  func accentsBehindWhiteSpaceStay(
    _ text: String, _ service: String, _ customer: String?
  ) throws {
    let allowance = try FirewallAllowance(parsing: text)
    #expect(allowance.service == service)
    #expect(allowance.customer?.text == customer)
    #expect(FirewallAllowance(allowance.description) == allowance)
  }

  @Test(
    arguments: ["Web", "Web@north", "Web@", "Web@north@", "@", "@@", "a: b@c"],
    [nil, CustomerName("south")])
  func isReadAsItIsWritten(_ service: String, _ customer: CustomerName?) {
    let allowance = FirewallAllowance(
      DeploymentName("vendor/cloud")!, service: service, customer: customer)
    #expect(FirewallAllowance(allowance.description) == allowance)
  }
}
