import Testing
@testable import Validation

@Suite struct LocalClockTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let moment: String, zone: String, shown: String?
        var testDescription: String { "\(moment) in \(zone)" }
    }

    @Test(arguments: [
        Case(moment: "2026-03-22T16:05:19.4931725Z", zone: "Europe/Rome", shown: "2026-03-22T17:05:19.4931725"),
        Case(moment: "2026-07-01T22:30:00Z", zone: "Europe/Rome", shown: "2026-07-02T00:30:00"),
        Case(moment: "2026-07-01T23:30:00+01:00", zone: "Asia/Riyadh", shown: "2026-07-02T01:30:00"),
        Case(moment: "1999-12-31T23:59:59.9-02:30", zone: "UTC", shown: "2000-01-01T02:29:59.9"),
        Case(moment: "2024-02-29T23:00:00.000Z", zone: "Asia/Kathmandu", shown: "2024-03-01T04:45:00.000"),
        Case(moment: "2026-03-29T00:59:59Z", zone: "Europe/Rome", shown: "2026-03-29T01:59:59"),
        Case(moment: "2026-03-29T01:00:00Z", zone: "Europe/Rome", shown: "2026-03-29T03:00:00"),
        Case(moment: "2026-03-22T16:05:19", zone: "Europe/Rome", shown: nil),
        Case(moment: "2026-03-22", zone: "Europe/Rome", shown: nil),
    ])
    func clockShowsTheMoment(_ c: Case) throws {
        let clock = try #require(LocalClock(named: c.zone))
        #expect(clock.time(at: Array(c.moment.utf8)).map { String(decoding: $0, as: UTF8.self) } == c.shown)
    }

    @Test func anUnknownZoneHasNoClock() { #expect(LocalClock(named: "Mars/Phobos") == nil) }
}
