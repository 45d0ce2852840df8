import Syntax

/// What one worker saw of one column. Profiles of several workers merge into one; its size is the same for any number of records.
final class ColumnProfile {
    static let sampleLimit = 3
    /// The longest run of digits whose length is counted.
    static let digitLimit = 24

    /// What is damage in this column and none in others.
    private let scopedKinds: [DamageKind]
    private(set) var filled = 0
    private(set) var distinct = DistinctCount()
    /// Lengths of filled values in UTF-16 units.
    private(set) var minimum = Int.max
    private(set) var maximum = 0
    /// The first different values.
    private(set) var samples: [Sighting] = []
    private var sampleHashes: [UInt64] = []
    private(set) var shapes = [Int](repeating: 0, count: ValueShape.allCases.count)
    /// Values that are a single 0 or 1.
    private(set) var flags = 0
    /// Values that are telephone numbers by their first characters: +, 00 or 0, and seven digits or more.
    private(set) var phones = 0
    /// Whole numbers that are days of a spreadsheet program between 1954 and 2064.
    private(set) var dayNumbers = 0
    private(set) var tokens = 0
    private(set) var passwords = 0
    /// For each length of values of digits alone, how many there are, how many begin with 0, and the first that does not.
    private(set) var digitCounts = [Int](repeating: 0, count: digitLimit + 1)
    private(set) var zeroCounts = [Int](repeating: 0, count: digitLimit + 1)
    private(set) var digitSightings = [Sighting?](repeating: nil, count: digitLimit + 1)
    private(set) var shapeSightings = [Sighting?](repeating: nil, count: ValueShape.allCases.count)
    private(set) var dayNumberSighting: Sighting?
    private(set) var damage = [Int](repeating: 0, count: DamageKind.allCases.count)
    private(set) var sightings = [Sighting?](repeating: nil, count: DamageKind.allCases.count)
    /// Values that are not UTF-8.
    private(set) var malformed = 0

    init(scopedKinds: [DamageKind] = []) { self.scopedKinds = scopedKinds }

    func count(_ shape: ValueShape) -> Int { shapes[shape.rawValue] }
    func count(_ kind: DamageKind) -> Int { damage[kind.rawValue] }

    /// Takes a value in.
    ///
    /// - Parameters:
    ///   - p: its bytes in a `ByteBuffer`, so that a few behind them may be read.
    ///   - isCertain: whether the record had all its cells.
    ///   - mayBeMalformed: whether the value must be looked at for bytes that are not UTF-8.
    @inline(__always)
    func add(_ p: UnsafePointer<UInt8>, count: Int, at place: Place, isCertain: Bool, mayBeMalformed: Bool) {
        if count == 0 { return }
        let traits = ValueTraits(p, count: count)
        if traits.seen == ValueTraits.blank { return addBlank(p, count, place, isCertain) }
        filled += 1
        let hash = DistinctCount.hash(p, count: count)
        distinct.add(hash)
        var units = count
        if traits.has(ValueTraits.high) { units = UTF8Validation.utf16Count(p, count: count) }
        if units < minimum { minimum = units }
        if units > maximum { maximum = units }
        if samples.count < Self.sampleLimit && !sampleHashes.contains(hash) { addSample(p, count, hash, place, isCertain) }
        addShape(p, count, traits, place, isCertain)

        var isText = true
        var damage = SpreadsheetDamage.find(p, count: count, traits)
        if traits.has(ValueTraits.high) {
            if mayBeMalformed && UTF8Validation.firstInvalidOffset(p, count: count) != nil {
                malformed += 1
                isText = false
            } else {
                damage.formUnion(TextDamage.find(p, count: count))
            }
        }
        // The parts of a mojibake are no damage of another kind.
        if isText && !scopedKinds.isEmpty && !damage.contains(.mojibake) {
            damage.formUnion(ScopedDamage.find(p, count: count, traits, scopedKinds))
        }
        if !damage.isEmpty { add(damage, p, count, place, isCertain) }
    }

