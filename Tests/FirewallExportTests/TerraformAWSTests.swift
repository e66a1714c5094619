import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct TerraformAWSTests {
  private func read(_ text: String, group: String = "gatebook") throws -> FirewallReading {
    try TerraformAWS(["group": group]).read(text)
  }

  /// Resources of other types that give the group rules, or take them away.
  @Test func otherResourcesOfTheGroupAreTold() throws {
    func read(_ type: String, _ values: String) throws -> [String] {
      try self.read(
        #"""
        {"values": {"root_module": {"resources": [
          {"type": "aws_security_group", "address": "g", "mode": "managed",
           "values": {"id": "sg-1", "name": "gatebook", "egress": [], "ingress": []}},
          {"type": "\#(type)", "address": "o", "mode": "managed", "values": {\#(values)}}]}}}
        """#
      ).problems
    }
    for (type, key) in [
      ("aws_default_security_group", "id"),
      ("aws_vpc_security_group_rules_exclusive", "security_group_id"),
    ] {
      #expect(try read(type, #""\#(key)": "sg-1""#).count == 1)
      #expect(try read(type, #""\#(key)": "sg-2""#).isEmpty)
    }
  }

  @Test func aStateFileIsRead() throws {
    let reading = try read(
      #"""
      {
        "version": 4,
        "terraform_version": "1.5.7",
        "serial": 31,
        "lineage": "11111111-2222-3333-4444-555555555555",
        "outputs": {},
        "resources": [
          {
            "mode": "managed", "type": "aws_security_group", "name": "dispatch",
            "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
            "instances": [{"schema_version": 1, "attributes": {
              "id": "sg-0aaa", "name": "dispatch", "description": "Managed by Terraform",
              "vpc_id": "vpc-0bbb", "tags": {"gatebook-revision": "3"},
              "ingress": [{"cidr_blocks": ["192.0.2.0/24"], "description": "", "from_port": 22,
                "ipv6_cidr_blocks": [], "prefix_list_ids": [], "protocol": "tcp",
                "security_groups": [], "self": false, "to_port": 22}],
              "egress": []}}]
          },
          {
            "mode": "managed", "type": "aws_security_group_rule", "name": "radio",
            "instances": [{"schema_version": 2, "attributes": {
              "id": "sgrule-1", "type": "egress", "security_group_id": "sg-0aaa",
              "protocol": "udp", "from_port": 4201, "to_port": 4264,
              "cidr_blocks": ["203.0.113.0/29", "203.0.113.16/32"], "ipv6_cidr_blocks": null,
              "prefix_list_ids": null, "self": false, "source_security_group_id": null}}]
          },
          {
            "mode": "managed", "type": "aws_security_group_rule", "name": "elsewhere",
            "instances": [{"attributes": {
              "type": "egress", "security_group_id": "sg-0ccc", "protocol": "-1",
              "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}}]
          }
        ],
        "check_results": null
      }
      """#, group: "dispatch")
    #expect(reading.problems.isEmpty && reading.number == 3)
    #expect(
      reading.lines == [
        "192.0.2.0/24 tcp 22 inbound", "203.0.113.0/29 udp 4201-4264 outbound",
        "203.0.113.16 udp 4201-4264 outbound",
      ])
  }

  @Test func whatTerraformShowsIsReadWithItsModulesAndLists() throws {
    let reading = try read(
      #"""
      {"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {
        "resources": [
          {"address": "aws_ec2_managed_prefix_list.vendor", "mode": "managed",
           "type": "aws_ec2_managed_prefix_list", "name": "vendor", "values": {
             "id": "pl-0123", "address_family": "IPv4", "max_entries": 5, "name": "vendor",
             "entry": [{"cidr": "198.51.100.0/25", "description": "a"},
                       {"cidr": "198.51.100.200/32", "description": ""}]}},
          {"address": "aws_ec2_managed_prefix_list_entry.more", "mode": "managed",
           "type": "aws_ec2_managed_prefix_list_entry", "name": "more", "values": {
             "cidr": "198.51.100.201/32", "prefix_list_id": "pl-0123"}},
          {"address": "data.aws_ec2_managed_prefix_list.peers", "mode": "data",
           "type": "aws_ec2_managed_prefix_list", "name": "peers", "values": {
             "id": "pl-0456", "entries": [{"cidr": "2001:db8:77::/48", "description": ""}]}}],
        "child_modules": [{"address": "module.net", "resources": [
          {"address": "module.net.aws_security_group.main", "mode": "managed",
           "type": "aws_security_group", "name": "main",
           "values": {"id": "sg-1", "name": "gatebook", "egress": [], "ingress": []}},
          {"address": "module.net.aws_vpc_security_group_egress_rule.web", "mode": "managed",
           "type": "aws_vpc_security_group_egress_rule", "name": "web", "values": {
             "security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 443,
             "to_port": 443, "prefix_list_id": "pl-0123", "cidr_ipv4": null,
             "cidr_ipv6": null, "referenced_security_group_id": null}},
          {"address": "module.net.aws_vpc_security_group_ingress_rule.peers",
           "mode": "managed", "type": "aws_vpc_security_group_ingress_rule", "name": "peers",
           "values": {"security_group_id": "sg-1", "ip_protocol": "icmpv6", "from_port": -1,
             "to_port": -1, "prefix_list_id": "pl-0456"}},
          {"address": "module.net.aws_vpc_security_group_egress_rule.tunnel",
           "mode": "managed", "type": "aws_vpc_security_group_egress_rule", "name": "tunnel",
           "values": {"security_group_id": "sg-1", "ip_protocol": "47", "from_port": null,
             "to_port": null, "cidr_ipv4": "192.0.2.77/32"}}]}]}}}
      """#)
    #expect(reading.problems.isEmpty)
    #expect(
      reading.lines == [
        "192.0.2.77 gre any outbound", "198.51.100.0/25 tcp 443 outbound",
        "198.51.100.200 tcp 443 outbound", "198.51.100.201 tcp 443 outbound",
        "2001:db8:77::/48 icmp any inbound",
      ])
  }

  @Test func aFileWithRulesInAndBesideTheGroupIsRead() throws {
    let reading = try read(
      #"""
      terraform {
        required_providers {
          aws = { source = "hashicorp/aws", version = ">= 4.56" }
        }
      }

      variable "name" { default = "x" }

      /* Dispatchers reach the radio bridge,
         and nothing else. */
      resource "aws_security_group" "radio" {
        name_prefix = null
        name        = "gatebook" // as the firewall is called
        description = <<-EOT
          "}" is no end
          EOT
        vpc_id      = data.aws_vpc.main.id

        ingress {
          from_port        = 443
          to_port          = 443
          protocol         = "tcp"
          cidr_blocks      = ["192.0.2.0/24",
            "198.51.100.7/32", # callback
          ]
          ipv6_cidr_blocks = ["2001:db8:1::/48"]
        }

        egress {
          from_port   = 0
          to_port     = 0
          protocol    = "-1"
          cidr_blocks = ["10.0.0.0/8"]
        }

        tags = merge(var.tags, { Name = "radio" })
      }

      resource "aws_security_group_rule" "ping" {
        type              = "egress"
        security_group_id = aws_security_group.radio.id
        protocol          = "icmp"
        from_port         = 8
        to_port           = -1
        cidr_blocks       = ["203.0.113.1/32"]
      }

      resource "aws_security_group" "other" {
        name = "other-${var.name}"
      }

      resource "aws_security_group_rule" "other" {
        type              = "egress"
        security_group_id = aws_security_group.other.id
        protocol          = "-1"
        from_port         = 0
        to_port           = 0
        cidr_blocks       = ["0.0.0.0/0"]
      }

      output "id" { value = [for g in [1, 2] : g if g > 1] }
      """#)
    #expect(reading.problems.isEmpty)
    #expect(
      reading.lines == [
        "10.0.0.0/8 any any outbound", "192.0.2.0/24 tcp 443 inbound",
        "198.51.100.7 tcp 443 inbound", "2001:db8:1::/48 tcp 443 inbound",
        "203.0.113.1 icmp/8 any outbound",
      ])
  }

  @Test(arguments: [
    ("cidr_ipv4 = var.address", "cidr_ipv4 is not written out"),
    ("cidr_ipv4 = \"${var.address}/32\"", "cidr_ipv4 is not written out"),
    ("cidr_ipv4 = cidrsubnet(\"10.0.0.0/8\", 8, 2)", "cidr_ipv4 is not written out"),
    ("cidr_ipv4 = each.value\n  for_each = toset([\"10.0.0.0/8\"])", "its for_each"),
    ("cidr_ipv4 = \"10.0.0.1/8\"", "is not an address"),
    ("prefix_list_id = \"pl-63a5400a\"", "prefix list"),
    ("prefix_list_id = data.aws_ec2_managed_prefix_list.x.id", "prefix list"),
    ("referenced_security_group_id = aws_security_group.g.id", "referenced_security_group_id"),
    ("cidr_ipv4 = \"10.0.0.0/8\"\n  from_port = var.port", "not understood"),
    ("cidr_ipv4 = \"10.0.0.0/8\"\n  ip_protocol = var.p", "its protocol"),
    ("cidr_ipv4 = \"10.0.0.0/8\"\n  security_group_id = var.g", "which group"),
    ("cidr_ipv4 = \"10.0.0.0/8\"\n  count = 2", "its count"),
  ])
  func whatIsComputedOrNotUnderstoodIsAProblem(_ line: String, _ words: String) throws {
    var fields = [
      "security_group_id": "aws_security_group.g.id", "ip_protocol": "\"tcp\"",
      "from_port": "443", "to_port": "443",
    ]
    for name in fields.keys where line.contains("  \(name) =") { fields[name] = nil }
    let text = fields.map { "  \($0) = \($1)\n" }.joined()
    let reading = try read(
      """
      resource "aws_security_group" "g" {
        name = "gatebook"
      }
      resource "aws_vpc_security_group_egress_rule" "r" {
      \(text)  \(line)
      }
      """)
    #expect(reading.endpoints.isEmpty && reading.problems.count == 1)
    #expect(reading.problems.first?.contains(words) ?? false)
  }

  @Test func rulesThatAModuleMayAddAreAProblem() throws {
    let group = "resource \"aws_security_group\" \"g\" {\n  name = \"gatebook\"\n}\n"
    let own = try read(group + "module \"m\" {\n  groups = [aws_security_group.g.id]\n}\n")
    #expect(own.problems.count == 1)
    let other = try read(group + "module \"m\" {\n  source = \"./m\"\n}\n")
    #expect(other.problems.isEmpty)
  }

  @Test func groupsThatCannotBeToldApartAreAProblem() throws {
    let group = "resource \"aws_security_group\" \"g\" {\n  name = \"gatebook\"\n}\n"
    #expect(try read(group, group: "other").problems == ["there is no group other"])
    let twice = try read(group + group.replacing("\"g\"", with: "\"h\""))
    #expect(
      twice.problems == ["2 groups have the name gatebook: name one by its id, or set vpc-id"])
    let dynamic = try read(
      group.replacing("\n}", with: "\n  dynamic \"egress\" {\n    for_each = var.r\n  }\n}"))
    #expect(dynamic.problems.count == 1 && dynamic.endpoints.isEmpty)
  }

  @Test(arguments: [
    "", "{}", "{", "resource", "resource \"a\"", "resource \"a\" \"b\" {", "a = \"", "a = [",
    "a = {", "a = (", "a = )", "a = 1\na = 2", "= 1", "}", "a = \"\n\"", "/* open",
    "a = <<EOT\nb", "a = <<", "a = \"${\"", "a = [1 2]", "\"a\" = 1", "locals {\n  a = 1\n}",
    #"{"resources": {}}"#, #"{"values": {}}"#,
  ])
  func whatIsNoConfigurationIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try read(text) }
  }

  @Test func whatIsNestedTooDeeplyIsRefused() {
    for part in ["a = [", "a = { ", "a {\n", "a = f(", "(", "[[[", "{", "\"${"] {
      #expect(throws: FirewallReadingError.self) {
        try read("x = " + String(repeating: part, count: 10_000))
      }
      #expect(throws: FirewallReadingError.self) {
        try read(String(repeating: part, count: 10_000))
      }
    }
  }

  @Test func aListCountsAsItsEntriesInEachRuleThatNamesIt() throws {
    let target = try TerraformAWS()
    func isTaken(_ count: Int, _ ports: String) -> Bool {
      let plan = target.plan(to: (1...count).map { "192.0.2.\($0 * 2)" }, "tcp", ports)
      return (try? FirewallWriter(target).whole(plan, aggregated: plan)) != nil
    }
    #expect(isTaken(60, "443") && !isTaken(61, "443"))
    #expect(isTaken(30, "80,443") && !isTaken(31, "80,443"))
  }

  @Test func aRevisionChangesNothingOfAListThatStays() throws {
    let target = try TerraformAWS()
    let (old, new) = (
      target.whole(target.plan(to: ["192.0.2.1"], number: 1)),
      target.whole(target.plan(to: ["192.0.2.1"], number: 2))
    )
    let changed = zip(old.split(separator: "\n"), new.split(separator: "\n")).filter { $0 != $1 }
    #expect(changed.count == 2)
    for (_, line) in changed { #expect(line.contains("gatebook-")) }
  }
}
