// swift-tools-version: 6.2
import PackageDescription

// The smallest program that carries what Transload carries: what its start-up is measured against.
let package = Package(
    name: "hello",
    targets: [
        .executableTarget(
            name: "hello",
            swiftSettings: [.unsafeFlags(["-static-stdlib"])],
            linkerSettings: [.unsafeFlags(["-static-stdlib"])])
    ]
)
