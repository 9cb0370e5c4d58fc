namespace EpaccsWeb.Ui;

/// <summary>Yes, no, or nothing chosen: three different answers, so that silence is never "no".</summary>
public static class YesNo
{
    /// <summary>Yes and no, for what is always one of the two.</summary>
    public static IReadOnlyList<Choice> Certain { get; } = [new("yes", "Yes"), new("no", "No")];

    /// <summary>Yes, no and "Not recorded" as radios.</summary>
    public static IReadOnlyList<Choice> Choices { get; } = [.. Certain, new(string.Empty, "Not recorded")];

    public static string? From(bool? value) =>
        value switch
        {
            true => "yes",
            false => "no",
            _ => null,
        };

    public static bool? To(string? value) =>
        value switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };

    /// <summary>The words shown for it.</summary>
    public static string Words(bool? value) =>
        value switch
        {
            true => "Yes",
            false => "No",
            _ => "Not recorded",
        };
}
