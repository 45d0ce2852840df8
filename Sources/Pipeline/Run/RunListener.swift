import Records

/// Somebody who watches a run. Called in stream order, by one worker at a time.
public protocol RunListener: AnyObject {
    /// Findings of one batch, in record order.
    func runDidFind(_ findings: [Finding], in batch: RecordBatch, text: FindingText)

    /// A warning about one record that shows only at the end of the source.
    func runDidFindLate(_ warning: Diagnostic)

    /// Something about the source as a whole that shows only while it is read.
    func runDidNotice(_ diagnostic: Diagnostic)

    /// How far the run is.
    ///
    /// - Parameter total: the size of the source in bytes, where it is known.
    func runDidRead(records: Int, bytes: Int, of total: Int?)
}
