// Judges values with the rules of UserDTO as .NET's own classes do, so that the Swift tests can compare verdicts.
//
//   mono DataAnnotationsOracle.exe records    in:  the ruled members of one record a line, in the order of Members,
//                                                  tab-separated, each '-' for null or base64 of its UTF-8
//                                             out: the failing rules, 'UserName:pattern UserName:length Email:required',
//                                                  an empty line for a valid record
//   mono DataAnnotationsOracle.exe regex      in:  base64(pattern) TAB base64(value)
//                                             out: valid | invalid | refused (.NET cannot compile the pattern)
//                                                  | undecided (.NET gave up after its two seconds)
//   mono DataAnnotationsOracle.exe lengths    in:  MINIMUM TAB MAXIMUM TAB base64(value)
//                                             out: 1 | 0
//
// Ends with 2 when it is used wrongly or a line cannot be read, and with 3 when Validator as a whole says something else
// than the attributes one by one.
using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

// The rules as the documentation page prints them. 'inclusive between 0 and N' is a StringLength without a minimum.
public class UserDTO
{
    [Required]
    [RegularExpression(@"([a-zA-Z0-9]).{0,50}$|[\u0621-\u064A].{0,50}")]
    [StringLength(50)]
    public string UserName { get; set; }

    [Required]
    [RegularExpression(@"([a-zA-Z\s]+)|(([\u0621-\u064A]\s*)+|[\u0621-\u064A])")]
    public string FirstName { get; set; }

    [RegularExpression(@"([a-zA-Z\s]+)|(([\u0621-\u064A]\s*)+|[\u0621-\u064A])")]
    [StringLength(50, MinimumLength = 2)]
    public string FirstNameOther { get; set; }

    [Required]
    [RegularExpression(@"([a-zA-Z\s]+)|(([\u0621-\u064A]\s*)+|[\u0621-\u064A])")]
    [StringLength(50, MinimumLength = 2)]
    public string LastName { get; set; }

    [RegularExpression(@"([a-zA-Z\s]+)|(([\u0621-\u064A]\s*)+|[\u0621-\u064A])")]
    [StringLength(50, MinimumLength = 2)]
    public string LastNameOther { get; set; }

    [StringLength(4, MinimumLength = 2)]
    public string InitialName { get; set; }

    [Required]
    [DataType(DataType.EmailAddress)]
    [RegularExpression(@"^([\w\.\-]+)@([\w\-]+)((\.(\w){2,3})+)$")]
    [StringLength(50)]
    public string Email { get; set; }

    [Required]
    [RegularExpression(@"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\da-zA-Z]).{1,50}$")]
    [StringLength(50, MinimumLength = 1)]
    public string Password { get; set; }

    [RegularExpression(@"^[0-9]*$")]
    public string Phone { get; set; }

    [RegularExpression(@"^[0-9]*$")]
    [StringLength(20)]
    public string Mobile { get; set; }

    [StringLength(50)]
    public string Address { get; set; }

    [StringLength(50)]
    public string LoginDays { get; set; }

    [StringLength(50)]
    public string LoginTime { get; set; }

    [DataType(DataType.Password)]
    public string ConfirmPassword { get; set; }
}

// One attribute of one member, with the word that Transload uses for it.
sealed class RuleOfMember
{
    readonly ValidationAttribute attribute;
    public readonly string Name;
    public readonly bool IsRequired;

    public RuleOfMember(string member, string word, ValidationAttribute attribute)
    {
        this.attribute = attribute;
        Name = member + ":" + word;
        IsRequired = attribute is RequiredAttribute;
    }

    public bool Accepts(string value) { return attribute.IsValid(value); }
}

sealed class Member
{
    readonly PropertyInfo property;
    readonly RuleOfMember[] rules;

    public Member(string name)
    {
        property = typeof(UserDTO).GetProperty(name);
        var attributes = property.GetCustomAttributes(typeof(ValidationAttribute), true).Cast<ValidationAttribute>().ToArray();
        // In the order of the words: reflection promises none, and Validator asks Required before all others.
        rules = new[]
        {
            Rule(name, "required", attributes.OfType<RequiredAttribute>()),
            Rule(name, "pattern", attributes.OfType<RegularExpressionAttribute>()),
            Rule(name, "length", attributes.OfType<StringLengthAttribute>()),
        }.Where(rule => rule != null).ToArray();
    }

    static RuleOfMember Rule(string member, string word, IEnumerable<ValidationAttribute> attributes)
    {
        var attribute = attributes.SingleOrDefault();
        return attribute == null ? null : new RuleOfMember(member, word, attribute);
    }

    public void Set(UserDTO user, string value) { property.SetValue(user, value, null); }

    // A missing value is reported alone; otherwise every failing rule is.
    public void Judge(string value, List<string> failing)
    {
        foreach (var rule in rules)
        {
            if (rule.Accepts(value)) continue;
            failing.Add(rule.Name);
            if (rule.IsRequired) return;
        }
    }
}

static class DataAnnotationsOracle
{
    static readonly string[] Members =
    {
        "UserName", "FirstName", "FirstNameOther", "LastName", "LastNameOther", "InitialName", "Email", "Password",
        "Phone", "Mobile", "Address", "LoginDays", "LoginTime", "ConfirmPassword",
    };

