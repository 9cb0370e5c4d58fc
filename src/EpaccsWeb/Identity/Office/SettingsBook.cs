using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>The settings that system administrators change while the service runs, with all that they ever were.</summary>
public sealed class SettingsBook(OfficeWork work)
{
    public async Task<IReadOnlyList<SettingLine>> ReadAsync(CancellationToken cancel)
    {
        var history = await work
            .Db.AdminChanges.Where(row => row.Setting != null)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .AsNoTracking()
            .ToListAsync(cancel);
        var lines = new List<SettingLine>();
        foreach (var setting in OfficeSetting.All)
        {
            lines.Add(new(setting, await setting.ReadAsync(work.Db, cancel), [.. history.Where(row => row.Setting == setting.Name)]));
        }

        return lines;
    }

    public async Task<IReadOnlyList<SectionProblem>> SetAsync(
        Actor by,
        string? name,
        string? typed,
        string? reason,
        CancellationToken cancel
    ) =>
        !by.IsSystem() || OfficeSetting.All.FirstOrDefault(setting => setting.Name == name) is not { } found
            ? [new(string.Empty, "There is no such setting that you may change.")]
            : await found.SetAsync(work, by, typed, reason, cancel);
}

/// <summary>One setting as it is and was.</summary>
public sealed record SettingLine(OfficeSetting Setting, int Value, IReadOnlyList<AdminChange> History);
