// A value of any of the documented types as one line of ASCII, and back, without the serialisers that are on trial.
//
//   {"Id":7,"UserName":"a\u000d","JobTitleId":null,"Groups":[{…}],"ClientSecrets":[{"Key":"…","Value":null}],…}
//
// Every member stands there, in declared order. Text is escaped unit by unit outside of U+0020..007E. An enumeration is its
// number, a time is 2026-03-22T16:05:19.5000000, with 'Z' behind it when it is UTC, and with '+' when it was given with an offset
// (or is local by other means) and is shown in UTC.
// The formatters carry an older Newtonsoft.Json inside, so that the real one needs a name of its own.
extern alias Newtonsoft6;
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Newtonsoft6::Newtonsoft.Json;
using Newtonsoft6::Newtonsoft.Json.Linq;

static class PlainValues
{
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff";

    public static string Line(object value)
    {
        var line = new StringBuilder();
        Append(line, value);
        return line.ToString();
    }

    public static object Value(string line, Type type)
    {
        JToken tree;
        using (var reader = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None })
            tree = JToken.ReadFrom(reader);
        var value = Made(tree, type);
        // What comes of the line must be what it says, or the comparison would be of something else.
        if (Line(value) != line) throw new FormatException("'" + line + "' was understood as '" + Line(value) + "'");
        return value;
    }

    static bool IsPair(Type type)
    {
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
    }

    static IEnumerable<PropertyInfo> Members(Type type)
    {
        return type.GetProperties().OrderBy(property => property.MetadataToken);
    }

    static void Append(StringBuilder line, object value)
    {
        if (value == null) line.Append("null");
        else if (value is string) AppendText(line, (string)value);
        else if (value is bool) line.Append((bool)value ? "true" : "false");
        else if (value is int) line.Append(((int)value).ToString(CultureInfo.InvariantCulture));
        else if (value is Enum) line.Append(Convert.ToInt32(value).ToString(CultureInfo.InvariantCulture));
        else if (value is Guid) AppendText(line, ((Guid)value).ToString("D"));
        else if (value is DateTime) AppendText(line, Text((DateTime)value));
        else if (value is IList) AppendList(line, (IList)value);
        else
        {
            var separator = "{";
            foreach (var member in Members(value.GetType()))
            {
                line.Append(separator).Append('"').Append(member.Name).Append("\":");
                Append(line, member.GetValue(value, null));
                separator = ",";
            }
            line.Append('}');
        }
    }

    static void AppendList(StringBuilder line, IList list)
    {
        line.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) line.Append(',');
            Append(line, list[i]);
        }
        line.Append(']');
    }

    static void AppendText(StringBuilder line, string text)
    {
        line.Append('"');
        foreach (var unit in text)
        {
            if (unit == '"' || unit == '\\') line.Append('\\').Append(unit);
            else if (unit >= ' ' && unit <= '~') line.Append(unit);
            else line.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }
        line.Append('"');
    }

    static string Text(DateTime time)
    {
        var shown = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        var mark = time.Kind == DateTimeKind.Local ? "+" : time.Kind == DateTimeKind.Utc ? "Z" : "";
        return shown.ToString(TimeFormat, CultureInfo.InvariantCulture) + mark;
    }

    static DateTime Time(string text)
    {
        var isMarked = text.EndsWith("Z", StringComparison.Ordinal) || text.EndsWith("+", StringComparison.Ordinal);
        var digits = isMarked ? text.Substring(0, text.Length - 1) : text;
        var time = DateTime.ParseExact(digits, TimeFormat, CultureInfo.InvariantCulture);
        if (!isMarked) return time;
        var universal = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return text.EndsWith("+", StringComparison.Ordinal) ? universal.ToLocalTime() : universal;
    }

    static object Made(JToken tree, Type type)
    {
        if (tree.Type == JTokenType.Null) return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return (string)tree;
        if (type == typeof(bool)) return (bool)tree;
        if (type == typeof(int)) return (int)tree;
        if (type.IsEnum) return Enum.ToObject(type, (int)tree);
        if (type == typeof(Guid)) return Guid.ParseExact((string)tree, "D");
        if (type == typeof(DateTime)) return Time((string)tree);
        if (typeof(IList).IsAssignableFrom(type))
        {
            var list = (IList)Activator.CreateInstance(type);
            foreach (var element in (JArray)tree) list.Add(Made(element, type.GetGenericArguments()[0]));
            return list;
        }
        var members = (JObject)tree;
        if (IsPair(type))
            return Activator.CreateInstance(type, Members(type).Select(member => Made(members[member.Name], member.PropertyType)).ToArray());
        var made = Activator.CreateInstance(type);
        foreach (var member in Members(type)) member.SetValue(made, Made(members[member.Name], member.PropertyType), null);
        return made;
    }
}
