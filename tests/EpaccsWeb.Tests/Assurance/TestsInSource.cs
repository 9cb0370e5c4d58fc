using System.Text.RegularExpressions;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Assurance;

/// <summary>The full names of all tests, read from their source, since some projects cannot be referenced from here. A skipped test is none.</summary>
public static partial class TestsInSource
{
    /// <summary>Every test of the folder tests, by namespace, class and method.</summary>
    public static HashSet<string> All() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Checkout.Folder, "tests"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .SelectMany(file => In(File.ReadLines(file))),
        ];

    /// <summary>The tests of one file.</summary>
    public static IEnumerable<string> In(IEnumerable<string> lines)
    {
        var (space, type, isTest) = ("", "", false);
        foreach (var line in lines)
        {
            if (Namespace().Match(line) is { Success: true } named)
            {
                space = named.Groups[1].Value;
            }
            else if (Type().Match(line) is { Success: true } declared)
            {
                (type, isTest) = (declared.Groups[1].Value, false);
            }
            else if (Attribute().IsMatch(line))
            {
                isTest = !line.Contains("Skip", StringComparison.Ordinal) && !line.Contains("Explicit", StringComparison.Ordinal);
            }
            else if (Method().Match(line) is { Success: true } method && isTest)
            {
                isTest = false;
                yield return $"{space}.{type}.{method.Groups[1].Value}";
            }
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) [\w ]*\bclass (\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\s*public [^(]*?(\w+)\(")]
    private static partial Regex Method();
}
