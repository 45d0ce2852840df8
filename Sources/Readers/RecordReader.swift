import Records

/// Reading is always two parts: a serial splitter that cuts the stream into chunks at record boundaries, and a parser that a
/// worker runs on a chunk. That is what makes every format parallel.

/// Cuts a stream into chunks of whole records. Called by one worker at a time, in stream order.
public protocol RecordSplitter: AnyObject {
    /// Fills the chunk of a batch with the next whole records.
    ///
    /// - Returns: `false` when the stream is over; the chunk is then empty.
    /// - Throws: a diagnostic that stops the run: unreadable input, a record beyond the limit. Its record and line, if any, are
    ///   counted from the chunk's first; a column on that line counts from the start of the text, in bytes.
    func fill(_ batch: RecordBatch) throws(Diagnostic) -> Bool
}

/// Turns a chunk into records. Each worker has its own.
public protocol RecordParser: AnyObject {
    /// Replaces the records of the batch by those of its chunk, and puts what is wrong with their form into `faults`.
    ///
    /// What makes the rest of the stream unreadable goes to `failure`; the records in front of it may then be incomplete.
    func parse(_ batch: RecordBatch)
}
