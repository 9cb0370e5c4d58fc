namespace EpaccsWeb.Ui;

/// <summary>The filters that narrow a list, each with the address of the list without it.</summary>
public sealed record Filters(IReadOnlyList<FilterChip> Chips, string ClearHref, string? Result = null);

/// <summary>One filter in force.</summary>
public sealed record FilterChip(string Label, string RemoveHref);
