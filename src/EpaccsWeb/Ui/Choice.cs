namespace EpaccsWeb.Ui;

/// <summary>One answer offered by radios, checkboxes or a select; the divider ("or") stands before it.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null, string? DividerBefore = null);
