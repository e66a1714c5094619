import DocumentReading
import EndpointModel
import Testing

/// Files of Terraform and OpenTofu.
@Suite struct HCLTests {
  private func rules(_ text: String, _ name: String = "rules.tf") throws -> [String] {
    try ReadingLines.rules(text, name).sorted()
  }

  @Test func blocksAndTheirAttributes() throws {
    #expect(
      try rules(
        """
        # What the desktops need
        resource "azurerm_firewall_policy_rule_collection_group" "desktops" {
          network_rule_collection {
            name     = "required"
            priority = 100 // the first
            rule {
              name                  = "activation"
              protocols             = ["TCP"]
              source_addresses      = ["*"]
              destination_addresses = ["kms.example.com", "192.0.2.8"]
              destination_ports     = ["1688"]
            }
            /* rule { destination_addresses = ["192.0.2.99"] } */
            rule {
              name                  = "health"
              protocols             = ["UDP"]
              source_addresses      = ["*"]
              destination_addresses = ["192.0.2.9"]
              destination_ports     = ["3478", "3479-3481"]
            }
          }
        }
        """) == ["192.0.2.8 tcp 1688", "192.0.2.9 udp 3478-3481", "kms.example.com tcp 1688"])
  }

  @Test func valuesOfVariables() throws {
    #expect(
      try rules(
        """
        vendor_hosts = {
          sign_in = { host = "login.example.com", port = 443, protocol = "tcp" }
          "relay" : { host = "relay.example.com", port = 8443, protocol = "tcp" }
        }
        networks = concat(["192.0.2.0/24"], ["198.51.100.0/24"])
        """, "vendor.tfvars") == [
          "192.0.2.0/24 - -", "198.51.100.0/24 - -", "login.example.com tcp 443",
          "relay.example.com tcp 8443",
        ])
  }

  /// What has to be worked out is no address, and is told.
  @Test func expressionsAreNotGuessed() throws {
    let reading = try ReadingLines.read(
      "allowed_cidrs = [\"192.0.2.0/24\", var.office, cidrsubnet(var.base, 8, 1)]\n", "a.tfvars")
    #expect(ReadingLines.rules(reading) == ["192.0.2.0/24 - -"])
    #expect(reading.findings.count { $0.severity == .error } == 2)
  }

  /// A name in place of an address in data is told elsewhere; "any" source is not what it asks for.
  @Test func destinationsWithoutAddresses() throws {
    let reading = try ReadingLines.read(
      """
      rules = [{ name = "a", protocol = "TCP", source = "*", destination = "AzureMonitor", port = 443 },
        { name = "b", protocol = "TCP", source = "*", destination = "192.0.2.1", port = 443 }]
      """, "a.tfvars")
    #expect(!reading.endpoints.contains { $0.address == .any })
    #expect(ReadingLines.rules(reading).contains("192.0.2.1 tcp 443"))
  }

  @Test(arguments: [
    "a = [\"192.0.2.1\"", "a = {", "resource \"x\" \"y\" {\n  a = 1\n", "a = \"192.0.2.1",
    "a =", "a \"b\" = 1", "a = 1 }", "= 1",
  ])
  func brokenTextIsRefused(_ text: String) {
    #expect(throws: ReadingError.self) { try ReadingLines.read(text, "a.tf") }
  }
}
