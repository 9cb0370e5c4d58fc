using System.Globalization;

namespace EpaccsWeb.Ui;

/// <summary>What identifies the person on a screen about one person, as the patient banner shows it.</summary>
public sealed record PatientBanner
{
    private const string NotKnown = "Not known";

    /// <summary>The day on which ages are told.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>The given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Mr, Mrs, Dr and the like.</summary>
    public string? Title { get; init; }

    /// <summary>What the person likes to be called.</summary>
    public string? PreferredName { get; init; }

    /// <summary>The date of birth.</summary>
    public DateOnly? Born { get; init; }

    /// <summary>The date of death; its presence changes the whole banner.</summary>
    public DateOnly? Died { get; init; }

    /// <summary>True when the person has died and the day is not known.</summary>
    public bool HasDied { get; init; }

    /// <summary>Gender in words.</summary>
    public string? Gender { get; init; }

    /// <summary>Ten digits.</summary>
    public string? NhsNumber { get; init; }

    /// <summary>How sure the number is, such as "Verified".</summary>
    public string? NhsNumberStatus { get; init; }

    /// <summary>The lines of the address; null when they are hidden from this post.</summary>
    public IReadOnlyList<string>? Address { get; init; }

    /// <summary>True for a record that few may see.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>One of the four allergy sentences; null when the post may not see it.</summary>
    public string? AllergiesText { get; init; }

    /// <summary>What must be known at once.</summary>
    public IReadOnlyList<BannerAlert> Alerts { get; init; } = [];

    /// <summary>The record's address.</summary>
    public string? RecordHref { get; init; }

    /// <summary>True when the person is known to have died.</summary>
    public bool IsDeceased => HasDied || Died is not null;

    /// <summary><c>PATEL, Asha (Mrs)</c>.</summary>
    public string Name =>
        FamilyName.ToUpper(CultureInfo.GetCultureInfo("en-GB"))
        + (string.IsNullOrWhiteSpace(GivenName) ? "" : $", {GivenName.Trim()}")
        + (string.IsNullOrWhiteSpace(Title) ? "" : $" ({Title.Trim()})");

    /// <summary>The age today in brackets with a leading space; nothing when unknown or dead.</summary>
    public string AgeInBrackets => Born is { } born && !IsDeceased ? $" ({Age(born, Today)})" : "";

    /// <summary>The age at death, such as <c>81y</c>.</summary>
    public string AgeAtDeath => Born is { } born && Died is { } died ? Age(born, died) : NotKnown;

    /// <summary>Gender, or that it is not known.</summary>
    public string GenderText => string.IsNullOrWhiteSpace(Gender) ? NotKnown : Gender;

    /// <summary>The number in groups of three, three and four, or that it is not known.</summary>
    public string NhsNumberText =>
        NhsNumber is { Length: 10 } n ? $"{n[..3]} {n[3..6]} {n[6..]}"
        : string.IsNullOrWhiteSpace(NhsNumber) ? NotKnown
        : NhsNumber;

    /// <summary>The address on one line; that it is not shown, when it is hidden from this post.</summary>
    public string AddressText =>
        Address switch
        {
            null => "Not shown",
            { Count: 0 } => ClinicalText.NotRecorded,
            _ => string.Join(", ", Address),
        };

    /// <summary>Years; months under two years, days under one month.</summary>
    public static string Age(DateOnly born, DateOnly on)
    {
        var months = ((on.Year - born.Year) * 12) + on.Month - born.Month - (on.Day < born.Day ? 1 : 0);
        return months switch
        {
            < 0 => NotKnown,
            0 => string.Create(CultureInfo.InvariantCulture, $"{on.DayNumber - born.DayNumber}d"),
            < 24 => string.Create(CultureInfo.InvariantCulture, $"{months}m"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{months / 12}y"),
        };
    }
}

/// <summary>One alert beneath the banner, with the page that explains it.</summary>
public sealed record BannerAlert(string Text, string Colour = "red", string? Href = null);
