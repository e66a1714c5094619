import DocumentReading
import EndpointModel
import InventoryModel
import InventoryStorage
import WebAccess

/// Whose document a layout is of.
public enum LayoutSubject: Sendable {
  case deployment(DeploymentName)
  case source(String)

  /// What a person writes. What names a deployment of the inventory is that; what is no name of
  /// one is a document. Anything else is a document if it is given alone.
  ///
  /// - Parameters:
  ///   - isAlone: whether no document is given besides.
  ///   - inventory: nil if there is none.
  public init(_ text: String, isAlone: Bool, in inventory: InventoryReader?) throws {
    guard let name = DeploymentName(text) else {
      self = .source(text)
      return
    }
    let isKnown = try inventory.map { try $0.isKnown(name) || $0.presentName(of: name) != nil }
    self = isAlone && !(isKnown ?? false) ? .source(text) : .deployment(name)
  }

  public var deployment: DeploymentName? {
    if case .deployment(let name) = self { return name }
    return nil
  }
}

/// The document that a registered source shows now.
public enum NewestDocument {
  /// - Parameter proxy: through which it is fetched; nil for none.
  /// - Throws: `LayoutSourceError.noSource`, `SourceError`, `FetchError`, `InventoryError`
  public static func of(
    _ deployment: DeploymentName, in inventory: InventoryReader, searchPath: String,
    proxy: String? = nil, now: @escaping @Sendable () -> UTCTime
  ) throws -> Document {
    guard let source = try inventory.source(of: deployment)
    else { throw LayoutSourceError.noSource(deployment) }
    var web = WebFetch()
    web.options.proxy = proxy
    let fetch = SourceFetch(
      web: web, isForced: true, timeout: 60, searchPath: searchPath, now: now)
    switch try fetch.fetch(source).shown.get() {
    case .document(let load, _, _): return try load()
    case .items(let items, _):
      if let last = items.last { return try last.document() }
      throw LayoutSourceError.empty(deployment, source.location.shown)
    case .notModified: throw LayoutSourceError.empty(deployment, source.location.shown)
    }
  }
}

/// Why there is no document to show a layout with.
public enum LayoutSourceError: Error, Hashable, Sendable {
  case noSource(DeploymentName)
  case empty(DeploymentName, String)
  /// A layout is kept with a deployment.
  case noDeployment(String)
  /// Nothing to export or remove.
  case noLayout(DeploymentName)
}

extension LayoutSourceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSource(let deployment): "\(deployment) has no registered source to read"
    case .empty(let deployment, let place):
      "the source of \(deployment), \(place.withVisibleControls), shows no document"
    case .noDeployment(let source):
      "a layout is kept with a deployment, and \(source.withoutSecrets.withVisibleControls) is none"
    case .noLayout(let deployment): "\(deployment) has no layout"
    }
  }
}
