import GatebookService

extension SourceError: ReportedError {
  var remedy: String {
    switch self {
    case .missing: "check the name"
    case .isFolder: "name a file in it"
    case .notAFile: "name a file, or - for standard input"
    case .changing: "try again when it is whole"
    case .unreadable: "check its permissions"
    case .overlong: "--timeout gives it longer"
    case .ahead: "check the date in its name, or the clock of who committed it"
    case .noDownload: "open the page, and give the address of the file itself"
    case .git: "check the repository and the path in it"
    }
  }

  var status: ExitStatus { .notFound }
}
