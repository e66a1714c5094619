import EndpointModel
import InventoryModel

/// The server that passes mail on (RFC 6409): `smtps://relay.example.com`, or
/// `smtp://relay.example.com:587`, which has to switch to TLS unless it is this machine.
public struct MailRelay: Sendable {
  public let url: String
  public let sender: MailAddress
  private let user: String?
  private let password: String?
  private let isThisMachine: Bool

  /// - Parameter user: whom to log in as; nil for no login.
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(
    parsing text: some StringProtocol, sender: MailAddress, user: String?, password: String?
  ) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "mail relay", input: String(text), rule: rule)
    }
    guard let scheme = ["smtp://", "smtps://"].first(where: { text.lowercased().hasPrefix($0) })
    else { throw failure("it begins with neither smtp:// nor smtps://") }
    let place = text.dropFirst(scheme.count)
    guard !place.isEmpty, !place.contains("/") else { throw failure("it is not a host and port") }
    guard !place.contains("@") else { throw failure("names and passwords do not belong in it") }
    guard !text.unicodeScalars.contains(where: { $0.isUnsafeToShow || $0 == " " }) else {
      throw failure("it holds a blank or control character")
    }
    let host =
      place.hasPrefix("[") ? place.prefix { $0 != "]" }.dropFirst() : place.prefix { $0 != ":" }
    url = String(text)
    self.sender = sender
    self.user = user
    self.password = password
    isThisMachine = ["localhost", "127.0.0.1", "::1"].contains(host.lowercased())
  }

  /// Hands over one mail.
  ///
  /// - Parameter message: in the form of RFC 5322, with CR LF line ends.
  /// - Throws: `FetchError`
  public func send(
    _ message: [UInt8], to recipient: MailAddress, _ options: TransferOptions
  ) throws(FetchError) {
    var options = options
    // The relay is the operator's own choice.
    options.allowsPrivate = true
    let transfer = Transfer(
      url: url, shown: url, body: message,
      mail: Transfer.Mail(
        from: sender.text, to: recipient.text, user: user, password: password,
        needsTLS: !isThisMachine))
    do throws(FetchError) {
      _ = try transfer.run(options)
    } catch .unreachable(let url, let reason) where reason.contains(/\sfailed: [45]\d\d$/) {
      // libcurl tells a step that the relay refused in the same way as a connection that broke.
      throw .mailRefused(url: url, recipient: recipient.text, reason: reason)
    }
  }
}
