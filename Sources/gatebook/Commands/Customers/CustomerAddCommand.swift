import ArgumentParser
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct CustomerAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a customer.",
    discussion: """
      Example:
        gatebook customer add northwood-ems --name "Northwood EMS" \\
          --contact it@northwood.example --deployment eschat/canada-aws-02
      """)

  @Argument(
    help: "A short name of lower-case letters, digits, . _ and -.",
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Option(
    name: .customLong("name"),
    help: ArgumentHelp("The name for people. Default: the short name.", valueName: "text"),
    transform: { try GivenText(parsing: $0) })
  var displayName: GivenText?

  @Option(
    name: .customLong("contact"),
    help: ArgumentHelp("A mail address; may be given again.", valueName: "address"),
    transform: { try MailAddress(parsing: $0) })
  var contacts: [MailAddress] = []

  @Option(
    name: .customLong("deployment"),
    help: ArgumentHelp("A deployment that it uses; may be given again.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployments: [DeploymentName] = []

  @Option(
    help: ArgumentHelp("From when it uses them: a day or time. Default: now.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var from: WrittenTime?

  @Option(help: ArgumentHelp("The language of its notices: en, de, fr.", valueName: "code"))
  var language: NoticeLanguage?

  @Flag(help: "Add it although its name is near another's.")
  var new = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    // Deployments need an inventory that already exists.
    if !deployments.isEmpty { try inventory.reading(program) { _ in } }
    try inventory.changing(program, author.act(in: program), creates: true) { inventory in
      if !new { try NewNames(inventory).check(customer) }
      try inventory.add(
        Customer(
          name: customer, displayName: displayName ?? GivenText(parsing: customer.text),
          contacts: contacts, language: language),
        using: deployments, from: from?.beginning(in: program.zone) ?? program.now())
    }
    return Answer(text: "\(customer) added.\n", ifLost: "\(customer) was added")
  }
}
