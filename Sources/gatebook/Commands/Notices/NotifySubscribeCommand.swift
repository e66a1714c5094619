import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct NotifySubscribeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "subscribe",
    abstract: "Have somebody told of the changes of a deployment.",
    discussion: """
      With --customer, only when one of that customer's own rules opens or closes,
      and of these alone. Without it, the subscriber is taken for one of the
      inventory's own people: also told of revisions that are held, unless --no-held
      says otherwise.

      A webhook gets CloudEvents, signed by Standard Webhooks with a secret that is
      made here and printed once. Mail goes through $GATEBOOK_MAIL_RELAY
      (smtps://host or smtp://host:587) from $GATEBOOK_MAIL_FROM, as
      $GATEBOOK_MAIL_USER with $GATEBOOK_MAIL_PASSWORD where it asks for them.

      Example:
        gatebook notify subscribe NOC --deployment aws/all --only closed \\
          --to mail:noc@example.com
        gatebook notify subscribe Tickets --deployment aws/all \\
          --to webhook:https://example.com/in
        gatebook notify subscribe Archive --deployment aws/all --to file:notices \\
          --file-format html
      """)

  @Argument(help: "Who is told.", transform: { try GivenText(parsing: $0) })
  var who: GivenText

  @Option(
    help: ArgumentHelp("Of the changes of this deployment.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(
    help: ArgumentHelp(
      "Where: mail:ADDRESS, webhook:URL, slack:URL or file:FOLDER.", valueName: "target"),
    transform: { try DeliveryTarget(parsing: $0) })
  var to: DeliveryTarget

  @OptionGroup var reader: ReaderOptions

  @Flag(help: "Do not tell of revisions that wait for approval.")
  var noHeld = false

  @Option(
    help: ArgumentHelp(
      "What files are written in: \(HistoryFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"))
  var fileFormat: HistoryFormat?

  @Option(
    help: ArgumentHelp(
      "Sign a webhook's messages with this secret, whsec_ and base64. Default: a new one.",
      valueName: "secret"))
  var secret: String?

  @Flag(help: "Let a webhook lead to private and loopback addresses.")
  var allowPrivate = false

  @OptionGroup var mail: MailOptions

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    var isWebhook = false
    var isFolder = false
    switch to {
    case .webhook: isWebhook = true
    case .folder: isFolder = true
    case .mail, .slack: break
    }
    try mail.check(to)
    if fileFormat != nil, !isFolder { throw ValidationError("--file-format is for file: only.") }
    guard let secret else { return }
    if !isWebhook { throw ValidationError("--secret is for webhook: only.") }
    if WebhookSecret(secret) == nil {
      throw ValidationError("A secret is whsec_ and the base64 of 24 to 64 bytes.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    var terms = Subscription.Terms(who: who, deployment: deployment, target: to.absolute)
    terms.service = reader.service
    terms.customer = reader.customer
    terms.only = reader.only
    terms.tellsHeld = reader.customer == nil && !noHeld
    terms.allowsPrivate = allowPrivate
    mail.set(&terms)
    if let fileFormat { terms.fileFormat = fileFormat.rawValue }
    var key: WebhookSecret?
    if case .webhook = to { key = secret.flatMap { WebhookSecret($0) } ?? .new() }
    let subscription = try inventory.changing(program, author.act(in: program)) {
      try $0.subscribe(terms, secret: key?.bytes)
    }
    var text = "Subscription \(subscription.id): " + subscription.inWords + "\n"
    if let key, secret == nil {
      text += key.told
    }
    text += terms.target.missing
    return Answer(text: text, ifLost: "the subscription was stored")
  }
}

extension HistoryFormat: ExpressibleByArgument {}

extension WebhookSecret {
  static func new() -> WebhookSecret {
    var random = SystemRandomNumberGenerator()
    return WebhookSecret((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  /// The text that shows it, once.
  var told: String {
    "Its messages are signed with \(text)\nKeep it: it is not shown again.\n"
  }
}

extension DeliveryTarget {
  /// With an absolute path, so that it means the same in any folder.
  var absolute: DeliveryTarget {
    guard case .folder(let path) = self,
      case .path(let whole) = SourceLocation.path(path).absolute
    else { return self }
    return .folder(whole)
  }

  /// A line to say that nothing can be delivered while a folder is missing; otherwise empty.
  var missing: String {
    guard case .folder(let path) = self, !isFolder(path) else { return "" }
    return "There is no folder \(path.withVisibleControls): notices wait until there is one.\n"
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

struct NotifyUnsubscribeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsubscribe",
    abstract: "End a subscription; what is due for it is not sent any more.",
    discussion: """
      Example:
        gatebook notify unsubscribe 3
      """)

  @Argument(help: "The subscription's number.")
  var number: Int

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let act = record.act(in: program)
    let note = record.note.map { ": \($0)" } ?? ""
    let reason =
      GivenText("ended by \(act.author.shown)\(note)".abridged(to: 200)) ?? GivenText("ended")!
    let subscription = try inventory.changing(program, act) {
      try $0.unsubscribe(number, reason: reason)
    }
    return Answer(text: "Subscription \(number) of \(subscription.terms.who) has ended.\n")
  }
}

struct NotifySubscribersCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "subscribers",
    abstract: "List who is told of what, and where.",
    discussion: """
      Example:
        gatebook notify subscribers
      """)

  @Flag(help: "Also those that have ended.")
  var all = false

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let subscriptions = try inventory.reading(program) { try $0.subscriptions() }
      .filter { all || $0.ended == nil }
    return format.answer(subscriptions.map { JSONText($0) }) {
      TextReports(program.style).subscriptions(
        subscriptions, remedies: ReportRemedy.commands)
    }
  }
}