    const int AlwaysCheckedAsAWhole = 10000;

    // Throws on bytes that are not UTF-8: a silent U+FFFD would be judged in place of the value.
    static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);

    static string Decoded(string base64) { return Utf8.GetString(Convert.FromBase64String(base64)); }

    sealed class Disagreement : Exception
    {
        public Disagreement(string message) : base(message) { }
    }

    static Func<string, string> RecordJudge()
    {
        var members = Members.Select(name => new Member(name)).ToArray();
        var failing = new List<string>();
        var whole = new List<ValidationResult>();
        var judged = 0;
        return line =>
        {
            var cells = line.Split('\t');
            if (cells.Length != members.Length)
                throw new FormatException(cells.Length + " cells where " + members.Length + " are expected");
            failing.Clear();
            var user = new UserDTO();
            for (var i = 0; i < members.Length; i++)
            {
                var value = cells[i] == "-" ? null : Decoded(cells[i]);
                members[i].Set(user, value);
                members[i].Judge(value, failing);
            }
            var verdict = string.Join(" ", failing);
            // Validator looks its type up anew for each object, which takes twice the time of all rules together: after
            // many records that agreed, a sample will do.
            if (judged++ >= AlwaysCheckedAsAWhole && judged % 4 != 0) return verdict;
            whole.Clear();
            var accepted = Validator.TryValidateObject(user, new ValidationContext(user, null, null), whole, true);
            if (accepted != (failing.Count == 0) || whole.Count != failing.Count)
                throw new Disagreement("Validator says " + (accepted ? "valid" : whole.Count + " failing")
                    + ", its attributes say '" + verdict + "'");
            return verdict;
        };
    }

    // Keeps the last attributes made: compiling a pattern costs a thousand times what matching a short value does.
    static Func<string, string> PatternJudge()
    {
        var known = new Dictionary<string, RegularExpressionAttribute>();
        return line =>
        {
            var tab = line.IndexOf('\t');
            if (tab < 0) throw new FormatException("no tab between pattern and value");
            var encoded = line.Substring(0, tab);
            var value = Decoded(line.Substring(tab + 1));
            RegularExpressionAttribute attribute;
            if (!known.TryGetValue(encoded, out attribute))
            {
                if (known.Count >= 1000) known.Clear();
                attribute = CompiledOrNull(Decoded(encoded));
                known[encoded] = attribute;
            }
            if (attribute == null) return "refused";
            try { return attribute.IsValid(value) ? "valid" : "invalid"; }
            catch (RegexMatchTimeoutException) { return "undecided"; }
        };
    }

    // The attribute compiles its pattern on the first value that is not empty.
    static RegularExpressionAttribute CompiledOrNull(string pattern)
    {
        try
        {
            var attribute = new RegularExpressionAttribute(pattern);
            attribute.IsValid("x");
            return attribute;
        }
        catch (ArgumentException) { return null; }
        catch (InvalidOperationException) { return null; }  // the empty pattern
    }

    static Func<string, string> LengthJudge()
    {
        return line =>
        {
            var cells = line.Split('\t');
            if (cells.Length != 3) throw new FormatException(cells.Length + " cells where 3 are expected");
            var minimum = int.Parse(cells[0], CultureInfo.InvariantCulture);
            var maximum = int.Parse(cells[1], CultureInfo.InvariantCulture);
            var value = cells[2] == "-" ? null : Decoded(cells[2]);
            return new StringLengthAttribute(maximum) { MinimumLength = minimum }.IsValid(value) ? "1" : "0";
        };
    }

    static Func<string, string> JudgeNamed(string[] arguments)
    {
        switch (arguments.Length == 1 ? arguments[0] : arguments.Length == 0 ? "records" : "")
        {
            case "records": return RecordJudge();
            case "regex": return PatternJudge();
            case "lengths": return LengthJudge();
            default: return null;
        }
    }

    static int Main(string[] arguments)
    {
        Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
        Thread.CurrentThread.CurrentUICulture = CultureInfo.InvariantCulture;
        var judge = JudgeNamed(arguments);
        if (judge == null)
        {
            Console.Error.WriteLine("usage: DataAnnotationsOracle.exe [records | regex | lengths] < lines");
            return 2;
        }
        var number = 0;
        using (var input = new StreamReader(Console.OpenStandardInput(), Utf8, false, 1 << 16))
        using (var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16))
        {
            output.NewLine = "\n";
            try
            {
                string line;
                while ((line = input.ReadLine()) != null)
                {
                    number++;
                    output.WriteLine(judge(line));
                    // A test may wait for this answer before it asks more.
                    output.Flush();
                }
            }
            catch (Disagreement e)
            {
                Console.Error.WriteLine("line " + number + ": " + e.Message);
                return 3;
            }
            catch (Exception e)
            {
                if (!(e is FormatException || e is ArgumentException || e is OverflowException)) throw;
                Console.Error.WriteLine("line " + number + ": " + e.Message);
                return 2;
            }
        }
        return 0;
    }
}
