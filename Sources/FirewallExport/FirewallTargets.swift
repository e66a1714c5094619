/// The languages that there are.
public enum FirewallTargets {
  /// In the order of the documentation.
  public static let all: [any FirewallTarget.Type] = [
    NFTables.self,
    IPSet.self,
    IPTables.self,
    PANOSSet.self,
    PANOSXML.self,
    FortiOS.self,
    ASA.self,
    IOSXE.self,
    Junos.self,
    RouterOS.self,
    CheckPoint.self,
    AWSPrefixList.self,
    AWSSecurityGroup.self,
    AzureNSG.self,
    GoogleCloud.self,
    TerraformAWS.self,
    NetworkPolicy.self,
    Cilium.self,
    OPNsense.self,
    Windows.self,
    Squid.self,
    HAProxy.self,
    DynamicList.self,
    Aerleon.self,
  ]

  /// The target of a name; nil if there is none.
  public static func named(_ name: String) -> (any FirewallTarget.Type)? {
    all.first { $0.name == name }
  }
}
