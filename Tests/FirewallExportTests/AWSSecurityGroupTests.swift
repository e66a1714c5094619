import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct AWSSecurityGroupTests {
  private func read(_ text: String, group: String = "gatebook") throws -> FirewallReading {
    try CloudTesting.target(AWSSecurityGroup.self, ["group": group]).read(text)
  }

  @Test func aGroupOfWebServersIsRead() throws {
    let reading = try read(
      #"""
      {
          "SecurityGroups": [
              {
                  "Description": "web servers",
                  "GroupName": "web",
                  "IpPermissions": [
                      {
                          "FromPort": 443,
                          "IpProtocol": "tcp",
                          "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}],
                          "Ipv6Ranges": [{"CidrIpv6": "::/0"}],
                          "PrefixListIds": [],
                          "ToPort": 443,
                          "UserIdGroupPairs": []
                      },
                      {
                          "FromPort": -1,
                          "IpProtocol": "icmp",
                          "IpRanges": [{"CidrIp": "198.51.100.0/24"}],
                          "Ipv6Ranges": [],
                          "PrefixListIds": [],
                          "ToPort": -1,
                          "UserIdGroupPairs": []
                      }
                  ],
                  "OwnerId": "111122223333",
                  "GroupId": "sg-0aaaaaaaaaaaaaaaa",
                  "IpPermissionsEgress": [
                      {
                          "IpProtocol": "-1",
                          "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
                          "Ipv6Ranges": [],
                          "PrefixListIds": [],
                          "UserIdGroupPairs": []
                      }
                  ],
                  "VpcId": "vpc-0bbbbbbbbbbbbbbbb"
              },
              {"GroupName": "other", "IpPermissions": [], "IpPermissionsEgress": []}
          ]
      }
      """#, group: "sg-0aaaaaaaaaaaaaaaa")
    #expect(reading.problems.isEmpty)
    #expect(
      CloudTesting.lines(reading) == [
        "0.0.0.0/0 any any outbound", "0.0.0.0/0 tcp 443 inbound",
        "198.51.100.0/24 icmp any inbound", "::/0 tcp 443 inbound", "any tcp 443 inbound",
      ])
  }

  @Test func aGroupOfGatewaysIsRead() throws {
    let reading = try read(
      #"""
      {"SecurityGroups": [{
        "GroupName": "gatebook", "GroupId": "sg-1", "Description": "vpn", "VpcId": "vpc-1",
        "Tags": [{"Key": "Name", "Value": "vpn"}, {"Key": "gatebook-revision", "Value": "7"}],
        "IpPermissions": [],
        "IpPermissionsEgress": [
          {"IpProtocol": "50", "IpRanges": [{"CidrIp": "203.0.113.7/32"}]},
          {"IpProtocol": "udp", "FromPort": 500, "ToPort": 500,
           "IpRanges": [{"CidrIp": "203.0.113.7/32"}, {"CidrIp": "203.0.113.8/32"}]},
          {"IpProtocol": "icmp", "FromPort": 8, "ToPort": 0,
           "IpRanges": [{"CidrIp": "203.0.113.7/32"}]},
          {"IpProtocol": "icmpv6", "FromPort": -1, "ToPort": -1,
           "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/64"}]},
          {"IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535,
           "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
          {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "127.0.0.1/32"}]}
        ]}]}
      """#)
    #expect(reading.problems.isEmpty && reading.number == 7)
    #expect(
      CloudTesting.lines(reading) == [
        "10.0.0.0/8 tcp any outbound", "2001:db8::/64 icmp any outbound",
        "203.0.113.7 esp any outbound", "203.0.113.7 icmp/8 any outbound",
        "203.0.113.7 udp 500 outbound", "203.0.113.8 udp 500 outbound",
      ])
  }

  @Test func aTemplateWithRulesInAndBesideTheGroupIsRead() throws {
    let reading = try read(
      #"""
      {"AWSTemplateFormatVersion": "2010-09-09",
       "Resources": {
         "Servers": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
           "GroupDescription": "dispatch", "GroupName": "gatebook", "VpcId": {"Ref": "Vpc"},
           "SecurityGroupIngress": [
             {"IpProtocol": "tcp", "FromPort": "22", "ToPort": "22", "CidrIp": "192.0.2.0/24"}],
           "SecurityGroupEgress": [
             {"IpProtocol": "udp", "FromPort": 4201, "ToPort": 4264, "CidrIp": "203.0.113.0/28"}]}},
         "Time": {"Type": "AWS::EC2::SecurityGroupEgress", "Properties": {
           "GroupId": {"Ref": "Servers"}, "IpProtocol": "udp", "FromPort": 123, "ToPort": 123,
           "CidrIp": "198.51.100.4/32"}},
         "Elsewhere": {"Type": "AWS::EC2::SecurityGroupEgress", "Properties": {
           "GroupId": {"Ref": "OtherGroup"}, "IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}},
         "Bucket": {"Type": "AWS::S3::Bucket"}}}
      """#)
    #expect(reading.problems.isEmpty)
    #expect(
      CloudTesting.lines(reading) == [
        "192.0.2.0/24 tcp 22 inbound", "198.51.100.4 udp 123 outbound",
        "203.0.113.0/28 udp 4201-4264 outbound",
      ])
  }

  @Test func aTemplateWithoutOutboundRulesAllowsEverythingOut() throws {
    let reading = try read(
      #"""
      {"Resources": {"G": {"Type": "AWS::EC2::SecurityGroup",
        "Properties": {"GroupName": "gatebook"}}}}
      """#)
    #expect(
      CloudTesting.lines(reading) == [
        "0.0.0.0/0 any any outbound", "::/0 any any outbound", "any any any outbound",
      ])
  }

  @Test func whetherARuleBesideTheGroupReplacesTheFirstOneIsAProblem() throws {
    let reading = try read(
      #"""
      {"Resources": {
        "G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupName": "gatebook"}},
        "R": {"Type": "AWS::EC2::SecurityGroupEgress", "Properties": {
          "GroupId": {"Fn::GetAtt": "G.GroupId"}, "IpProtocol": "tcp", "FromPort": 443,
          "ToPort": 443, "CidrIp": "192.0.2.1/32"}}}}
      """#)
    #expect(CloudTesting.lines(reading) == ["192.0.2.1 tcp 443 outbound"])
    #expect(reading.problems.count == 1)
  }

  @Test func whatNamesNoAddressOrIsNotUnderstoodIsAProblem() throws {
    let reading = try read(
      #"""
      {"SecurityGroups": [{"GroupName": "gatebook",
        "IpPermissionsEgress": [
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [
             {"PrefixListId": "pl-63a5400a"}], "UserIdGroupPairs": [{"GroupId": "sg-2"}]},
          {"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
          {"IpProtocol": "tcp", "FromPort": 70000, "ToPort": 70001,
           "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
          {"IpProtocol": "icmp", "FromPort": 3, "ToPort": 4,
           "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
          {"IpProtocol": "icmpv6", "FromPort": 128, "ToPort": -1,
           "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}]},
          {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "IpRanges": [{"CidrIp": "evil"}]},
          {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]}]}
      """#)
    // The prefix list, the group, no ports, wrong ports, a code, a type of ICMPv6, no address,
    // no protocol, no inbound list.
    #expect(reading.endpoints.isEmpty && reading.problems.count == 9)
  }

  @Test func groupsThatCannotBeToldApartAreAProblem() throws {
    let twice = #"{"SecurityGroups": [{"GroupName": "gatebook"}, {"GroupName": "gatebook"}]}"#
    #expect(try read(twice).problems.count == 1)
    #expect(try read(#"{"SecurityGroups": []}"#).problems == ["there is no group gatebook"])
  }

  @Test(arguments: ["", "{}", "[1]", #"{"SecurityGroups": {}}"#, "null"])
  func whatIsNoGroupIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try read(text) }
  }

  /// AWS would let every port of SCTP pass.
  @Test func sctpIsReportedAndNotWritten() throws {
    let target = try CloudTesting.target(AWSSecurityGroup.self)
    let plan = CloudTesting.plan(["192.0.2.1"], "sctp", "2905", for: target)
    #expect(plan.notExpressed.map(\.reason) == [.transport])
    #expect(!target.whole(plan).contains("192.0.2.1"))
  }

  @Test func sixtyRulesOfADirectionAndFamilyAreTheLimit() throws {
    let target = try CloudTesting.target(AWSSecurityGroup.self)
    let most = CloudTesting.plan((1...59).map { "192.0.2.\($0 * 2)" }, for: target)
    _ = try FirewallWriter(target).whole(most, aggregated: most)
    let more = CloudTesting.plan((1...60).map { "192.0.2.\($0 * 2)" }, for: target)
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(more, aggregated: more)
    }
  }

  /// Each network may have a group of the name: that of another one decides on nothing of ours.
  @Test func aGroupOfAnotherNetworkIsNotOurs() throws {
    func problems(_ network: String, _ vpc: String) throws -> [String] {
      let target = try CloudTesting.target(
        AWSSecurityGroup.self, vpc.isEmpty ? [:] : ["vpc-id": vpc])
      let group = #""GroupName": "gatebook", "IpPermissions": [], "IpPermissionsEgress": []"#
      return try target.read(#"{"SecurityGroups": [{\#(group)\#(network)}]}"#).problems
    }
    let network = #", "VpcId": "vpc-1""#
    #expect(try problems(network, "vpc-1") == [])
    #expect(try problems(network, "") == [])
    #expect(
      try problems(network, "vpc-2") == ["there is no group gatebook in vpc-2, but one in vpc-1"])
    #expect(
      try problems("", "vpc-2") == ["whether the group gatebook is in vpc-2 is not told"])
    #expect(
      try problems(network + #"}, {"GroupName": "gatebook", "VpcId": "vpc-2""#, "vpc-1") == [])
  }

  /// What one firewall's file makes in its network is none of another one's.
  @Test(arguments: ["aws-security-group", "terraform-aws"])
  func aFileForAnotherNetworkIsNotOurs(_ name: String) throws {
    let type = try #require(FirewallTargets.named(name))
    func target(_ vpc: String) throws -> any FirewallTarget {
      type.init(try FirewallSettings(["vpc-id": vpc], of: type.settings))
    }
    let ours = try target("vpc-1")
    let text = ours.whole(Readings.plan(SamplePolicies.first, ours, number: 1))
    #expect(try ours.read(text).problems == [])
    let reading = try target("vpc-2").read(text)
    #expect(reading.problems == ["there is no group gatebook in vpc-2, but one in vpc-1"])
    #expect(reading.endpoints.isEmpty)
  }
}
