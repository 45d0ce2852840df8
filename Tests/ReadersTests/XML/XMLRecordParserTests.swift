import Records
import Testing

/// What is read of documents that a .NET server reads in part, in another way, or not at all; its reader was observed.
@Suite struct XMLRecordParserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let xml: String
        let record: String
        let faults: [String]
        let schema: String

        init(_ name: String, _ xml: String, _ record: String, _ faults: [String] = [], schema: String = "UserDTO") {
            testDescription = name
            self.xml = xml
            self.record = record
            self.faults = faults
            self.schema = schema
        }
    }

    private static func user(_ name: String, _ members: String, _ record: String, _ faults: String...) -> Case {
        Case(name, XMLSamples.user(members), "{\(record)}", faults)
    }

    private static func client(_ name: String, _ members: String, _ record: String, _ faults: String...) -> Case {
        Case(name, XMLSamples.client(members), "{\(record)}", faults, schema: "UpsertClientRequest")
    }

    static let order = [
        user("members in order", "<Email>e</Email><Id>1</Id><UserName>u</UserName>", "Id=1 UserName=u Email=e"),
        user("capitals stand in front of small letters", "<IsActiveDirectoryUser>true</IsActiveDirectoryUser><IsActiveUser>true</IsActiveUser>",
             "IsActiveUser=true IsActiveDirectoryUser=true"),
        user("a late member", "<UserName>u</UserName><Email>e</Email>", "UserName=u Email=e", "1 E144 Email"),
        user("greater names are still in order behind a late one", "<LastName>l</LastName><Email>e</Email><UserName>u</UserName>",
             "UserName=u LastName=l Email=e", "1 E144 Email"),
        user("the order of JSON", "<Id>1</Id><UserName>u</UserName><FirstName>f</FirstName><LastName>l</LastName>",
             "Id=1 UserName=u FirstName=f LastName=l", "1 E144 FirstName", "1 E144 LastName"),
        user("the first of two counts", "<Email>1</Email><Email>2</Email>", "Email=1", "1 E147 Email"),
        user("the first of two late ones", "<Id>1</Id><Email>1</Email><Email>2</Email>", "Id=1 Email=1", "1 E144 Email", "1 E147 Email"),
        user("the first of two lists", "<Groups/><Groups><GroupDTO/></Groups>", "Groups=[]", "1 E147 Groups"),
        user("unknown element with content", "<Nick><Email>x</Email>y</Nick><Phone>1</Phone>", "Phone=1", "1 E148 'Nick'"),
        user("wrong case", "<email>e</email><userName>u</userName>", "UserName=u Email=e", "1 E146 Email", "1 E146 UserName"),
        user("no order is expected of wrong names", "<userName>u</userName><Email>e</Email>", "UserName=u Email=e", "1 E146 UserName"),
        user("order inside a list", "<Groups><GroupDTO><Name>n</Name><Id>1</Id></GroupDTO></Groups>", "Groups=[{Id=1 Name=n}]", "1 E144 Groups[0].Id"),
        client("capitals again", "<AllowRememberConsent>true</AllowRememberConsent><AllowedCorsOrigins/><EnableLocalLogin>true</EnableLocalLogin><Enabled>true</Enabled>",
               "Enabled=true AllowedCorsOrigins=[] AllowRememberConsent=true EnableLocalLogin=true"),
        client("Enabled before EnableLocalLogin", "<Enabled>true</Enabled><EnableLocalLogin>true</EnableLocalLogin>",
               "Enabled=true EnableLocalLogin=true", "1 E144 EnableLocalLogin"),
    ]

    static let namespaces = [
        Case("prefix", "<a:UserDTO xmlns:a=\"\(XMLSamples.userNamespace)\"><a:UserName>u</a:UserName></a:UserDTO>", "{UserName=u}"),
        user("member in no namespace", "<UserName xmlns=\"\">u</UserName>", "UserName=u", "1 E145 UserName"),
        user("member in another namespace", "<x:UserName xmlns:x=\"urn:x\">u</x:UserName>", "UserName=u", "1 E145 UserName"),
        user("item in another namespace", "<Groups><GroupDTO xmlns=\"urn:x\"><Id>1</Id></GroupDTO></Groups>", "Groups=[{Id=1}]",
             "1 E149 Groups 'GroupDTO'", "1 E145 Groups[0].Id"),
        client("pairs in the parent's namespace", "<AllowedScopes><KeyValuePairOfguidstring><key>k</key><value>v</value></KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Key=k Value=v}]", "1 E149 AllowedScopes 'KeyValuePairOfguidstring'", "1 E145 AllowedScopes[0].Key",
               "1 E145 AllowedScopes[0].Value", "1 E150 AllowedScopes[0]"),
        client("default namespace declared on the pair", "<AllowedScopes><KeyValuePairOfguidstring xmlns=\"\(XMLSamples.pairNamespace)\"><key>k</key><value>v</value></KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Key=k Value=v}]"),
    ]

    static let lists = [
        user("empty list", "<Groups/><Privileges></Privileges><RoleDTOs>\n </RoleDTOs>", "Groups=[] RoleDTOs=[] Privileges=[]"),
        user("null list", "<Groups i:nil=\"true\"/>", "Groups=null"),
        user("two groups", "<Groups><GroupDTO><Id>1</Id></GroupDTO><GroupDTO/></Groups>", "Groups=[{Id=1} {}]"),
        user("an element of another name that has members is one", "<Groups><Group><Id>1</Id></Group></Groups>", "Groups=[{Id=1}]", "1 E149 Groups 'Group'"),
        user("an element of another name without members is none", "<Groups><GroupDTO><Id>1</Id></GroupDTO><X/><X><Y>1</Y></X><GroupDTO><Id>2</Id></GroupDTO></Groups>",
             "Groups=[{Id=1} {Id=2}]", "1 E148 Groups 'X'", "1 E148 Groups 'X'"),
        user("an element in another case", "<Groups><groupdto/></Groups>", "Groups=[{}]", "1 E149 Groups 'groupdto'"),
        user("null in a list", "<Groups><GroupDTO i:nil=\"true\"/></Groups>", "Groups=[{}]", "1 E155 Groups"),
        user("text in a list", "<Groups>x<GroupDTO/></Groups>", "Groups=[{}]", "1 E154 Groups !"),
        client("pairs", "<AllowedScopes><d:KeyValuePairOfguidstring><d:key>k</d:key><d:value>v</d:value></d:KeyValuePairOfguidstring><d:KeyValuePairOfguidstring><d:key>l</d:key><d:value i:nil=\"true\"/></d:KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Key=k Value=v} {Key=l Value=null}]"),
        client("pair without its value", "<AllowedScopes><d:KeyValuePairOfguidstring><d:key>k</d:key></d:KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Key=k}]", "1 E150 AllowedScopes[0].Value"),
        client("pair without its key", "<AllowedScopes><d:KeyValuePairOfguidstring><d:value>v</d:value></d:KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Value=v}]", "1 E150 AllowedScopes[0].Key"),
        client("swapped pair", "<AllowedScopes><d:KeyValuePairOfguidstring><d:value>v</d:value><d:key>k</d:key></d:KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Key=k Value=v}]", "1 E150 AllowedScopes[0]"),
        client("pair with capitals", "<AllowedScopes><d:KeyValuePairOfguidstring><d:Key>k</d:Key><d:Value>v</d:Value></d:KeyValuePairOfguidstring></AllowedScopes>",
               "AllowedScopes=[{Key=k Value=v}]", "1 E150 AllowedScopes[0]"),
        client("pair of a setting", "<ClientSignupFlowTemplate><d:KeyValuePairOfClientSignupFlowTemplateKeysstring4T9o1gJJ><d:key>IsActive</d:key><d:value>x</d:value></d:KeyValuePairOfClientSignupFlowTemplateKeysstring4T9o1gJJ></ClientSignupFlowTemplate>",
               "ClientSignupFlowTemplate=[{Key=IsActive Value=x}]"),
        client("pair of a setting without its digest", "<ClientSignupFlowTemplate><d:KeyValuePairOfClientSignupFlowTemplateKeysstring><d:key>IsActive</d:key><d:value>x</d:value></d:KeyValuePairOfClientSignupFlowTemplateKeysstring></ClientSignupFlowTemplate>",
               "ClientSignupFlowTemplate=[{Key=IsActive Value=x}]", "1 E149 ClientSignupFlowTemplate 'KeyValuePairOfClientSignupFlowTemplateKeysstring'"),
    ]

    static let nulls = [
        user("null", "<UserName i:nil=\"true\"/>", "UserName=null"),
        user("1 is true", "<UserName i:nil=\"1\"/>", "UserName=null"),
        user("blanks around it", "<UserName i:nil=\" true \"/>", "UserName=null"),
        user("false", "<UserName i:nil=\"false\">u</UserName>", "UserName=u"),
        user("TRUE is refused by a server", "<UserName i:nil=\"TRUE\"/>", "UserName=null", "1 E151 UserName"),
        user("another word too", "<UserName i:nil=\"x\">u</UserName>", "UserName=u", "1 E151 UserName"),
        user("content of null is nothing", "<UserName i:nil=\"true\">x</UserName>", "UserName=null", "1 E152 UserName"),
        user("elements in null", "<Groups i:nil=\"true\"><GroupDTO/><GroupDTO/></Groups>", "Groups=null", "1 E152 Groups"),
        user("nil without the namespace says nothing", "<UserName nil=\"true\"/>", "UserName="),
        user("a number that is null", "<Id i:nil=\"true\"/>", "Id=null"),
        Case("null user in a list", XMLSamples.users("<UserDTO i:nil=\"true\"/>"), "{}", ["1 E155"]),
        Case("null root", "<UserDTO \(XMLSamples.i) i:nil=\"true\" xmlns=\"\(XMLSamples.userNamespace)\"/>", "{}", ["1 E155"]),
        Case("null root of a list", "<ArrayOfUserDTO \(XMLSamples.i) i:nil=\"true\" xmlns=\"\(XMLSamples.userNamespace)\"><UserDTO/></ArrayOfUserDTO>", "{}", ["1 E155"]),
    ]

    static let texts = [
        user("empty string", "<UserName></UserName><UserName/>", "UserName=", "1 E147 UserName"),
        user("closed at once", "<UserName/>", "UserName="),
        user("white space is kept", "<UserName> \t\n x </UserName>", "UserName= \t\n x "),
        user("line ends become LF", "<UserName>a\r\nb\rc</UserName>", "UserName=a\nb\nc"),
        user("a reference stays CR", "<UserName>a&#xD;b&#10;</UserName>", "UserName=a\rb\n"),
        user("text, CDATA and comments are joined", "<UserName>x<![CDATA[<y>]]>z<!-- c -->!</UserName>", "UserName=x<y>z!"),
        user("the five entities", "<UserName>&lt;&gt;&amp;&quot;&apos;</UserName>", "UserName=<>&\"'"),
        user("other attributes say nothing", "<UserName foo=\"bar\" xml:space=\"preserve\"> x </UserName>", "UserName= x "),
        user("type of the element", "<UserName i:type=\"x:int\" xmlns:x=\"http://www.w3.org/2001/XMLSchema\">5</UserName>", "UserName=5"),
        user("blanks and comments between elements", "\n <!-- hi -->\n <Email>e</Email>\n <UserName>u</UserName>\n", "UserName=u Email=e"),
        user("text between elements", "x<Email>e</Email>y", "Email=e", "1 E154 !"),
        user("an element in a value", "<Email>a<b>c</b><b/>d</Email><Id>1</Id>", "Id=1 Email=ad", "1 E154 Email !"),
        user("Arabic and emoji", "<UserName>\u{645}\u{62D}\u{645}\u{62F} 😀</UserName>", "UserName=\u{645}\u{62D}\u{645}\u{62F} 😀"),
        user("NUL", "<UserName>a&#0;b</UserName>", "UserName=a\0b"),
        user("control characters", "<UserName>&#x1;&#31;&#x0;</UserName><Zip/>", "UserName=\u{1}\u{1F}\0", "1 E148 'Zip'"),
        user("noncharacters", "<UserName>&#xFFFE;&#xFFFF;</UserName>", "UserName=\u{FFFE}\u{FFFF}"),
        user("half of a pair", "<UserName>a&#xD83D;b</UserName>", "UserName=a\u{FFFD}b", "1 E127 UserName"),
        user("two halves are a pair", "<UserName>&#xD83D;&#56832;</UserName>", "UserName=😀"),
        user("the escape itself beside one", "<UserName>\u{10FFFE}\u{E001}&#1;&#x10FFFE;</UserName>", "UserName=\u{10FFFE}\u{E001}\u{1}\u{10FFFE}"),
        user("the escape itself alone", "<UserName>\u{10FFFE}\u{E001}</UserName>", "UserName=\u{10FFFE}\u{E001}"),
        user("references in CDATA are text", "<UserName>&#1;<![CDATA[&#1;]]></UserName>", "UserName=\u{1}&#1;"),
    ]

    static let forms = [
        user("true", "<IsLocked>true</IsLocked>", "IsLocked=true"),
        user("blanks around it", "<IsLocked> true </IsLocked>", "IsLocked= true "),
        user("1", "<IsLocked>1</IsLocked>", "IsLocked=1"),
        user("True", "<IsLocked>True</IsLocked>", "IsLocked=True", "1 E151 IsLocked"),
        user("yes", "<IsLocked>yes</IsLocked>", "IsLocked=yes", "1 E151 IsLocked"),
        user("neither is left to the rules", "<IsLocked>maybe</IsLocked>", "IsLocked=maybe"),
        user("number", "<Id> +01 </Id>", "Id= +01 "),
        user("identifier in braces", "<JobTitleId>{2DCAFC93-dcc4-4287-b76f-39d68e313f13}</JobTitleId>", "JobTitleId={2DCAFC93-dcc4-4287-b76f-39d68e313f13}"),
        Case("dates", "<DTOClient><AddClientTime>2026-03-22T16:05:19.4931725+01:00</AddClientTime></DTOClient>", "{AddClientTime=2026-03-22T16:05:19.4931725+01:00}", schema: "DTOClient"),
        Case("a date alone", "<DTOClient><AddClientTime> 2026-03-22 </AddClientTime></DTOClient>", "{AddClientTime= 2026-03-22 }", schema: "DTOClient"),
        Case("a date with a blank", "<DTOClient><AddClientTime>2026-03-22 16:05:19</AddClientTime></DTOClient>", "{AddClientTime=2026-03-22 16:05:19}", ["1 E151 AddClientTime"], schema: "DTOClient"),
        Case("a date without seconds", "<DTOClient><AddClientTime>2026-03-22T16:05</AddClientTime></DTOClient>", "{AddClientTime=2026-03-22T16:05}", ["1 E151 AddClientTime"], schema: "DTOClient"),
        client("setting by number", "<ClientSignupFlowTemplate><d:KeyValuePairOfClientSignupFlowTemplateKeysstring4T9o1gJJ><d:key>1</d:key><d:value/></d:KeyValuePairOfClientSignupFlowTemplateKeysstring4T9o1gJJ></ClientSignupFlowTemplate>",
               "ClientSignupFlowTemplate=[{Key=1 Value=}]", "1 E151 ClientSignupFlowTemplate[0].Key"),
    ]

    @Test(arguments: order + namespaces + lists + nulls + texts + forms)
    func documentIsRead(_ c: Case) throws {
        let reading = try readXML(c.xml, schema: c.schema)
        #expect(reading.failure == nil)
        #expect(reading.records == [c.record])
        #expect(reading.faults == c.faults)
    }

    @Test func recordsKeepTheirPlaces() throws {
        let text = "<?xml version=\"1.0\"?>\n<!-- users\n -->\n" + XMLSamples.users(
            "\n<UserDTO><Id>1</Id></UserDTO>\n\n <UserDTO>\n <Id>2</Id>\n</UserDTO><!-- \n --><UserDTO/>\n") + "\n"
        for size in [1, 30, 60, 1 << 18] {
            let reading = try readXML(text, chunkSize: size)
            #expect(reading.records == ["{Id=1}", "{Id=2}", "{}"])
            #expect(reading.lines == [5, 7, 9])
            #expect(reading.raw == ["<UserDTO><Id>1</Id></UserDTO>", "<UserDTO>\n <Id>2</Id>\n</UserDTO>", "<!-- \n --><UserDTO/>"])
            #expect(reading.lineCount == text.utf8.count { $0 == 0x0A } - 3)
        }
    }

    /// An element at the top is a record whatever its name, so that none gets lost.
    @Test func everyElementOfTheRootIsARecord() throws {
        let reading = try readXML(XMLSamples.users("<User><UserName>a</UserName></User><UserDTO><UserName>b</UserName></UserDTO><X/>"))
        #expect(reading.records == ["{UserName=a}", "{UserName=b}", "{}"])
        #expect(reading.faults == ["1 E149 'User'", "3 E149 'X'"])
    }

    @Test func valuesSplitOverManyPiecesAreJoined() throws {
        let value = String(repeating: "\u{645}x&amp;", count: 30_000)
        let reading = try readXML(XMLSamples.users("<UserDTO><UserName>\(value)</UserName></UserDTO>"))
        #expect(reading.records == ["{UserName=\(value.replacing("&amp;", with: "&"))}"])
    }

    /// Repeating a schema in lists of two places must not mix them up.
    @Test func chunksDoNotShareRecords() throws {
        let user = "<UserDTO><Groups><GroupDTO><Id>1</Id></GroupDTO></Groups><RoleDTOs><RoleDTO><Id>2</Id></RoleDTO><RoleDTO/></RoleDTOs></UserDTO>"
        let reading = try readXML(XMLSamples.users(String(repeating: user, count: 300)), chunkSize: 500)
        #expect(reading.records.count == 300)
        #expect(Set(reading.records) == ["{Groups=[{Id=1}] RoleDTOs=[{Id=2} {}]}"])
        #expect(reading.chunks > 50)
    }
}
