import WebAccess

extension FetchError: ReportedError {
  var remedy: String {
    switch self {
    case .unreachable, .timedOut, .cutShort: "try again later"
    case .tooLarge: "check that this is the vendor's document"
    case .mailRefused: "check the address, and whether the relay may mail to it"
    case .notTrusted: "check the server's certificate and this machine's certificates"
    case .redirectRefused: "name the address that it leads to"
    case .privateAddress: "--allow-private lets it be fetched, if it is your own network"
    case .status(_, let status, _):
      status == 429 || status >= 500 ? "try again later" : "check the address"
    }
  }

  var status: ExitStatus { .sourceUnreachable }
}
