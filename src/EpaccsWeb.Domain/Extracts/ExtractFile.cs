namespace EpaccsWeb.Domain.Extracts;

/// <summary>The file of an approved extract: a ZIP, sealed with the website's keys, removed when its time is over.</summary>
public sealed class ExtractFile
{
    public required Guid ExtractId { get; init; }
    public required byte[] Sealed { get; init; }
}
