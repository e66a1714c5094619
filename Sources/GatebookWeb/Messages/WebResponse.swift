import Synchronization

/// An answer as the routes give it. The same object is given again and again while nothing changes,
/// so that a transport can keep with it what it made of it.
public final class WebResponse: Sendable {
  public let status: Int
  /// With the length of the body, also where that is not sent.
  public let headers: [(name: String, value: String)]
  /// Empty for HEAD and where nothing is sent.
  public let body: [UInt8]
  private let kept = Mutex<(any Sendable)?>(nil)

  init(_ status: Int, _ headers: [(name: String, value: String)], _ body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whatever the case of its name.
  public func header(_ name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }

  /// The same with another header.
  func adding(_ header: (name: String, value: String)) -> WebResponse {
    WebResponse(status, headers + [header], body)
  }

  /// The form of the answer that a transport sends, made once.
  public func form<Form: Sendable>(_ make: (WebResponse) -> Form) -> Form {
    kept.withLock { kept in
      if let form = kept as? Form { return form }
      let form = make(self)
      kept = form
      return form
    }
  }
}
