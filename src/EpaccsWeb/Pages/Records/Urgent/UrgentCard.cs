using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.Urgent;

/// <summary>What must be known at the door: the sections this reader may see, and what the ten blocks of the card make of them.</summary>
public sealed class UrgentCard(Plan plan, AccessGrant grant, bool hidesLocation, DateTimeOffset now)
{
    public Plan Plan => plan;

    public bool HidesLocation => hidesLocation;

    public DateTimeOffset Now => now;

    /// <summary>Read without the service, so that nothing can be asked for.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Drawn for a sheet of paper, on which nothing can be opened.</summary>
    public bool IsOnPaper { get; init; }

    public DateOnly Today => Domain.Patients.London.Day(now);

    /// <summary>One section with its row, confirmation and age; null when this reader may not see it.</summary>
    public SectionView? View(string key) =>
        SectionCatalogue.Find(key) is { } section && grant.MayReadOnCard(section)
            ? new SectionView(section, plan, plan.CurrentRow(key), hidesLocation) { OffersKeySafe = !IsOffline && grant.MayAskForKeySafe() }
            : null;

    public DecisionView Decision(string key) => DecisionView.ToRead(SectionCatalogue.Find(key)!, plan, hidesLocation);

    public T? Current<T>()
        where T : class, ISectionAnswers => View(SectionCatalogue.Of<T>().Key)?.Answers<T>();

    /// <summary>The row of the plan written last, whoever wrote it.</summary>
    public SectionVersion? LastWritten => plan.Sections.Count == 0 ? null : plan.Sections[^1];

    /// <summary>An advance decision that stands, and may refuse resuscitation; told beside the CPR decision.</summary>
    public LegalDecisions? StandingAdrt => Current<LegalDecisions>() is { } legal && legal.AdrtStands() ? legal : null;

    /// <summary>What is in or on the person, in one line; "not recorded" is said by the card.</summary>
    public IReadOnlyList<string> DeviceWords()
    {
        if (Current<Devices>() is not { } devices)
        {
            return [];
        }

        var words = new List<string>
        {
            $"Implanted defibrillator: {(devices.Defibrillator is { } defibrillator ? CodeList.Term(defibrillator) : "not recorded").ToLowerInvariant()}",
            $"syringe pump: {Words(devices.SyringePump, devices.SyringePumpDetails)}",
            $"oxygen: {Words(devices.Oxygen, devices.OxygenDetails)}",
            $"catheter: {Words(devices.Catheter, devices.CatheterDetails)}",
        };
        if (devices.OtherDevices is { } others)
        {
            words.Add(others);
        }

        return words;

        static string Words(bool? there, string? details) =>
            YesNo.Words(there).ToLowerInvariant() + (there is true && details is not null ? $" ({details})" : string.Empty);
    }

    /// <summary>One wish about a place, in words; what was declined or cannot be said is not "not recorded".</summary>
    public string PlaceWords(PlacePreference? place, PlaceStatement? statement) =>
        place is not null ? (hidesLocation ? CodeList.Term(place.Place) : place.ToString())
        : statement?.Finding is { } finding ? CodeList.Term(finding)
        : "not recorded";
}
