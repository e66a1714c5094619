import EndpointModel

/// A customer, who uses deployments and whom notices concern.
public struct Customer: Hashable, Sendable {
  public let name: CustomerName
  /// The name to show to people.
  public var displayName: GivenText
  /// Ascending, no two equal.
  public var contacts: [MailAddress]
  /// The language that the customer is written to in; nil for that of the settings.
  public var language: NoticeLanguage?

  public init(
    name: CustomerName, displayName: GivenText, contacts: [MailAddress] = [],
    language: NoticeLanguage? = nil
  ) {
    self.language = language
    self.name = name
    self.displayName = displayName
    self.contacts = Set(contacts).sorted()
  }
}

/// The time during which a customer uses a deployment.
public struct DeploymentUse: Hashable, Sendable {
  public let deployment: DeploymentName
  public let period: Period

  public init(deployment: DeploymentName, period: Period) {
    self.deployment = deployment
    self.period = period
  }
}
