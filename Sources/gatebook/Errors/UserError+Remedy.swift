import GatebookService
import InventoryStorage

extension UserError: ReportedError {
  var remedy: String {
    switch self {
    case .userExists: "give another name; `gatebook user password` gives a new password"
    case .unknownUser: "`gatebook user list` lists them"
    }
  }

  var status: ExitStatus {
    switch self {
    case .userExists: .badArguments
    case .unknownUser: .notFound
    }
  }
}

extension PasswordError: ReportedError {
  var remedy: String {
    switch self {
    case .length, .holdsZero, .holdsName: "choose another one; several words are good ones"
    case .cannotHash: "run it where crypt(5) knows yescrypt, such as Debian 11 and later"
    }
  }

  var status: ExitStatus {
    switch self {
    case .length, .holdsZero, .holdsName: .badArguments
    case .cannotHash: .newerInventory
    }
  }
}
