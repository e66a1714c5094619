import DocumentReading
import InventoryModel
import InventoryStorage

/// The layout by which a deployment's document is read.
public struct LayoutInUse: Sendable {
  /// Its version.
  public let number: Int
  public let layout: Layout

  /// Nil if there is none.
  ///
  /// - Throws: `InventoryError`, and `LayoutError` if a newer program kept it in another form
  public init?(of deployment: DeploymentName, in inventory: InventoryReader?) throws {
    guard let kept = try inventory?.layout(of: deployment), let text = kept.text else {
      return nil
    }
    number = kept.number
    layout = try Layout(parsing: text)
  }
}
