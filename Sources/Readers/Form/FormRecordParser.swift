import Records
import Syntax

/// Turns a form into records of a schema: it is a list where its keys begin with an index, `[0].UserName`, else one record.
///
/// ```
///   ClientId=web & ClientSecrets[0].Key=7626… & ClientSecrets[0].Value=a        pairs, in any order
///        │                        │
///        ▼                        ▼
///   FormElement ── values: ClientId                                             gathered
///        └── FormList ClientSecrets ── FormElement [0] ── values: Key, Value
///        │
///        ▼
///   batch: a record, and in the child batches the elements                     laid down in order
/// ```
///
/// What a person meant is read; where ASP.NET's formatter would lose it without a word, a warning says so, or, where that is asked for, a reject. Of this format:
/// - A key without a value, `AccountId=`, is null, and an empty string cannot be told from it. What has no key is missing.
/// - A list that exists and has no elements is `Groups[].Id=`: of a key that leads to no index the formatter makes an empty list.
/// - A line end that is not encoded, at the end of the form or behind a `&`, is passed over, as `curl -d @FILE` does.
///
/// Keys are few thousands in a body that servers take; nothing here is made for speed.
public final class FormRecordParser: RecordParser {
    private let names: FormNames
    private let isStrict: Bool

    public init(_ reading: RecordReading) {
        names = FormNames(reading.schema, allowsUndocumented: reading.allowsUndocumented)
        isStrict = reading.isStrict
    }

    public func parse(_ batch: RecordBatch) {
        batch.clearRecords()
        batch.lineCount = batch.chunk.bytes.reduce(0) { $1 == ASCII.lineFeed ? $0 + 1 : $0 }
        var gathering = FormGathering(batch, names)
        if let failure = gathering.gather() {
            batch.failure = failure
            return
        }
        var laying = FormLaying(batch, isStrict: isStrict)
        laying.lay(gathering)
        batch.settleObjects()
        TextFaults.find(in: batch)
    }
}