    private func addBlank(_ p: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ isCertain: Bool) {
        var damage = DamageSet()
        damage.insert(.outerBlanks)
        add(damage, p, count, place, isCertain)
    }

    private func addSample(_ p: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64, _ place: Place, _ isCertain: Bool) {
        sampleHashes.append(hash)
        samples.append(Sighting(place, UnsafeBufferPointer(start: p, count: count), isCertain: isCertain))
    }

    private func add(_ damage: DamageSet, _ p: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ isCertain: Bool) {
        var bits = damage.bits
        while bits != 0 {
            let kind = bits.trailingZeroBitCount
            bits &= bits - 1
            self.damage[kind] += 1
            if sightings[kind] == nil {
                sightings[kind] = Sighting(place, UnsafeBufferPointer(start: p, count: count), isCertain: isCertain)
            }
        }
    }

    @inline(__always)
    private func addShape(_ p: UnsafePointer<UInt8>, _ count: Int, _ traits: ValueTraits, _ place: Place, _ isCertain: Bool) {
        let shape = ValueShape.of(p, count: count, traits)
        shapes[shape.rawValue] += 1
        switch shape {
        case .digits: addDigits(p, count, place, isCertain)
        case .phone where p[0] == ASCII.plus || p[0] == ASCII.zero: phones += 1
        case .otherDate, .monthName:
            if shapeSightings[shape.rawValue] == nil {
                shapeSightings[shape.rawValue] = Sighting(place, UnsafeBufferPointer(start: p, count: count), isCertain: isCertain)
            }
        default: break
        }
        if shape == .other && count >= 8 {
            if SecretColumns.isToken(p, count: count) { tokens += 1 }
            if SecretColumns.mayBePassword(p, count: count, traits) { passwords += 1 }
        }
    }

    private func addDigits(_ p: UnsafePointer<UInt8>, _ count: Int, _ place: Place, _ isCertain: Bool) {
        let length = min(count, Self.digitLimit)
        digitCounts[length] += 1
        if p[0] == ASCII.zero {
            zeroCounts[length] += 1
        } else if digitSightings[length] == nil {
            digitSightings[length] = Sighting(place, UnsafeBufferPointer(start: p, count: count), isCertain: isCertain)
        }
        if count == 1 && p[0] <= 0x31 { flags += 1 }
        if p[0] == ASCII.zero && count >= 8 && count <= 15 { phones += 1 }
        if count == 5 {
            let number = (0..<5).reduce(0) { $0 * 10 + Int(p[$1] - ASCII.zero) }
            if number >= 20_000 && number <= 60_000 {
                dayNumbers += 1
                if dayNumberSighting == nil {
                    dayNumberSighting = Sighting(place, UnsafeBufferPointer(start: p, count: count), isCertain: isCertain)
                }
            }
        }
    }

    /// Takes in what another worker saw of the same column.
    func merge(_ other: ColumnProfile) {
        filled += other.filled
        distinct.merge(other.distinct)
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        for i in shapes.indices { shapes[i] += other.shapes[i] }
        flags += other.flags
        phones += other.phones
        dayNumbers += other.dayNumbers
        tokens += other.tokens
        passwords += other.passwords
        malformed += other.malformed
        for i in digitCounts.indices {
            digitCounts[i] += other.digitCounts[i]
            zeroCounts[i] += other.zeroCounts[i]
            digitSightings[i] = Sighting.earlier(digitSightings[i], other.digitSightings[i])
        }
        for i in shapeSightings.indices { shapeSightings[i] = Sighting.earlier(shapeSightings[i], other.shapeSightings[i]) }
        dayNumberSighting = Sighting.earlier(dayNumberSighting, other.dayNumberSighting)
        for i in damage.indices {
            damage[i] += other.damage[i]
            sightings[i] = Sighting.earlier(sightings[i], other.sightings[i])
        }
        var merged: [Sighting] = []
        for sample in (samples + other.samples).sorted(by: { $0.place < $1.place })
        where !merged.contains(where: { $0.bytes == sample.bytes }) && merged.count < Self.sampleLimit {
            merged.append(sample)
        }
        samples = merged
    }
}
