import Foundation
import Records
import Testing

@testable import CommandLine

@Suite struct EnvironmentTests {
    private func environment(output: Int32 = 1, errors: Int32 = 2, directory: String = "/data") -> Environment {
        Environment(
            standardOutput: output, standardError: errors, currentDirectory: directory, clock: { 0 }, stopwatch: { 0 },
            makeRunID: { "" })
    }

    @Test func pathsStartAtTheCurrentDirectory() {
        #expect(environment().path("a.csv") == "/data/a.csv")
        #expect(environment().path("/etc/hosts") == "/etc/hosts")
        #expect(environment(directory: "/").path("a.csv") == "/a.csv")
    }

    @Test func runIDIsItsTimeAndSixDigits() {
        #expect(Environment.runID(at: 1_767_225_600, random: 1) == "20260101T000000Z-000001")
        #expect(Environment.runID(at: 951_827_696.9, random: 0xFFAB_CDEF) == "20000229T123456Z-abcdef")
    }

    @Test func processHasItsVariablesAndDirectory() {
        let process = Environment.process()
        #expect(process.variables["PATH"] == ProcessInfo.processInfo.environment["PATH"])
        #expect(process.currentDirectory.hasPrefix("/"))
        #expect(process.stopwatch() <= process.stopwatch())
        #expect(process.clock() > 1_700_000_000)
    }

    @Test func fullDiskEndsWithIOError() throws {
        let full = open("/dev/full", O_WRONLY), null = open("/dev/null", O_WRONLY)
        defer { close(full); close(null) }
        #expect(Transload.run(["help"], in: environment(output: full, errors: null)) == 74)
    }

    @Test func closedPipeEndsQuietly() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        signal(SIGPIPE, SIG_IGN)
        let runner = try CaseRunner()
        let errors = runner.directory.appendingPathComponent("errors").path
        let file = open(errors, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        #expect(Transload.run(["help"], in: environment(output: ends[1], errors: file)) == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: errors)).isEmpty)
    }

    @Test func systemErrorsAreInLowerCase() { #expect(Environment.description(ofError: ENOENT) == "no such file or directory") }
}
