/// Posts a message to an http or https address. Redirects are not followed: what is meant for one
/// address must not go to another.
///
/// ```swift
/// try WebPost(TransferOptions()).post(
///   Array("{}".utf8), to: "https://example.com/hook?key=1", shown: "https://example.com/…",
///   headers: ["Content-Type: application/json"])
/// // throws "https://example.com/… answered with status 410" if the receiver is gone
/// ```
public struct WebPost: Sendable {
  private let options: TransferOptions

  public init(_ options: TransferOptions) { self.options = options }

  /// Posts one message.
  ///
  /// - Parameters:
  ///   - shown: what errors show instead of the address.
  ///   - headers: whole lines, `Name: value`.
  /// - Throws: `FetchError`; `.status` for any status not from 200 to 299.
  public func post(_ body: [UInt8], to url: String, shown: String, headers: [String])
    throws(FetchError)
  {
    // Without this, libcurl would wait for a permission to send that some servers never give.
    let transfer = Transfer(
      url: url, shown: shown, headers: headers + ["Expect:"], body: body)
    let response = try transfer.run(options)
    guard (200..<300).contains(response.status) else { throw FetchError(shown, response) }
  }
}
