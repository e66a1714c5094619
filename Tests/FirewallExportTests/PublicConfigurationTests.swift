import FirewallExport
import Testing

/// A writer and a reader by one hand may share a mistake: these configurations follow what others
/// wrote, and their access is a person's, who also judged what the reader told otherwise.
@Suite struct PublicConfigurationTests {
  @Test(arguments: PublicConfiguration.all)
  func aConfigurationIsReadAsAPersonReadsIt(_ configuration: PublicConfiguration) throws {
    try configuration.check()
  }

  @Test(arguments: FirewallTargets.all.map { $0.name })
  func everyTargetHasThree(_ target: String) {
    #expect(PublicConfiguration.all.count { $0.target == target } >= 3)
  }
}
