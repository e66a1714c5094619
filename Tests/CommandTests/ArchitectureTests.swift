import Foundation
import TestSupport
import Testing

/// What the article about the architecture says of the modules is what the sources and the
/// package say.
@Suite struct ArchitectureTests {
  /// What comes with Swift or the system.
  private static let system: Set = [
    "Darwin", "Foundation", "Glibc", "PackagePlugin", "Synchronization", "Testing",
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
      of: #/(?m)^(?:@\w+ +)*(?:\w+ +)?import +(?:(?:struct|enum|class|protocol|func) +)?(\w+)/#)
    return Set(imports.map { String($0.output.1) }).subtracting(system)
  }

  /// The dependencies of each target, as the package declares them.
  private static func declared() throws -> [String: Set<String>] {
    let target =
      #/\.\w*[Tt]arget\(\s*name: "([\w-]+)"(?:,\s*dependencies: \[([^\]]*))?/#
    let targets = try Places.text("Package.swift").matches(of: target)
    return Dictionary(
      uniqueKeysWithValues: targets.map { target in
        let names = (target.output.2 ?? "").matches(of: #/"(\w+)"/#).map { String($0.output.1) }
        return (String(target.output.1), Set(names))
      })
  }

  @Test func modulesImportWhatTheArticleSays() throws {
    let article = try Places.text("Sources/gatebook/Gatebook.docc/Architecture.md")
    let declared = try Self.declared()
    var modules: Set<String> = []
    for row in article.matches(of: #/\n\| `(\w+)` \| ([^|]+) \|/#) {
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
    let tools: Set = ["EmbedFilesPlugin", "embed-files", "fuzz-reading"]
    let folders = try Self.sources("Sources").keys.map { String($0.split(separator: "/")[1]) }
    #expect(modules == Set(folders).subtracting(tools))
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
}
