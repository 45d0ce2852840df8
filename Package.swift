// swift-tools-version: 6.2
import PackageDescription

// The graph of targets is the way of the data: Records and Syntax at the bottom, one command at the top.
// A target may import only what stands in its list.
//
// In release builds every batch and buffer has one owner by construction, so that exclusive access is not checked again at each
// byte; debug builds, and with them the tests, check it.
let optimised: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

let package = Package(
    name: "transload",
    targets: [
        .target(name: "CEmbed"),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: optimised),
        .target(name: "Records", swiftSettings: optimised),
        .target(name: "Patterns", swiftSettings: optimised),
        .target(name: "Syntax", dependencies: ["Records", "CLibXML2"], swiftSettings: optimised),
        .target(name: "Schemas", dependencies: ["Records", "Syntax", "Patterns", "CEmbed"], exclude: ["OpenAPI"]),
        .target(name: "Readers", dependencies: ["Records", "Schemas", "Syntax"], swiftSettings: optimised),
        .target(name: "Writers", dependencies: ["Records", "Schemas", "Syntax", "SQLite"], swiftSettings: optimised),
        .target(name: "Validation", dependencies: ["Records", "Schemas", "Patterns", "Syntax"], swiftSettings: optimised),
        .target(name: "Pipeline", dependencies: ["Records", "Syntax", "Schemas", "Readers", "Writers", "Validation"], swiftSettings: optimised),
        .target(name: "CommandLine", dependencies: ["Pipeline"]),
        .executableTarget(
            name: "transload", dependencies: ["CommandLine"],
            // Nobody who runs the program needs a Swift toolchain, and it starts in a third of the time.
            swiftSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))],
            linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),

        .executableTarget(name: "xbench", dependencies: ["Readers"], swiftSettings: optimised), // XBENCH
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
        .testTarget(name: "RecordsTests", dependencies: ["Records"]),
        .testTarget(name: "PatternsTests", dependencies: ["Patterns"]),
        .target(name: "Mutations", path: "Tests/Mutations"),
        .testTarget(name: "SyntaxTests", dependencies: ["Syntax", "Mutations"]),
        .testTarget(name: "SchemasTests", dependencies: ["Schemas"]),
        .testTarget(name: "ReadersTests", dependencies: ["Readers", "Schemas"], exclude: ["Fixtures"]),
        .testTarget(name: "WritersTests", dependencies: ["Writers", "Readers", "SQLite"]),
        .target(name: "ValidationSamples", dependencies: ["Validation", "Schemas"], path: "Tests/ValidationSamples"),
        .testTarget(name: "ValidationTests", dependencies: ["Validation", "Schemas", "ValidationSamples"]),
        .testTarget(
            name: "InteropTests", dependencies: ["Patterns", "Validation", "Schemas", "Readers", "Writers", "ValidationSamples"]),
        .testTarget(
            name: "FuzzTests", dependencies: ["Readers", "Patterns", "Schemas", "Syntax", "Mutations", "ValidationSamples"], path: "Tests/Fuzz",
            exclude: ["Corpus"]),
        .testTarget(name: "PipelineTests", dependencies: ["Pipeline"]),
        .testTarget(name: "CommandTests", dependencies: ["CommandLine", "SQLite"], exclude: ["Cases"]),
    ],
    swiftLanguageModes: [.v6]
)
