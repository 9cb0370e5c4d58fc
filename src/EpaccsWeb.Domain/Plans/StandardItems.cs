namespace EpaccsWeb.Domain.Plans;

/// <summary>One item of SCCI1580, by its number and name there.</summary>
public sealed record StandardItem(int Number, string Name);

/// <summary>Everything that the two standards ask for, and where this system holds it.</summary>
public static class StandardItems
{
    private static readonly Dictionary<int, string> ItemsElsewhere = new()
    {
        [1] = "Consent",
        [2] = "Kept by the system when the record is started",
        [4] = "Kept by the system with every change, in the history",
        [59] = "Death",
        [60] = "Death",
    };

    private static readonly Dictionary<string, string> PrsbElsewhere = new() { ["After death"] = "Death" };

    /// <summary>The 60 data items of SCCI1580 (Amd 11/2015), in their order.</summary>
    public static IReadOnlyList<StandardItem> Scci1580 { get; } =
    [
        new(1, "Consent status"),
        new(2, "Record creation date"),
        new(3, "Planned review date"),
        new(4, "Date and time of last amendment"),
        new(5, "Person family name"),
        new(6, "Person forename"),
        new(7, "Person preferred name"),
        new(8, "Person birth date"),
        new(9, "NHS number"),
        new(10, "NHS number status indicator code"),
        new(11, "Person gender (stated)"),
        new(12, "Person address"),
        new(13, "Person telephone numbers"),
        new(14, "Need for an interpreter"),
        new(15, "Preferred spoken language"),
        new(16, "Main carer name"),
        new(17, "Main carer telephone numbers"),
        new(18, "Is main carer aware of person's prognosis?"),
        new(19, "Usual GP name"),
        new(20, "Practice details including telephone"),
        new(21, "Key worker name if not usual GP"),
        new(22, "Key worker telephone number"),
        new(23, "Care workers involved: name"),
        new(24, "Care workers: professional group"),
        new(25, "Care workers: telephone numbers"),
        new(26, "Primary end of life care diagnosis"),
        new(27, "Other relevant diagnoses and clinical issues"),
        new(28, "Disability"),
        new(29, "Functional status"),
        new(30, "Allergies and adverse drug reactions"),
        new(31, "Anticipatory medicines or just-in-case box issued"),
        new(32, "Location of anticipatory medicines"),
        new(33, "End of life care tool in use"),
        new(34, "Likely prognosis"),
        new(35, "Advance statement requests and preferences"),
        new(36, "Preferred place of death, first choice"),
        new(37, "Preferred place of death, first choice: organisation name"),
        new(38, "Preferred place of death, first choice: address"),
        new(39, "Preferred place of death, first choice: is usual place of residence"),
        new(40, "Preferred place of death, second choice"),
        new(41, "Preferred place of death, second choice: organisation name"),
        new(42, "Preferred place of death, second choice: address"),
        new(43, "Preferred place of death, second choice: is usual place of residence"),
        new(44, "Cardiopulmonary resuscitation decision"),
        new(45, "Date of CPR decision"),
        new(46, "Date for review of CPR decision"),
        new(47, "Location of CPR documentation"),
        new(48, "Awareness of CPR decision"),
        new(49, "Has made an ADRT"),
        new(50, "Location of ADRT documentation"),
        new(51, "Name of LPA for personal welfare"),
        new(52, "Authority of LPA"),
        new(53, "LPA telephone numbers"),
        new(54, "First additional person to involve in decisions: name"),
        new(55, "First additional person to involve in decisions: telephone"),
        new(56, "Second additional person to involve in decisions: name"),
        new(57, "Second additional person to involve in decisions: telephone"),
        new(58, "Other relevant issues or preferences"),
        new(59, "Date of death"),
        new(60, "Actual place of death"),
    ];

    /// <summary>The 18 sections of the PRSB palliative and end of life care standard (v1.1), in their order.</summary>
    public static IReadOnlyList<string> Prsb { get; } =
    [
        "Person demographics",
        "GP practice",
        "About me",
        "Individual requirements",
        "Alerts",
        "Legal information",
        "Professional contacts",
        "Personal contacts",
        "Problem list",
        "Social context",
        "Allergies and adverse reactions",
        "Medications and medical devices",
        "Care and support plan",
        "Contingency plans",
        "Additional support plans",
        "Palliative and end of life care",
        "After death",
        "Documents",
    ];

    /// <summary>The sections and pages that hold an item, by the words of their links; empty when nothing does.</summary>
    public static IReadOnlyList<string> HomesOf(StandardItem item) =>
        [.. Titles(section => section.Items.Contains(item.Number)), .. Elsewhere(ItemsElsewhere, item.Number)];

    /// <summary>The sections and pages that hold a section of the PRSB standard, whole or in part.</summary>
    public static IReadOnlyList<string> HomesOfPrsb(string name) =>
        [.. Titles(section => section.Prsb.Contains(name)), .. Elsewhere(PrsbElsewhere, name)];

    private static IEnumerable<string> Titles(Func<SectionDefinition, bool> holds) =>
        SectionCatalogue.All.Where(holds).Select(section => section.Title);

    private static string[] Elsewhere<T>(Dictionary<T, string> known, T key)
        where T : notnull => known.TryGetValue(key, out var page) ? [page] : [];
}
