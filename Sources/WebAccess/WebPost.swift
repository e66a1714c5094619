/// Posts a message to an http or https address. Redirects are not followed: what is told
/// to one address is not to be told to another.
public struct WebPost: Sendable {
  private let options: TransferOptions

  public init(_ options: TransferOptions) { self.options = options }

  /// - Parameters:
  ///   - shown: what errors show of the address.
  ///   - headers: whole lines, `Name: value`.
  /// - Throws: `FetchError`; `.status` for what is none from 200 to 299.
  public func post(_ body: [UInt8], to url: String, shown: String, headers: [String])
    throws(FetchError)
  {
    // libcurl would wait for a leave to send from servers that give none.
    let transfer = Transfer(
      url: url, shown: shown, headers: headers + ["Expect:"], body: body)
    let response = try transfer.run(options)
    guard (200..<300).contains(response.status) else { throw FetchError(shown, response) }
  }
}
