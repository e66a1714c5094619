/// The languages that there are.
public enum FirewallTargets {
  /// In the order of the documentation.
  public static let all: [any FirewallTarget.Type] = [
    NFTables.self, Squid.self, HAProxy.self, DynamicList.self, OPNsense.self, IPSet.self,
    IPTables.self,
  ]

  /// The target of a name; nil if there is none.
  public static func named(_ name: String) -> (any FirewallTarget.Type)? {
    all.first { $0.name == name }
  }
}
