import Records
import Testing

@Suite struct SlotTests {
    @Test func slotTakesEightBytes() {
        #expect(MemoryLayout<Slot>.stride == 8)
    }

    @Test(arguments: [
        Slot.Kind.missing, Slot.Kind.null, Slot.Kind.string, Slot.Kind.number, Slot.Kind.boolean, Slot.Kind.collection,
    ], [0, 1, 255, 256, Slot.maximumLength])
    func everyPartReadsBackAlone(_ kind: UInt32, _ length: Int) {
        for start in [0, 1, Int(UInt32.max)] {
            for (inSide, escaped) in [(false, false), (true, false), (false, true), (true, true)] {
                let slot = Slot(kind: kind, start: start, length: length, inSide: inSide, escaped: escaped)
                #expect(slot.kind == kind)
                #expect(Int(slot.start) == start)
                #expect(slot.length == length)
                #expect(slot.isInSide == inSide)
                #expect(slot.isEscaped == escaped)
            }
        }
    }

    @Test func missingNullAndEmptyDiffer() {
        let empty = Slot(kind: Slot.Kind.string, start: 0, length: 0)
        let emptyList = Slot(kind: Slot.Kind.collection, start: 0, length: 0)
        let states = [Slot.missing, .null, empty, emptyList]
        for (index, state) in states.enumerated() {
            #expect(states.firstIndex(of: state) == index)
            #expect(state.length == 0)
        }
    }

    @Test func allZeroBitsAreMissing() {
        #expect(Slot(start: 0, word: 0) == .missing)
    }
}
