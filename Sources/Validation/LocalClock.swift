import Foundation
import Syntax

/// The clock on a wall in one time zone: what a server reads that takes no zone.
public struct LocalClock: Sendable {
    private let zone: TimeZone

    /// - Parameter name: as the IANA database has it, such as `Europe/Rome`.
    /// - Returns: `nil` when the system has no table of this name.
    public init?(named name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
    }

    /// Returns the time that the clock shows at a moment, without a zone; `nil` when the text names no moment, since it has none.
    ///
    /// - Parameter moment: a date in the form that `ISODateTime.canonical` gives. The digits of its fraction stay.
    func time(at moment: [UInt8]) -> [UInt8]? {
        guard let seconds = ISODateTime.secondsSince1970(moment) else { return nil }
        let shown = seconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        guard let text = ISODateTime.text(milliseconds: shown * 1000) else { return nil }
        var digits = Array(text.utf8.dropLast())
        if let point = moment.firstIndex(of: 0x2E) {
            digits.append(0x2E)
            digits += moment[(point + 1)...].prefix { $0 >= ASCII.zero && $0 <= ASCII.nine }
        }
        return digits
    }
}
