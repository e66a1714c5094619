import Foundation
import TestSupport
import Testing

/// What the article about the architecture says of the modules is what the sources and the
/// package say.
@Suite struct ArchitectureTests {
  /// What comes with Swift or the system.
  private static let system: Set = [
    "Darwin", "Dispatch", "Foundation", "FoundationXML", "Glibc", "PackagePlugin",
    "Synchronization", "Testing",
  ]

  /// The sources below a folder of the package, by their paths.
  private static func sources(_ folder: String) throws -> [String: String] {
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: Places.package.appending(path: folder).path)
    return Dictionary(
      uniqueKeysWithValues: try paths.filter { $0.hasSuffix(".swift") }.map {
        ("\(folder)/\($0)", try Places.text("\(folder)/\($0)"))
      })
  }

  /// What a source imports other than from the system.
  private static func imports(_ source: String) -> Set<String> {
    let imports = source.matches(
      of: #/(?m)^ *(?:@\w+ +)*(?:\w+ +)?import +(?:(?:struct|enum|class|protocol|func) +)?(\w+)/#)
    return Set(imports.map { String($0.output.1) }).subtracting(system)
  }

  /// The dependencies of each target, as the package declares them.
  private static func declared() throws -> [String: Set<String>] {
    let target =
      #/\.\w*[Tt]arget\(\s*name: "([\w-]+)"(?:,\s*dependencies: \[([^\]]*))?/#
    let targets = try Places.text("Package.swift").matches(of: target)
    return Dictionary(
      uniqueKeysWithValues: targets.map { target in
        let names = (target.output.2 ?? "").replacing(#/package: "[^"]*"/#, with: "")
          .matches(of: #/"(\w+)"/#).map { String($0.output.1) }
        return (String(target.output.1), Set(names))
      })
  }

  @Test func modulesImportWhatTheArticleSays() throws {
    let article = try Places.text("Sources/gatebook/Gatebook.docc/Architecture.md")
    let declared = try Self.declared()
    var modules: Set<String> = []
    for row in article.matches(of: #/\n\| `([\w-]+)` \| ([^|]+) \|/#) {
      let module = String(row.output.1)
      let said = Set(row.output.2.matches(of: #/`(\w+)`/#).map { String($0.output.1) })
      #expect(declared[module] == said, "\(module) in Package.swift")
      var used: Set<String> = []
      for (path, source) in try Self.sources("Sources/\(module)") {
        let imports = Self.imports(source)
        #expect(imports.isSubset(of: said), "\(path) imports \(imports.subtracting(said))")
        used.formUnion(imports)
      }
      #expect(used == said, "\(module) imports all that it may")
      modules.insert(module)
    }
    // Programs for the build and for fuzzing are no modules of Gatebook.
    let tools: Set = [
      "EmbedFilesPlugin", "embed-files", "Fuzzing", "fuzz-blind", "fuzz-guided",
    ]
    let folders = try Self.sources("Sources").keys.map { String($0.split(separator: "/")[1]) }
    #expect(modules == Set(folders).subtracting(tools))
  }

  /// A server shows the same reports and errors: how something is done is told above.
  @Test func noLibraryNamesACommand() throws {
    for (path, source) in try Self.sources("Sources") where !path.hasPrefix("Sources/gatebook/") {
      let code = source.replacing(#/(?m)^ *\/\/.*/#, with: "")
      #expect(!code.contains("`gatebook "), "\(path)")
    }
  }

  /// A trap in an answer would end the server for everybody.
  @Test func theServerTrapsNowhere() throws {
    for folder in ["Sources/GatebookWeb", "Sources/gatebook-server"] {
      for (path, source) in try Self.sources(folder) {
        let code = source.replacing(#/\/\/.*/#, with: "")
          .replacing(#/"(?:[^"\\\n]|\\.)*"/#, with: "\"\"")
        let traps = code.matches(of: #/[\w)\]]!(?!=)|\b(?:fatalError|precondition\w*|assert\w*)\(/#)
        #expect(traps.isEmpty, "\(path): \(traps.map { String($0.output) })")
      }
    }
  }

  @Test func testsImportWhatTheyDeclare() throws {
    let declared = try Self.declared()
    let folders = try Dictionary(grouping: Self.sources("Tests")) {
      $0.key.split(separator: "/")[1]
    }
    #expect(folders.count >= 10)
    for (folder, sources) in folders {
      let target = try #require(declared[String(folder)], "\(folder)")
      var used: Set<String> = []
      for (path, source) in sources {
        let imports = Self.imports(source)
        #expect(imports.isSubset(of: target), "\(path) imports \(imports.subtracting(target))")
        used.formUnion(imports)
      }
      // The program is run, not imported.
      #expect(used.union(["gatebook"]).isSuperset(of: target), "\(folder) imports all it may")
    }
  }

  /// A step of the reading, and what it knows nothing about.
  private struct Step {
    /// Folders and files of `DocumentReading`.
    let places: [String]
    /// Folders and files whose types it may not name.
    let unknown: [String]
    /// Types of these that it may name nevertheless.
    var exceptions: Set<String> = []
    /// What it may import.
    var imports: Set<String> = ["EndpointModel"]
  }

  private static let network = ["Addresses", "Ports", "Endpoints", "Access", "Guard"].map {
    "Sources/EndpointModel/\($0)"
  }

  private static let steps = [
    // Bytes to blocks, tables and trees.
    Step(
      places: [
        "Formats", "BinaryKind.swift", "Block.swift", "DataNode.swift", "DocumentFormat.swift",
        "DocumentFormat+Detection.swift", "SourceText.swift", "Struck.swift", "TextDecoding.swift",
      ],
      unknown: network
        + reading([
          "Facts", "LooseTables", "Tables", "Interpretation", "Data", "Feeds", "Shortcuts",
          "CustomerSheets",
        ]),
      imports: ["EndpointModel", "LibXML"]),
    // The same for bytes that are no text.
    Step(
      places: ["Office"],
      unknown: network
        + reading([
          "Facts", "LooseTables", "Tables", "Interpretation", "Data", "Feeds", "Shortcuts",
          "CustomerSheets",
        ]),
      imports: ["ChildProcesses", "EndpointModel", "LibXML", "LibZ", "LibZip"]),
    // What a text says.
    Step(
      places: ["Facts"],
      unknown: ["Endpoints", "Documents", "Access", "Guard"].map { "Sources/EndpointModel/\($0)" }
        + reading([
          "Formats", "LooseTables", "Tables", "Interpretation", "Data", "Feeds", "Shortcuts",
          "CustomerSheets", "Block.swift", "DataNode.swift",
        ])),
    // What a row says.
    Step(
      places: ["Tables"],
      unknown: reading([
        "Formats", "LooseTables", "Interpretation", "Data", "Feeds", "Shortcuts", "CustomerSheets",
        "DataNode.swift",
      ])),
    // What a tree of data says.
    Step(
      places: ["Data"],
      unknown: reading([
        "Formats", "LooseTables", "Feeds", "Shortcuts", "CustomerSheets", "Block.swift",
      ])),
    // What applies to what. A listing may hold text, or JSON.
    Step(
      places: ["Interpretation"],
      unknown: reading(["Formats", "LooseTables", "Feeds", "Shortcuts", "CustomerSheets"]),
      exceptions: ["JSONTree", "ListMark", "PlainText"]),
    // What a person told of a document.
    Step(
      places: ["Layout"],
      unknown: reading(["Formats", "LooseTables", "Feeds", "Shortcuts", "CustomerSheets"])),
    // Which lines are a table.
    Step(
      places: ["LooseTables"],
      unknown: network
        + reading(["Interpretation", "Data", "Feeds", "Shortcuts", "CustomerSheets"])),
  ]

  private static func reading(_ places: [String]) -> [String] {
    places.map { "Sources/DocumentReading/\($0)" }
  }

  /// The sources at a path: a folder, or a file.
  private static func code(_ place: String) throws -> [String: String] {
    let all =
      place.hasSuffix(".swift") ? [place: try Places.text(place)] : try sources(place)
    // Words of comments and texts name nothing.
    return all.mapValues {
      $0.replacing(#/\/\/.*/#, with: "").replacing(#/"(?:[^"\\\n]|\\.)*"/#, with: "")
    }
  }

  /// The types that sources declare: those of the file, or also those inside of them.
  private static func types(_ code: some Collection<String>, inner: Bool) -> Set<String> {
    let declaration = #/(?m)^( *)(?:\w+ +)*(?:struct|enum|class|protocol|typealias) +(\w+)/#
    return Set(
      code.flatMap { $0.matches(of: declaration) }
        .filter { inner || $0.output.1.isEmpty }.map { String($0.output.2) })
  }

  @Test func aStepOfTheReadingKnowsNothingOfOthers() throws {
    for step in Self.steps {
      let unknown = try step.unknown.reduce(into: Set<String>()) { names, place in
        let code = try Self.code(place)
        #expect(!code.isEmpty, "\(place)")
        names.formUnion(Self.types(code.values, inner: false))
      }
      for place in Self.reading(step.places) {
        for (path, code) in try Self.code(place) {
          let own = Self.types([code], inner: true)
          let named = Set(code.matches(of: #/(?:^|[^.\w])([A-Z]\w*)/#).map { String($0.output.1) })
          let strays = named.intersection(unknown).subtracting(own).subtracting(step.exceptions)
          #expect(strays.isEmpty, "\(path) names \(strays.sorted())")
          let imports = Self.imports(code).subtracting(step.imports)
          #expect(imports.isEmpty, "\(path) imports \(imports.sorted())")
        }
      }
    }
  }
}
