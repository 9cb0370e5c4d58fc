using System.Text.RegularExpressions;
using EpaccsWeb.Operations;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Operations;

/// <summary>The table of settings is whole: what the program reads stands in it, and what stands in it is read.</summary>
public sealed partial class SettingListTests
{
    /// <summary>The framework's own, and the switch by which it listens.</summary>
    private static readonly string[] NotOurs =
    [
        "AllowedHosts",
        "ConnectionStrings__Epaccs",
        "ConnectionStrings__EpaccsBackup",
        "ConnectionStrings__EpaccsOwner",
        "ConnectionStrings__EpaccsReadOnly",
        "ConnectionStrings__EpaccsReports",
    ];

    [Fact]
    public void Every_setting_that_is_read_is_in_the_list_and_the_other_way_round()
    {
        var read = Directory
            .EnumerateFiles(Path.Combine(Checkout.Folder, "src", "EpaccsWeb"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("SettingList.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .SelectMany(Read)
            .Except(NotOurs)
            .ToHashSet();

        var listed = SettingList.All.Select(setting => setting.Name).Except(NotOurs).ToHashSet();
        Assert.Equal("read: ; listed: ", $"read: {string.Join(' ', read.Except(listed))}; listed: {string.Join(' ', listed.Except(read))}");
    }

    private static IEnumerable<string> Read(string source)
    {
        var direct = Whole().Matches(source).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal));
        var section = Section().Match(source).Groups[1].Value;
        return section.Length == 0 ? direct : direct.Concat(Key().Matches(source).Select(match => $"{section}__{match.Groups[1].Value}"));
    }

    [GeneratedRegex(
        "(?:const string Setting = |[cC]onfiguration\\[|settings\\[|GetValue(?:<\\w+>)?\\(|AddressList\\.Read\\([\\w.]+, )\"([A-Z]\\w+(?::\\w+)+)\""
    )]
    private static partial Regex Whole();

    [GeneratedRegex("GetSection\\(\"(\\w+)\"\\)")]
    private static partial Regex Section();

    [GeneratedRegex("(?:Given\\(|section(?:\\[|\\.GetValue(?:<\\w+>)?\\())\"(\\w+)\"")]
    private static partial Regex Key();
}
