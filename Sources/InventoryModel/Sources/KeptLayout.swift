import EndpointModel

/// A version of the layout by which a deployment's document is read.
public struct KeptLayout: Hashable, Sendable {
  public let deployment: DeploymentName
  /// From 1, in the order in which they were kept.
  public let number: Int
  /// Its text form; nil if from then on the document was read without a layout.
  public let text: String?
  /// Who kept it, when and why.
  public let act: Act

  public init(deployment: DeploymentName, number: Int, text: String?, act: Act) {
    self.deployment = deployment
    self.number = number
    self.text = text
    self.act = act
  }
}
