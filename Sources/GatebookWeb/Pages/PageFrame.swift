import ChangeReporting
import EndpointModel

/// What every page has around its own content: the way to the others, its title, and headers that
/// let a browser load nothing from elsewhere and run no script but the site's own file.
struct PageFrame {
  /// A place that every page leads to.
  enum Place: String, CaseIterable {
    case search = "Search"
    case deployments = "Deployments"
    case customers = "Customers"
    case sources = "Sources"
    case firewalls = "Firewalls"
    case deadlines = "Deadlines"
    case audit = "Audit"
    case access = "Users"

    fileprivate var link: Link {
      switch self {
      case .search: Link("")
      case .deployments: Link("deployments")
      case .customers: Link("customers")
      case .sources: Link("sources")
      case .firewalls: Link("firewalls")
      case .deadlines: Link("deadlines")
      case .audit: Link("audit")
      case .access: Link("access")
      }
    }

    /// Whether it leads somewhere for who asks.
    fileprivate func isFor(_ caller: Caller) -> Bool {
      switch self {
      case .audit: caller.seesEverything
      case .access: caller.seesEverything && caller.may(.administer)
      default: true
      }
    }
  }

  static let mediaType = "text/html; charset=utf-8"

  /// What a browser may do with a page (Content-Security-Policy level 3).
  private static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  static let headers: [(name: String, value: String)] = [
    ("Content-Security-Policy", policy), ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
  ]

  /// An answer that is a page.
  ///
  /// - Parameters:
  ///   - place: where in the site it is; nil for elsewhere.
  ///   - isLoadedAgain: whether a browser without scripts loads it anew each minute.
  static func answer(
    _ asked: some Asked, _ title: String, in place: Place? = nil, status: Int = 200,
    isLoadedAgain: Bool = false,
    @HTMLBuilder _ content: () throws -> HTML
  ) rethrows -> Answer {
    let caller = asked.caller.role == nil ? nil : asked.caller
    let page = page(
      title, in: place, for: caller, isLoadedAgain: isLoadedAgain, try content())
    var answer = Answer(
      Representation(page.document, mediaType: mediaType, isKept: false, headers: headers))
    answer.status = status
    return answer
  }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - caller: whom it is for; nil if that is not known, and then it leads nowhere.
  ///   - isLoadedAgain: as for `answer`.
  static func page(
    _ title: String, in place: Place? = nil, for caller: Caller?, isLoadedAgain: Bool = false,
    _ content: HTML
  ) -> HTML {
    Tag.html(.lang("en")) {
      Tag.head {
        Tag.meta(.charset("utf-8"))
        Tag.title { "\(title) · Gatebook" }
        Tag.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
        Tag.meta(.name("color-scheme"), .content("light dark"))
        Tag.link(.rel("stylesheet"), .href(Link("style.css")))
        Tag.link(.rel("icon"), .type("image/svg+xml"), .href(Link("icon.svg")))
        Tag.script(.src(Link("search.js")), .deferred)
        if isLoadedAgain { Tag.noscript { Tag.meta(.loadedAgain(inSeconds: 60)) } }
      }
      Tag.body {
        Tag.a(.class("skip"), .href(Link(fragment: "main"))) { "Skip to the content" }
        header(place, caller)
        Tag.main(.id("main"), .tabIndex(-1)) {
          Tag.h1 { title }
          content
        }
      }
    }
  }

  private static func header(_ place: Place?, _ caller: Caller?) -> HTML {
    Tag.header(.class("top")) {
      Tag.span(.class("brand")) { "Gatebook" }
      if let caller {
        Tag.nav(.label("Main")) {
          Tag.ul {
            for other in Place.allCases where other.isFor(caller) {
              Tag.li {
                Tag.a(.href(other.link), .currentPage.when(other == place)) { other.rawValue }
              }
            }
          }
        }
        if let name = caller.name { Tag.span(.class("who")) { name } }
        if let session = caller.session {
          Tag.form(.method("post"), .action(Link("sign-out"))) {
            session.field
            Tag.button(.type("submit"), .class("quiet")) { "Sign out" }
          }
        }
      }
    }
  }
}

extension Session {
  /// The field that every form of a signed-in user has.
  var field: HTML {
    Tag.input(.type("hidden"), .name("form-token"), .value(formToken))
  }
}

extension Problem {
  /// What is wrong; what comes in lines, such as those of a sheet, in lines.
  private var words: HTML {
    let lines = detail.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first ?? ""
    return HTML {
      Tag.p { "\(first.prefix(1).uppercased())\(first.dropFirst())\(lines.count > 1 ? "" : ".")" }
      if lines.count > 1 {
        HTML.lines("What is wrong", lines.dropFirst().joined(separator: "\n"))
      }
    }
  }

  /// The problem as a page.
  func page(for caller: Caller?, in zone: TimeZoneRules) -> [UInt8] {
    PageFrame.page(
      title, for: caller,
      HTML {
        words
        if !since.isEmpty {
          HTML.table("What was done since", ["When", "Who", "What", "Of what", "Changes", "Note"]) {
            for entry in since { HTML.row(of: entry, zone) }
          }
        }
        if caller != nil { Tag.p { Tag.a(.href(Link(""))) { "Back to the search" } } }
      }
    ).document
  }
}
