// Reads and writes documents as a server on ASP.NET Web API does, so that the Swift tests can compare values and bytes.
//
//   mono SerializerOracle.exe < lines > answers      one answer a line
//
//   in:   xml-read   TAB TYPE TAB base64(document)   DataContractSerializer on the reader of XmlMediaTypeFormatter
//         xml-write  TAB TYPE TAB value              … on its writer
//         json-read  TAB TYPE TAB base64(document)   Newtonsoft.Json with the settings of JsonMediaTypeFormatter
//         json-write TAB TYPE TAB value
//         form-read  TAB TYPE TAB base64(document)   JQueryMvcFormUrlEncodedFormatter; it writes nothing
//   out:  ok TAB value                               what was read, as PlainValues.cs describes it
//         ok TAB base64(document)                    what was written
//         partly TAB value TAB errors                what a form gave besides errors, as the member paths that ModelState has
//         failed TAB exception: message
//
// TYPE is the name of a documented type, or ArrayOf and the name.
// The formatters carry an older Newtonsoft.Json inside, so that the real one needs a name of its own.
extern alias Newtonsoft6;
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Formatting;
using System.Net.Http.Headers;
using System.Runtime.Serialization;
using System.Text;
using System.Threading;
using System.Web.Http.ModelBinding;
using System.Xml;
using Alice.Dto.Requests.Client;
using ClientHub.Dto;
using Components.UserManagement.DTO;
using Infrastructure;
using Newtonsoft6::Newtonsoft.Json;
using Newtonsoft6::Newtonsoft.Json.Serialization;

// The errors that Web API would put into ModelState, by the member that they are about.
sealed class ErrorPaths : IFormatterLogger
{
    public readonly List<string> Paths = new List<string>();

    public void LogError(string path, string message) { Paths.Add(path); }
}

static class SerializerOracle
{
    static readonly Type[] Types =
    {
        typeof(UserDTO), typeof(UpsertClientRequest), typeof(DTOClient), typeof(DTOResponseHello), typeof(ReturnResult),
    };

    const string ListPrefix = "ArrayOf";

    static readonly UTF8Encoding Utf8 = new UTF8Encoding(false);

    static Type TypeNamed(string name)
    {
        var exact = Types.FirstOrDefault(type => type.Name == name);
        if (exact != null) return exact;
        var element = Types.FirstOrDefault(type => ListPrefix + type.Name == name);
        if (element == null) throw new FormatException("no type '" + name + "'");
        return typeof(List<>).MakeGenericType(element);
    }

    // BaseJsonMediaTypeFormatter sets these three and leaves the rest as Newtonsoft has it.
    static readonly JsonSerializerSettings JsonSettings = new JsonSerializerSettings
    {
        ContractResolver = new DefaultContractResolver { IgnoreSerializableAttribute = false },
        MissingMemberHandling = MissingMemberHandling.Ignore,
        TypeNameHandling = TypeNameHandling.None,
    };

    static object ReadJson(byte[] document, Type type)
    {
        using (var text = new StreamReader(new MemoryStream(document), Utf8))
            return JsonConvert.DeserializeObject(text.ReadToEnd(), type, JsonSettings);
    }

    static byte[] WriteJson(object value) { return Utf8.GetBytes(JsonConvert.SerializeObject(value, JsonSettings)); }

    static object ReadXml(byte[] document, Type type)
    {
        var quotas = new XmlDictionaryReaderQuotas
        {
            MaxArrayLength = int.MaxValue, MaxBytesPerRead = int.MaxValue, MaxDepth = 256,
            MaxNameTableCharCount = int.MaxValue, MaxStringContentLength = int.MaxValue,
        };
        using (var reader = XmlDictionaryReader.CreateTextReader(new MemoryStream(document), Utf8, quotas, null))
        {
            var value = new DataContractSerializer(type).ReadObject(reader);
            // Web API leaves the rest of the body alone, and so would not see what is wrong there.
            while (reader.Read()) { }
            return value;
        }
    }

    static byte[] WriteXml(object value, Type type)
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false, Encoding = Utf8 };
        using (var writer = XmlWriter.Create(stream, settings)) new DataContractSerializer(type).WriteObject(writer, value);
        return stream.ToArray();
    }

    static object ReadForm(byte[] document, Type type, IFormatterLogger errors)
    {
        var content = new ByteArrayContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var formatter = new JQueryMvcFormUrlEncodedFormatter();
        return formatter.ReadFromStreamAsync(type, new MemoryStream(document), content.Headers, errors).Result;
    }

    static string Answer(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != 3) throw new FormatException(cells.Length + " cells where 3 are expected");
        var type = TypeNamed(cells[1]);
        if (cells[0].EndsWith("-write", StringComparison.Ordinal))
        {
            var value = PlainValues.Value(cells[2], type);
            try
            {
                switch (cells[0])
                {
                    case "xml-write": return "ok\t" + Convert.ToBase64String(WriteXml(value, type));
                    case "json-write": return "ok\t" + Convert.ToBase64String(WriteJson(value));
                }
            }
            catch (Exception error) { return Failed(error); }
            throw new FormatException("no command '" + cells[0] + "'");
        }
        var document = Convert.FromBase64String(cells[2]);
        try
        {
            switch (cells[0])
            {
                case "xml-read": return "ok\t" + PlainValues.Line(ReadXml(document, type));
                case "json-read": return "ok\t" + PlainValues.Line(ReadJson(document, type));
                case "form-read":
                    var errors = new ErrorPaths();
                    var read = PlainValues.Line(ReadForm(document, type, errors));
                    return errors.Paths.Count == 0 ? "ok\t" + read : "partly\t" + read + "\t" + string.Join(" ", errors.Paths);
            }
        }
        catch (Exception error) { return Failed(error); }
        throw new FormatException("no command '" + cells[0] + "'");
    }

    static string Failed(Exception error)
    {
        // Mono's serialiser reflects and its formatters run in tasks, so that what went wrong lies inside.
        while (error.InnerException != null) error = error.InnerException;
        return "failed\t" + error.GetType().Name + ": " + error.Message.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
    }

    static int Main(string[] arguments)
    {
        Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
        Thread.CurrentThread.CurrentUICulture = CultureInfo.InvariantCulture;
        if (arguments.Length != 0)
        {
            Console.Error.WriteLine("usage: SerializerOracle.exe < lines");
            return 2;
        }
        var number = 0;
        using (var input = new StreamReader(Console.OpenStandardInput(), Utf8, false, 1 << 16))
        using (var output = new StreamWriter(Console.OpenStandardOutput(), Utf8, 1 << 16))
        {
            output.NewLine = "\n";
            string line;
            while ((line = input.ReadLine()) != null)
            {
                number++;
                try
                {
                    output.WriteLine(Answer(line));
                    // Where one question never comes to an end, the answers show which.
                    output.Flush();
                }
                catch (FormatException error)
                {
                    output.Flush();
                    Console.Error.WriteLine("line " + number + ": " + error.Message);
                    return 2;
                }
            }
        }
        return 0;
    }
}
