import InventoryModel
import InventoryStorage

/// Registers where a deployment's document comes from.
public struct SourceRegistration {
  private let writer: InventoryWriter

  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// What is given for a source; nil keeps the present value, or takes the default for a new
  /// source.
  public struct Given: Sendable {
    public var location: SourceLocation
    public var allowsPrivate: Bool?
    public var acceptsPartial: Bool?
    public var overdueHours: Int?

    public init(
      location: SourceLocation, allowsPrivate: Bool? = nil, acceptsPartial: Bool? = nil,
      overdueHours: Int? = nil
    ) {
      self.location = location
      self.allowsPrivate = allowsPrivate
      self.acceptsPartial = acceptsPartial
      self.overdueHours = overdueHours
    }
  }

  /// The source as it is registered now.
  public struct Outcome: Sendable {
    public let source: RegisteredSource
    /// The previous source; nil if there was none.
    public let before: RegisteredSource?
  }

  /// Adds a source, or changes what is given for an existing one; what was taken from the same
  /// place stays known.
  ///
  /// - Parameter isNew: whether a deployment may be created whose name is close to another's.
  /// - Throws: `NameError`, `InventoryError`
  public func set(
    _ deployment: DeploymentName, _ given: Given, isNew: Bool
  ) throws -> Outcome {
    if !isNew { try NewNames(writer).check(deployment) }
    let before = try writer.source(of: deployment)
    var options = before?.options ?? RegisteredSource.Options()
    options.allowsPrivate = given.allowsPrivate ?? options.allowsPrivate
    options.acceptsPartial = given.acceptsPartial ?? options.acceptsPartial
    options.overdueHours = given.overdueHours ?? options.overdueHours
    let source = RegisteredSource(
      deployment: deployment, location: given.location, options: options)
    try writer.setSource(source)
    return Outcome(source: source, before: before)
  }
}
