import ArgumentParser
import EndpointModel
import InventoryModel
import InventoryStorage

struct CustomerEditCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Give a customer another display name, other contacts or another language.",
    discussion: """
      Example:
        gatebook customer edit northwood-ems --contact net@northwood.example
      """)

  @Argument(
    help: "The customer.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Option(
    name: .customLong("name"),
    help: ArgumentHelp("The new name for people.", valueName: "text"),
    transform: { try GivenText(parsing: $0) })
  var displayName: GivenText?

  @Option(
    name: .customLong("contact"),
    help: ArgumentHelp(
      "A mail address, in place of all before; may be given again.", valueName: "address"),
    transform: { try MailAddress(parsing: $0) })
  var contacts: [MailAddress] = []

  @Flag(help: "Leave the customer without any contact.")
  var noContacts = false

  @Option(help: ArgumentHelp("The language of its notices: en, de, fr.", valueName: "code"))
  var language: NoticeLanguage?

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if displayName == nil, contacts.isEmpty, !noContacts, language == nil {
      throw ValidationError(
        "Name what is to change: --name, --contact, --no-contacts or --language.")
    }
    if noContacts, !contacts.isEmpty {
      throw ValidationError("Give --contact or --no-contacts, not both.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) { inventory in
      try inventory.update(
        customer, displayName: displayName,
        contacts: contacts.isEmpty && !noContacts ? nil : contacts, language: language)
    }
    return Answer(text: "\(customer) changed.\n", ifLost: "\(customer) was changed")
  }
}
