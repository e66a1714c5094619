import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryStorage

struct ConfigCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the settings, and where each comes from.",
    discussion: """
      Settings stand in /etc/gatebook.toml (or the file that $GATEBOOK_CONFIG
      names), and for one user in $XDG_CONFIG_HOME/gatebook.toml, which is
      ~/.config/gatebook.toml where it is not set. The user's file counts before the
      machine's, the environment before both, and an option before everything.

      Example:
        gatebook config
        cat /etc/gatebook.toml
          inventory = "/var/lib/gatebook/gatebook.sqlite"
          group = "gatebook"
          time-zone = "America/Toronto"
          [mail]
          relay = "smtps://mail.example.com"
          from = "gatebook@example.com"
          user = "gatebook"
          password-file = "/etc/gatebook-mail-password"
          [replication]
          socket = "/run/litestream.sock"
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let settings = try program.settings()
    let rows = Setting.allCases.map { setting -> (name: String, value: String?, origin: String) in
      let option: String? =
        switch setting {
        case .inventory: inventory.inventory
        case .group: inventory.group
        default: nil
        }
      if let option {
        return (
          setting.rawValue, Inventory.shown(option).withoutSecrets,
          "the option --\(setting.rawValue)"
        )
      }
      let found = settings[setting]
      let shown = found.map { Inventory.shown($0.text).withoutSecrets }
      return (setting.rawValue, shown, found?.origin ?? "not set")
    }
    let objects = rows.map { row in
      JSONText.object([
        "name": .string(row.name), "value": row.value.map { .string($0) } ?? .null,
        "origin": .string(row.origin),
      ])
    }
    return format.answer(objects) {
      var table = TextTable([.left("setting"), .left("value"), .left("from")])
      for row in rows {
        table.add([
          row.name, (row.value ?? "-").withVisibleControls, row.origin.withVisibleControls,
        ])
      }
      let files = settings.files.map { file in
        "\(file.path.withVisibleControls)" + (file.isThere ? "" : " (there is none)")
      }
      return table.text(program.style) + "\nFiles, the last one counts most: "
        + files.joined(separator: ", ") + "\n"
    }
  }
}
