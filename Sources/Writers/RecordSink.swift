import Records

/// Takes records one batch after the other, in the order of the stream: for destinations that are more than a row of bytes.
///
/// One worker at a time calls it, while the others read and judge. A sink that is neither finished nor abandoned abandons itself
/// when it goes.
public protocol RecordSink: AnyObject {
    /// Takes records of a batch over. Nothing of the batch is needed after the call.
    ///
    /// - Parameter records: which records, counted from 0 in the batch, in ascending order.
    /// - Throws: what stops the run; the sink can then only be abandoned.
    /// - Complexity: O(bytes of the records).
    func insert(_ batch: RecordBatch, records: [Range<Int>]) throws(Diagnostic)

    /// Makes everything taken over so far appear at once.
    func finish() throws(Diagnostic)

    /// Takes everything back. Does nothing after `finish`.
    func abandon()
}
