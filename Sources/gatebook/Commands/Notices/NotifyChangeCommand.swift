import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery

struct NotifyChangeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Change a subscription: where it goes, and what it tells.",
    discussion: """
      What is not named stays. What is due for it, or waits because the old way
      failed, goes the new way at once. Whom it tells of stays: for another
      deployment or customer, make another subscription.

      Example:
        gatebook notify change 3 --to mail:noc@example.com
        gatebook notify change 3 --allow-private
        gatebook notify change 3 --new-secret
      """)

  @Argument(help: "The subscription's number.")
  var number: Int

  @Option(help: "Who is told.", transform: { try GivenText(parsing: $0) })
  var who: GivenText?

  @Option(
    help: ArgumentHelp(
      "Where: mail:ADDRESS, webhook:URL, slack:URL or file:FOLDER.", valueName: "target"),
    transform: { try DeliveryTarget(parsing: $0) })
  var to: DeliveryTarget?

  @Option(help: ArgumentHelp("Only what concerns this service.", valueName: "name"))
  var service: String?

  @Flag(help: "What concerns all services.")
  var allServices = false

  @Option(help: "Only what opens, or only what closes.")
  var only: AccessSide?

  @Flag(help: "What opens and what closes.")
  var bothSides = false

  @Flag(inversion: .prefixedNo, help: "Tell of revisions that wait for approval.")
  var held: Bool?

  @Option(help: ArgumentHelp("What files are written in.", valueName: "format"))
  var fileFormat: HistoryFormat?

  @Flag(help: "Sign a webhook's messages with a new secret, which is printed once.")
  var newSecret = false

  @Flag(inversion: .prefixedNo, help: "Let a webhook lead to private and loopback addresses.")
  var allowPrivate: Bool?

  @OptionGroup var mail: MailOptions

  @Flag(help: "A mail for each notice.")
  var noDigest = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if service != nil, allServices { throw ValidationError("Give --service or --all-services.") }
    if mail.digest != nil, noDigest { throw ValidationError("Give --digest or --no-digest.") }
    if only != nil, bothSides { throw ValidationError("Give --only or --both-sides.") }
  }

  func answer(in program: Program) throws -> Answer {
    var key: WebhookSecret?
    let subscription = try inventory.changing(program, author.act(in: program)) { writer in
      let before = try writer.subscription(id: number).terms
      let terms = changed(before)
      if held == true, terms.customer != nil {
        throw ValidationError("A customer is not told of revisions that wait for approval.")
      }
      if case .mail = terms.target {
      } else if terms.digest != nil {
        throw ValidationError("A digest is for mail: only; --no-digest gives a notice each.")
      }
      var needsSecret = false
      if case .webhook = terms.target {
        if case .webhook = before.target { needsSecret = newSecret } else { needsSecret = true }
      } else if newSecret {
        throw ValidationError("--new-secret is for webhook: only.")
      }
      key = needsSecret ? .new() : nil
      return try writer.change(subscription: number, to: terms, secret: key?.bytes)
    }
    var text = "Subscription \(subscription.id): " + subscription.inWords + "\n"
    if let key { text += key.told }
    text += to?.absolute.missing ?? ""
    return Answer(text: text, ifLost: "the subscription was changed")
  }

  private func changed(_ terms: Subscription.Terms) -> Subscription.Terms {
    var terms = terms
    if let who { terms.who = who }
    if let to { terms.target = to.absolute }
    if service != nil || allServices { terms.service = service }
    if only != nil || bothSides { terms.only = only }
    if let held { terms.tellsHeld = held }
    if let fileFormat { terms.fileFormat = fileFormat.rawValue }
    if let allowPrivate { terms.allowsPrivate = allowPrivate }
    mail.set(&terms)
    if noDigest { terms.digest = nil }
    return terms
  }
}
