import EndpointModel
import InventoryStorage

/// What is asked of a route that only looks.
struct Question: Asked {
  let route: Route
  let site: Site
  let caller: Caller
  let rights: Rights
  let reader: InventoryReader
  let now: UTCTime
  let path: [String: String]
  let query: [String: [String]]
  let request: WebRequest

  /// By what name it is known who asks.
  var asker: String { caller.name ?? request.client }
}
