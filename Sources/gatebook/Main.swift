import ArgumentParser
import ChangeReporting

/// Parses the command line, runs the command and writes its answer.
@main
enum Main {
  static func main() {
    // Swift takes the arguments from /proc. Without it there would be none: whatever was asked, the
    // answer would be the help, and the status that of success.
    guard CommandLine.argc > 0 else {
      StandardOutput.writeError(
        "Error: the arguments cannot be read: /proc/self/cmdline is missing\n"
          + "Try: mount /proc, as in `mount -t proc proc /proc`\n")
      exitProgram(.defect)
    }
    var program = Program.current()
    do {
      let command = try Gatebook.parseAsRoot()
      guard let command = command as? any GatebookCommand else {
        // Help and version are ArgumentParser's own.
        var command = command
        try command.run()
        return
      }
      // A wrong time zone must not keep anybody from seeing where it is set.
      if !(command is ConfigCommand) { try program.takeZone() }
      let answer = try command.answer(in: program)
      let unconfirmed = try program.change.unconfirmed(in: program)
      program.progress.clear()
      do {
        try StandardOutput.write(answer.text)
      } catch {
        throw OutputError(reason: error.reason, consequence: answer.ifLost)
      }
      StandardOutput.writeError(answer.talk)
      guard let unconfirmed else { exitProgram(answer.status) }
      StandardOutput.writeError(unconfirmed.text)
      exitProgram(unconfirmed.status(of: answer))
    } catch {
      program.progress.clear()
      guard let report = ErrorReport(error, in: program.zone) else { exitWithParserMessage(error) }
      StandardOutput.writeError(report.text)
      exitProgram(report.status)
    }
  }
}

/// Ends with ArgumentParser's own message; the arguments that it quotes may hold control
/// characters.
private func exitWithParserMessage(_ error: any Error) -> Never {
  let code = Gatebook.exitCode(for: error)
  let text = Gatebook.fullMessage(for: error).split(
    separator: "\n", omittingEmptySubsequences: false
  )
  .map(\.withVisibleControls).joined(separator: "\n")
  if code.isSuccess {
    do {
      try StandardOutput.write(LongText(text + "\n"))
    } catch {
      StandardOutput.writeError("Error: \(error)\n")
      exitProgram(.cannotWrite)
    }
    exitProgram(.done)
  }
  StandardOutput.writeError(text + "\n")
  exitProgram(ExitStatus(rawValue: code.rawValue) ?? .defect)
}

/// A command that answers with text; a failed one has written nothing.
protocol GatebookCommand: ParsableCommand {
  func answer(in program: Program) throws -> Answer
}

/// What a command writes to standard output, and its exit status.
struct Answer {
  let text: LongText
  /// Additional text for standard error.
  var talk = ""
  /// What was done even if the text could not be written.
  var ifLost = ""
  var status = ExitStatus.done
}

extension Answer {
  init(text: String, talk: String = "", ifLost: String = "", status: ExitStatus = .done) {
    self.init(text: LongText(text), talk: talk, ifLost: ifLost, status: status)
  }
}

struct Gatebook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gatebook",
    abstract: "A versioned inventory of the endpoints that firewalls must allow.",
    discussion: """
      Reads the documents in which vendors publish services, addresses, ports and
      protocols; keeps every revision; tells what a new revision opens and closes.

      Example: keep a vendor's table, and later see what its new revision changes:
        gatebook sync eschat/canada-aws-02 january.txt
        gatebook sync eschat/canada-aws-02 march.txt
      """,
    version: "gatebook 0.1.0",
    subcommands: [
      ReadCommand.self, SyncCommand.self, DiffCommand.self, LogCommand.self, ShowCommand.self,
      DeploymentsCommand.self, LookupCommand.self, SearchCommand.self, AggregateCommand.self,
      CustomerCommand.self,
      RulesCommand.self,
      ApproveCommand.self, RejectCommand.self, RevertCommand.self, VoidCommand.self,
      LayoutCommand.self,
      GuardCommand.self, DeploymentCommand.self, SourceCommand.self,
      StatusCommand.self, ChangesCommand.self, DeadlinesCommand.self, ExportCommand.self,
      NotifyCommand.self, FirewallCommand.self,
      ResolveCommand.self,
      AuditCommand.self, RereadCommand.self, BackupCommand.self, VerifyCommand.self,
      RestoreCommand.self, CopyCommand.self, TakeoverCommand.self,
      MergeInventoryCommand.self,
      ConfigCommand.self, ServeCommand.self, TokenCommand.self, UserCommand.self,
      DemoCommand.self,
    ])
}
