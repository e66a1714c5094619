import ArgumentParser

/// The commands for subscriptions and notices.
struct NotifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify",
    abstract: "Tell the people concerned of changes: subscriptions, and an outbox of notices.",
    discussion: """
      A notice is put into the outbox with the revision that it is of, for each
      subscription that the revision concerns; `notify send` delivers what is due. A
      notice that cannot be delivered is tried again after a minute, then after
      twice as long each time, up to six hours, and given up after three days:
      `notify list` and `status` tell.

      Example:
        gatebook notify subscribe "Northwood EMS" --deployment eschat/canada-aws-02 \\
          --customer northwood-ems --to mail:radio@northwood.example
        gatebook notify subscribe "Chat of the NOC" --deployment aws/all \\
          --to slack:https://…
        gatebook notify send
      """,
    subcommands: [
      NotifySubscribeCommand.self, NotifyChangeCommand.self, NotifyUnsubscribeCommand.self,
      NotifySubscribersCommand.self, NotifyListCommand.self, NotifyShowCommand.self,
      NotifySendCommand.self, NotifyRetryCommand.self, NotifyBounceCommand.self,
      NotifyMailingCommand.self, NotifyReportCommand.self,
    ])
}
