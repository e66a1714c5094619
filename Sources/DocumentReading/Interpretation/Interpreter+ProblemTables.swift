/// Tables of what may go wrong and what to do then: their cells are sentences like any others.
extension Interpreter {
  /// Reads the cells of "Problem | Solution" as sentences; false if the table is none of that kind. Addresses in
  /// its rows, "try the resolver 192.0.2.53", are no list of what to allow.
  mutating func readProblems(_ table: Table, _ state: inout State) -> Bool {
    guard table.told == nil, layout?.isTaken ?? false == false, table.isOfProblems else {
      return false
    }
    let cells = table.rows.dropFirst().flatMap { $0.cells.dropFirst() }
    // Without an address, what a table reads of orders in its cells is enough.
    if !cells.contains(where: { TextFacts($0.lines).holdsAddress }),
      !TableReading(table, scope: state.inner).endpoints.isEmpty
    {
      return false
    }
    for row in table.rows.dropFirst() {
      let problem = row.cells.first.map { TextFacts($0.lines) }
      for cell in row.cells.dropFirst() where !cell.isBlank {
        readProblem(cell, asked: problem?.asksForHosts ?? false, state)
      }
    }
    return true
  }

  /// - Parameter isAsked: whether the first cell of its row asks for hosts to allow.
  private mutating func readProblem(_ cell: Table.Cell, asked isAsked: Bool, _ state: State) {
    let before = gathered.batches.count
    var own = State(scope: state.scope, section: state.section)
    readParagraph(cell.lines.filter { !$0.isBlank }, &own)
    conclude(&own)
    let facts = TextFacts(cell.lines)
    if isAsked || facts.asksForHosts { return }
    // "192.0.2.53 is preset": an address that nothing asks to allow.
    for place in gathered.batches.indices[before...].reversed()
    where !gathered.batches[place].isAllowed
      && gathered.batches[place].endpoints.allSatisfy({ $0.ports == nil })
    {
      gathered.batches.remove(at: place)
      findings.add(
        .note, "address-in-prose", line: facts.line, quote: facts.text.abridged(to: 200),
        "an address in this cell is not an endpoint: nothing asks to allow it")
    }
  }
}

extension TextFacts {
  /// "What should I whitelist?", "Unblock a.example": whether a cell asks to allow something.
  fileprivate var asksForHosts: Bool {
    concepts.contains(.allow) || text.namesFirewall
      || text.isQuestion && concepts.containsAny(of: .host, .address)
      || tokens.contains {
        SentenceWords.permissions.contains($0.lower) || $0.lower.hasPrefix("unblock")
      }
  }
}

extension Table {
  /// Whether its header speaks of problems and of what to do about them, and of no ports or addresses.
  fileprivate var isOfProblems: Bool {
    guard rows.count > 1, let header = rows.first, (2...5).contains(header.cells.count) else {
      return false
    }
    let names = header.cells.map { TextFacts($0.lines) }
    guard names.allSatisfy({ $0.tokens.count <= 5 && !$0.holdsAddress }),
      !names.contains(where: {
        $0.concepts.containsAny(of: .port, .address, .host, .network, .destination, .source)
      })
    else { return false }
    func speaks(_ name: TextFacts, _ words: Set<String>) -> Bool {
      name.tokens.contains { words.contains($0.lower) } || words.contains(name.lower)
    }
    guard let problem = names.firstIndex(where: { speaks($0, Self.problems) }) else { return false }
    return problem <= 1
      && names.indices.contains { $0 > problem && speaks(names[$0], Self.solutions) }
  }

  private static let problems: Set = [
    "problem", "problems", "symptom", "symptoms", "issue", "issues", "error", "errors", "cause",
    "causes", "failure", "question", "fehler", "ursache", "problème", "problèmes", "erreur",
    "symptôme", "cause possible", "problema", "problemas", "síntoma", "sintoma", "causa",
    "error message",
    "errore", "erro", "probleem", "fout", "oorzaak", "objaw", "przyczyna", "błąd", "проблема",
    "ошибка",
    "симптом", "причина", "problém", "chyba", "příčina", "fel", "orsak", "feil", "årsak", "vika",
    "ongelma",
    "sorun", "hata", "belirti", "hiba", "问题", "問題", "故障", "症状", "原因", "现象", "エラー", "문제", "증상",
    "원인", "오류",
  ]

  private static let solutions: Set = [
    "solution", "solutions", "fix", "fixes", "resolution", "remedy", "answer", "action",
    "workaround", "check",
    "what to do", "lösung", "abhilfe", "maßnahme", "behebung", "antwort", "correction", "réponse",
    "solución", "soluciones", "solução", "soluzione", "rimedio", "respuesta", "oplossing",
    "rozwiązanie", "решение", "рішення", "вирішення", "řešení", "riešenie", "lösningar", "åtgärd",
    "løsning",
    "ratkaisu", "çözüm", "megoldás", "soluție", "解决方案", "解决方法", "解决", "解決策", "解決方法", "対処", "対処法",
    "对策", "处理方法", "해결", "해결책", "해결 방법", "조치",
  ]
}
