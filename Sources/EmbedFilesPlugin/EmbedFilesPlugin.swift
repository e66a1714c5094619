import Foundation
import PackagePlugin

/// Compiles a folder of the package into the target that uses this plugin:
/// `Migrations/` into `InventoryStorage`, `Seeds/` into `gatebook`, and the files that pages are
/// shown with into `GatebookWeb`.
@main
struct EmbedFilesPlugin: BuildToolPlugin {
  private static let folders = [
    "InventoryStorage": "Migrations", "gatebook": "Seeds",
    "GatebookWeb": "Sources/GatebookWeb/Assets",
  ]

  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let path = Self.folders[target.name] else {
      Diagnostics.error("EmbedFilesPlugin knows no folder for the target \(target.name)")
      return []
    }
    let folder = context.package.directoryURL.appending(path: path)
    let name = folder.lastPathComponent
    let all = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    // Of a folder in it, only layouts: what else is there is read from the sources only.
    let layouts = try all.filter(\.hasDirectoryPath).flatMap {
      try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
    }.filter { $0.pathExtension == "layout" }
    let inputs =
      (all.filter {
        !$0.lastPathComponent.hasPrefix(".") && $0.pathExtension != "sh" && !$0.hasDirectoryPath
      } + layouts)
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded\(name).swift")
    return [
      .buildCommand(
        displayName: "Embedding \(name)",
        executable: try context.tool(named: "embed-files").url,
        arguments: ["Embedded\(name)", output.path] + inputs.map(\.path),
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }
}
