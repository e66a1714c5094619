import ChangeReporting
import EndpointModel

extension HTML {
  /// So many entries of each side are shown; a page stays quick.
  private static let mostEntries = 500

  /// What opens and what closes, side by side where there is room.
  static func access(_ access: AccessDifference) -> HTML {
    HTML {
      if access.isEmpty {
        Tag.p(.class("calm")) { "Nothing opens or closes: no firewall rule changes." }
      } else {
        Tag.div(.class("sides")) {
          side("Opens", access.opened, isOpening: true)
          side("Closes", access.closed, isOpening: false)
        }
      }
    }
  }

  private static func side(
    _ title: String, _ entries: AccessEntries, isOpening: Bool
  ) -> HTML {
    Tag.section(
      isOpening ? .class("opens") : .class("closes"),
      .labelledBy(isOpening ? "opens" : "closes")
    ) {
      Tag.h2(.id(isOpening ? "opens" : "closes")) {
        "\(title): \(entries.count.of("entry", plural: "entries"))"
      }
      if entries.isEmpty {
        Tag.p { "Nothing." }
      } else {
        self.entries(entries)
      }
    }
  }

  /// Entries by what passes.
  static func entries(_ entries: AccessEntries) -> HTML {
    HTML {
      for (term, part) in entries.prefix(mostEntries).grouped {
        Tag.h3 { term.inWords }
        Tag.ul(.class("entries")) {
          for entry in part {
            Tag.li {
              Tag.code { entry.address?.description ?? "no address stated" }
            }
          }
        }
      }
      if entries.count > mostEntries {
        Tag.p {
          "And \((entries.count - mostEntries).of("more entry", plural: "more entries")), which the API gives."
        }
      }
    }
  }
}

extension AccessEntries {
  /// The entries of each term, in the order of their first ones.
  fileprivate var grouped: [(term: AccessTerm, entries: [AccessEntry])] {
    var places: [AccessTerm: Int] = [:]
    var out: [(term: AccessTerm, entries: [AccessEntry])] = []
    for entry in self {
      if let place = places[entry.term] {
        out[place].entries.append(entry)
      } else {
        places[entry.term] = out.count
        out.append((entry.term, [entry]))
      }
    }
    return out
  }
}
