/// Words above a list or table that say that what follows is shut, or has to be.
extension TextFacts {
  /// "Blocked ports", "The provider blocks the following ports:": what follows is blocked.
  var shutsWhatFollows: Bool {
    if listensOnlyHere || needsNoOpening || beginsByClosing || ordersToShut || isKeptFromOutside
      || tellsOfBlockedByDefault
    {
      return true
    }
    // "Blocked:" alone says it of all that follows.
    guard saysDenied, !statesDefault,
      concepts.containsAny(of: .port, .address, .host, .network, .following, .destination)
        || tokens.count(where: \.isWord) == 1,
      !concepts.containsAny(of: .not, .allow, .ask),
      tokens.count <= (":：".contains(text.last ?? ".") ? 24 : 14)
    else { return false }
    return !isConditional
  }

  /// "All outbound traffic is allowed with the following exceptions:": what follows is not. "Allow all of the
  /// following exceptions:" opens them.
  var allowsAllElse: Bool {
    guard !saysPorts, !holdsAddress, !concepts.containsAny(of: .not, .deny), tokens.count <= 24,
      concepts.contains(.following) || ":：".contains(text.last ?? "."),
      let all = tokens.firstIndex(where: {
        $0.concepts.contains(.any) || Self.wholes.contains($0.lower)
      }),
      let allows = tokens[all...].firstIndex(where: { $0.concepts.contains(.allow) }), allows > all,
      Self.copulas.contains(tokens[allows - 1].lower),
      let except = tokens[allows...].firstIndex(where: {
        $0.concepts.contains(.except) || Self.besides.contains($0.lower)
      })
    else { return false }
    return except - allows <= 5
  }

  private static let copulas: Set = [
    "is", "are", "ist", "sind", "wird", "werden", "est", "sont", "es", "son", "está", "están", "é",
    "são", "è", "sono", "zijn", "wordt", "worden", "jest", "są",
  ]
  private static let wholes: Set = [
    "gesamte", "gesamter", "sämtlicher", "tout", "toute", "todo", "tutto", "cały", "весь",
  ]
  private static let besides: Set = [
    "exceptions", "exception", "ausnahmen", "ausnahme", "excepciones", "eccezioni",
    "exceções", "uitzonderingen", "wyjątkami", "исключениями", "исключений",
  ]

  /// "Traffic to all of the following is blocked by default:"
  private var tellsOfBlockedByDefault: Bool {
    guard concepts.contains(.following), !saysPorts, !holdsAddress,
      !concepts.containsAny(of: .allow, .not, .ask, .except), !isConditional, tokens.count <= 16,
      text.sentences.count == 1,
      let following = tokens.firstIndex(where: { $0.concepts.contains(.following) }),
      let denies = tokens.firstIndex(where: { $0.concepts.contains(.deny) }), denies > following
    else { return false }
    let behind = tokens[(denies + 1)...].filter(\.isWord)
    return !behind.isEmpty && behind.count <= 2
      && behind.allSatisfy { SentenceWords.byDefault.contains($0.lower) || $0.lower == "by" }
  }

  /// "The egress firewall MUST block all connections to the following:"
  private var ordersToShut: Bool {
    guard ":：".contains(text.last ?? "."), !saysPorts, !holdsAddress, !statesDefault,
      concepts.contains(.following), !concepts.containsAny(of: .allow, .not, .except),
      !isConditional,
      !tokens.contains(where: {
        SentenceWords.buts.contains($0.lower) || Self.exceptions.contains($0.lower)
      })
    else { return false }
    return tokens.indices.contains { place in
      AccessWords.saysMust(tokens[place].lower)
        && tokens[(place + 1)...].prefix(2).contains { $0.concepts.contains(.deny) }
    }
  }

  /// "All other traffic than the following", "apart from": what follows is let through.
  private static let exceptions: Set = ["other", "than", "apart", "else", "excluding", "besides"]

  /// "These are intentionally NOT reachable from the Internet:", above a list.
  private var isKeptFromOutside: Bool {
    guard ":：".contains(text.last ?? "."), !saysPorts, concepts.contains(.not), !limitsReach,
      !isConditional, SentenceWords.outside.contains(where: lower.contains),
      let not = tokens.firstIndex(where: { $0.concepts.contains(.not) })
    else { return false }
    let behind = tokens[(not + 1)...]
    // "Servers that are not reachable from the Internet must reach the following:"
    let reaches = behind.contains {
      ["reach", "access", "connect"].contains($0.lower) || $0.concepts.contains(.need)
    }
    return !reaches
      && behind.prefix(2).contains {
        SentenceWords.reaching.contains($0.lower) || DenialWords.opens($0.lower)
      }
  }

  /// "Close the following ports in the firewall; they must not be reachable:"
  private var beginsByClosing: Bool {
    ":：".contains(text.last ?? ".") && !saysPorts && !holdsAddress && !statesDefault
      && !concepts.contains(.allow)
      && tokens.first.map { SentenceWords.isOfClosing($0.lower) } ?? false
  }

  /// "Block by default, and pass only these ports": what follows is what is passed.
  private var statesDefault: Bool {
    tokens.contains {
      SentenceWords.alone.contains($0.lower) || SentenceWords.byDefault.contains($0.lower)
    }
  }

  /// "It is not necessary to open these ports:", above their list.
  private var needsNoOpening: Bool {
    guard concepts.contains(.not), concepts.contains(.port), text.hasSuffix(":"), !saysPorts,
      !isConditional, text.sentences.count == 1,
      !tokens.contains(where: { SentenceWords.buts.contains($0.lower) }),
      let not = tokens.firstIndex(where: { $0.concepts.contains(.not) })
    else { return false }
    return tokens[(not + 1)...].prefix(3).contains {
      $0.concepts.contains(.need) || SentenceWords.requirements.contains($0.lower)
        || SentenceWords.needs.contains($0.lower)
    }
      && (text.asksToOpen
        || tokens.contains {
          $0.concepts.contains(.allow) || SentenceWords.exposed.contains($0.lower)
            || ["expose", "exposer", "exponer"].contains($0.lower)
        })
  }

  /// "The runtime listens on the loopback interface": nothing from outside reaches its ports.
  private var listensOnlyHere: Bool {
    let lower = text.lowercased()
    return lower.contains("listen") && !saysPorts && !concepts.contains(.not)
      && ["on the loopback interface", "only on localhost", "on localhost only"]
        .contains { lower.contains($0) }
  }
}
