import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import WebAccess

/// Delivers a notice to the target of its subscription.
///
/// ```swift
/// let channel = NoticeChannel(relay: nil, options: TransferOptions())
/// try channel.deliver([notice], to: [subscription], isDigest: false, secret: nil, at: now)
/// // throws `DeliveryError.noRelay` if the target is a mail address
/// ```
public struct NoticeChannel: Sendable {
  private let relay: MailRelay?
  public let options: TransferOptions
  private let frames: [NoticeLanguage: MailFrame]

  /// - Parameters:
  ///   - relay: nil if no mail can be sent.
  ///   - frames: what stands around notices in mails to customers.
  public init(
    relay: MailRelay?, options: TransferOptions, frames: [NoticeLanguage: MailFrame] = [:]
  ) {
    self.relay = relay
    self.options = options
    self.frames = frames
  }

  /// Delivers one message.
  ///
  /// - Parameters:
  ///   - notices: one, or what goes into one mail.
  ///   - subscriptions: that of each notice; all have the same target.
  ///   - isDigest: whether the mail is one of several notices, even if there is only one.
  ///   - secret: the webhook's; nil for other targets.
  ///   - time: of this attempt.
  /// - Returns: the identifier of the mail; nil for other targets.
  /// - Throws: `DeliveryError`
  public func deliver(
    _ notices: [ChangeNotice], to subscriptions: [Subscription], isDigest: Bool,
    secret: [UInt8]?, at time: UTCTime
  ) throws(DeliveryError) -> NoticeID? {
    guard let notice = notices.first, let subscription = subscriptions.first else { return nil }
    var options = options
    options.allowsPrivate = subscription.terms.allowsPrivate
    let history = ChangeHistory(deployment: notice.deployment, notices: [notice])
    // Subscribers to the same change get messages with different identifiers.
    let ids = zip(notices, subscriptions).map { notice, subscription in
      NoticeID(of: [
        notice.id.uuid, subscription.id.description, subscription.terms.who.text,
        subscription.terms.target.description,
      ])
    }
    let id = isDigest ? NoticeID(of: ["digest"] + ids.map(\.uuid)) : ids[0]
    // Whoever knows the whole address may write there.
    let shown = subscription.terms.target.withoutSecret
    switch subscription.terms.target {
    case .webhook(let url):
      guard let secret else { throw .noSecret }
      let body = Array(CloudEvent.message(notice).utf8)
      try post(
        body, to: url, shown, options,
        headers: ["Content-Type: application/cloudevents+json; charset=utf-8"]
          + WebhookSecret(secret).headers(id: id.uuid, time: time.seconds, body: body))
    case .slack(let url):
      try post(
        Array(SlackMessage.json(history).text.utf8), to: url, shown, options,
        headers: ["Content-Type: application/json; charset=utf-8"])
    case .mail(let address):
      guard let relay else { throw .noRelay }
      let message = MailMessage(from: relay.sender, to: address, date: time, id: id)
      let frame = frames[notice.language]?.filled(for: notices)
      let text =
        isDigest ? message.text(notices, in: frame) : message.text(history, in: frame)
      do throws(FetchError) {
        try relay.send(Array(text.utf8), to: address, options)
      } catch {
        throw .web(error)
      }
      return id
    case .folder(let path):
      try write(history, subscription.terms.fileFormat, id, to: path)
    }
    return nil
  }

  /// Mails a text of the program's own.
  ///
  /// - Throws: `DeliveryError`
  public func mail(
    _ text: String, subject: String, to address: MailAddress, id: NoticeID, at time: UTCTime
  ) throws(DeliveryError) {
    guard let relay else { throw .noRelay }
    let message = MailMessage(from: relay.sender, to: address, date: time, id: id)
    do throws(FetchError) {
      try relay.send(
        Array(message.text(subject: subject, plain: text).utf8), to: address, options)
    } catch {
      throw .web(error)
    }
  }

  private func post(
    _ body: [UInt8], to url: String, _ shown: String, _ options: TransferOptions,
    headers: [String]
  ) throws(DeliveryError) {
    do throws(FetchError) {
      try WebPost(options).post(body, to: url, shown: shown, headers: headers)
    } catch {
      throw .web(error)
    }
  }

  /// Writes a file that is named by what it is about. The same notice again gives the same file,
  /// and nobody sees a half-written one.
  private func write(
    _ history: ChangeHistory, _ format: String, _ id: NoticeID, to folder: String
  ) throws(DeliveryError) {
    guard let format = HistoryFormat(rawValue: format), let notice = history.notices.first else {
      throw .folder(folder, reason: "\"\(format)\" is not a format of files")
    }
    let place = notice.deployment.description.replacing("/", with: "-")
    let kind = notice.kind == .change ? "" : "-\(notice.kind.rawValue)"
    let name = "\(place)-\(notice.to.number)\(kind)-\(id.uuid.prefix(8)).\(format.fileExtension)"
    do throws(SystemReason) {
      try WholeFile(folder: folder, name: name).write(Array(format.text(history).utf8))
    } catch {
      throw .folder(folder, reason: "\(error)")
    }
  }
}
