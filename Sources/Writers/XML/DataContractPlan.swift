import Records
import Syntax

/// The tags of a schema's documents, ready to be copied, and what is written between them.
///
/// ```
///   plans   0 UpsertClientRequest │ 1 d3p1:KeyValuePairOfguidstring │ …      one for each kind of record and object
///   steps   AccessTokenLifetime AccessTokenType … │ d3p1:key d3p1:value      the members of each, in ordinal order
///   bytes   <AccessTokenLifetime></AccessTokenLifetime><AccessTokenLifetime i:nil="true" />…
/// ```
///
/// Elements in another namespace than the root's have a prefix, which the collection around them declares: `d`, the depth of that
/// collection's element counted from 1 at the root, `p1`.
final class DataContractPlan: @unchecked Sendable {
    /// A run of `bytes`.
    struct Text {
        let start: Int
        let length: Int
    }

    /// The four forms of an element's tags.
    struct Tags {
        let open: Text
        let close: Text
        let null: Text
        let empty: Text
    }

    struct Step {
        enum Content: UInt8 {
            /// Bytes that need no escape: numbers and booleans.
            case plain
            case text, guid, dateTime, enumeration
            case list, object
        }

        let field: Int
        let content: Content
        /// The plan of a list's records or of an object.
        let target: Int
        let tags: Tags
        /// What stands for a value that is missing, where a server refuses a document without the element: in pairs.
        var absent: Text?
    }

    struct Plan {
        let first: Int
        let count: Int
        /// Of each record; unused for the object in a record.
        let tags: Tags
        let isScalar: Bool
        /// Of an object, the fields in it.
        let members: Range<Int>
    }

    private(set) var plans: [Plan] = []
    private(set) var steps: [Step] = []
    /// For each step the names of an enumeration's members by their numbers.
    private(set) var names: [[EnumerationMember]] = []
    private let store = ByteBuffer()

    /// - Parameter isList: whether the records lie in a root of their own; otherwise each is a root.
    init(_ schema: Schema, isList: Bool) {
        let root = DataContract.names(of: schema)
        let declarations = isList ? "" : Self.declarations(root.namespace)
        _ = add(
            schema, name: root.element, prefix: "", declarations: declarations, namespace: root.namespace, depth: isList ? 2 : 1,
            scope: [root.namespace: ""])
    }

    /// The namespaces that a root declares, with a blank in front.
    static func declarations(_ namespace: String) -> String {
        let own = namespace.isEmpty ? "" : " xmlns=\"\(escaped(namespace))\""
        return " xmlns:i=\"\(DataContract.instance)\"" + own
    }

    var bytes: UnsafePointer<UInt8> { UnsafePointer(store.pointer) }

    private static func escaped(_ text: String) -> String {
        let out = ByteBuffer()
        XMLEmitter.appendAttribute(text, to: out)
        return String(decoding: out.bytes, as: UTF8.self)
    }

    /// Adds the plan of a kind of record.
    ///
    /// - Parameters:
    ///   - depth: of the record's element, counted from 1.
    ///   - scope: the prefixes by their namespaces; the default namespace has the empty one.
    private func add(
        _ schema: Schema, name: String, prefix: String, declarations: String, namespace: String, depth: Int, scope: [String: String]
    ) -> Int {
        let plan = plans.count
        let tags = tags(prefix + name, declarations)
        plans.append(Plan(first: 0, count: 0, tags: tags, isScalar: schema.isScalar, members: 0..<0))
        let steps = steps(of: schema, in: nil, prefix: prefix, namespace: namespace, depth: depth, scope: scope)
        plans[plan] = Plan(first: put(steps), count: steps.count, tags: tags, isScalar: schema.isScalar, members: 0..<0)
        return plan
    }

    private func put(_ more: [(step: Step, names: [EnumerationMember])]) -> Int {
        let first = steps.count
        steps += more.map(\.step)
        names += more.map(\.names)
        return first
    }

    private func steps(
        of schema: Schema, in object: Int?, prefix: String, namespace: String, depth: Int, scope: [String: String]
    ) -> [(step: Step, names: [EnumerationMember])] {
        let isPair = namespace == DataContract.pairs
        return DataContract.members(of: schema, in: object).map { index in
            let field = schema.fields[index]
            let name = prefix + DataContract.element(of: field)
            func step(_ content: Step.Content, _ target: Int = -1, declarations: String = "") -> (Step, [EnumerationMember]) {
                (Step(field: index, content: content, target: target, tags: tags(name, declarations)), [])
            }
            switch field.type {
            case .string where isPair:
                var step = step(.text)
                step.0.absent = step.0.tags.null
                return step
            case .guid where isPair:
                var step = step(.guid)
                step.0.absent = text("<\(name)>\(field.type.absentReading ?? "")</\(name)>")
                return step
            case .string: return step(.text)
            case .int32, .int64, .number, .boolean: return step(.plain)
            case .guid: return step(.guid)
            case .dateTime: return step(.dateTime)
            case .enumeration(let members): return (step(.enumeration).0, members)
            case .collection(let element):
                let item = DataContract.item(of: element, in: namespace)
                var scope = scope
                var declarations = ""
                if scope[item.namespace] == nil {
                    let fresh = "d\(depth + 1)p1"
                    scope[item.namespace] = fresh + ":"
                    declarations = " xmlns:\(fresh)=\"\(Self.escaped(item.namespace))\""
                }
                let target = add(
                    element, name: item.name, prefix: scope[item.namespace] ?? "", declarations: "", namespace: item.namespace,
                    depth: depth + 2, scope: scope)
                return step(.list, target, declarations: declarations)
            case .object:
                let inner = steps(of: schema, in: index, prefix: prefix, namespace: namespace, depth: depth + 1, scope: scope)
                let target = plans.count
                plans.append(Plan(
                    first: put(inner), count: inner.count, tags: tags(name, ""), isScalar: false,
                    members: schema.members(ofObject: index)))
                return step(.object, target)
            }
        }
    }

    private func tags(_ name: String, _ declarations: String) -> Tags {
        Tags(
            open: text("<\(name)\(declarations)>"), close: text("</\(name)>"), null: text("<\(name)\(declarations) i:nil=\"true\" />"),
            empty: text("<\(name)\(declarations) />"))
    }

    private func text(_ text: String) -> Text {
        let start = store.count
        store.append(text)
        return Text(start: start, length: store.count - start)
    }
}
