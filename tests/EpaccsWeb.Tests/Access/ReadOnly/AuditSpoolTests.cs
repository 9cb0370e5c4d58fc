using System.Text;
using EpaccsWeb.Access;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EpaccsWeb.Tests.Access.ReadOnly;

/// <summary>Audit lines on a node's own disk: whole, sealed, in order, and none acknowledged that is not there.</summary>
public sealed class AuditSpoolTests : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("epaccs-spool-");
    private readonly EphemeralDataProtectionProvider keys = new();
    private readonly NpgsqlDataSource nowhere = NpgsqlDataSource.Create("Host=/nowhere");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        nowhere.Dispose();
        place.Delete(recursive: true);
    }

    [Fact]
    public async Task Lines_of_a_killed_node_come_back_in_order_and_the_torn_one_is_left_off()
    {
        var lines = Enumerable.Range(0, 5).Select(number => SpooledLine.Of(Line($"part {number}"))).ToArray();
        var spool = Spool(out _);
        Assert.True(await spool.TryAddAsync(lines[..2], Cancel));
        Assert.True(await spool.TryAddAsync(lines[2..], Cancel));
        Kill(spool);
        var file = Assert.Single(place.GetFiles());
        await File.AppendAllTextAsync(file.FullName, keys.CreateProtector("audit-spool").Protect("torn")[..20], Cancel);

        var read = await LeftAsync();

        Assert.Equal(lines.Select(line => (line.Id, line.Entry.Detail)), read.Select(line => (line.Id, line.Entry.Detail)));
        Assert.Empty(place.GetFiles());
    }

    [Fact]
    public async Task Nothing_in_the_file_can_be_read_without_the_keys()
    {
        var spool = Spool(out _);
        var line = Line("overview", patient: Guid.NewGuid());
        await spool.TryAddAsync([SpooledLine.Of(line)], Cancel);
        Kill(spool);

        var text = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(place.GetFiles()[0].FullName, Cancel));
        Assert.DoesNotContain("overview", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{line.PatientId}", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, place.GetFiles()[0].UnixFileMode);
        }
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_kept_and_stops_no_other()
    {
        var spool = Spool(out _);
        await spool.TryAddAsync([SpooledLine.Of(Line("first")), SpooledLine.Of(Line("second"))], Cancel);
        Kill(spool);
        var file = place.GetFiles()[0].FullName;
        var text = await File.ReadAllLinesAsync(file, Cancel);
        await File.WriteAllTextAsync(file, $"{text[0][..^4]}\n{text[1]}\n", Cancel);

        Assert.Equal("second", Assert.Single(await LeftAsync()).Entry.Detail);
        Assert.EndsWith(".unread", Assert.Single(place.GetFiles()).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_that_no_disk_has()
    {
        var taken = Path.Combine(place.FullName, "taken");
        await File.WriteAllTextAsync(taken, string.Empty, Cancel);
        using var spool = Spool(out _, taken);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => spool.TryAddAsync([SpooledLine.Of(Line("overview"))], Cancel));
    }

    [Fact]
    public async Task While_everything_is_served_nothing_is_spooled_and_a_running_nodes_file_is_its_own()
    {
        using var serving = new AuditSpool(new(nowhere), new(place.FullName), keys, NullLogger<AuditSpool>.Instance);
        Assert.False(await serving.TryAddAsync([SpooledLine.Of(Line("overview"))], Cancel));
        Assert.Empty(place.GetFiles());

        using var running = Spool(out _);
        await running.TryAddAsync([SpooledLine.Of(Line("overview"))], Cancel);
        Assert.Empty(await LeftAsync());
        Assert.NotEqual(0, Assert.Single(place.GetFiles()).Length);
    }

    [Fact]
    public async Task A_line_added_while_the_spool_is_emptied_is_handed_over_too_before_anything_is_served()
    {
        using var spool = Spool(out var mode);
        await spool.TryAddAsync([SpooledLine.Of(Line("before"))], Cancel);
        var seen = new List<string>();
        await spool.EmptyAsync(
            async lines =>
            {
                Assert.NotNull(mode.Spell);
                seen.AddRange(lines.Select(line => line.Entry.Detail));
                if (seen.Count == 1)
                {
                    Assert.True(await spool.TryAddAsync([SpooledLine.Of(Line("meanwhile"))], Cancel));
                }
            },
            Cancel
        );

        Assert.Equal(["before", "meanwhile"], seen);
        Assert.Null(mode.Spell);
        Assert.False(await spool.TryAddAsync([SpooledLine.Of(Line("after"))], Cancel));
        Assert.Equal(0, spool.Waiting);
    }

    [Fact]
    public void A_line_is_the_same_when_it_is_read_again()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var line = SpooledLine.Of(Line("list", patient: Guid.NewGuid()).About([one, other]));

        var read = SpooledLine.Read(line.Write());

        Assert.Equal(line.Write(), read.Write());
        Assert.Equal([one, other], read.Entry.People!);
        Assert.Equal(line.Entry.At, read.Entry.At);
    }

    private AuditSpool Spool(out ServingMode mode, string? folder = null)
    {
        mode = new(nowhere, nowhere);
        mode.Read(TimeProvider.System.GetUtcNow(), null);
        return new(mode, new(folder ?? place.FullName), keys, NullLogger<AuditSpool>.Instance);
    }

    /// <summary>What the next start finds.</summary>
    private async Task<List<SpooledLine>> LeftAsync()
    {
        var read = new List<SpooledLine>();
        using var next = Spool(out _);
        await next.EmptyLeftAsync(
            lines =>
            {
                read.AddRange(lines);
                return Task.CompletedTask;
            },
            Cancel
        );
        return read;
    }

    /// <summary>Lets go of the file as the end of a process does: what is in it stays.</summary>
    private static void Kill(AuditSpool spool) => spool.Dispose();

    private static AuditEntry Line(string detail, Guid? patient = null) =>
        AuditEntry.By(null, AuditAction.View, detail, Guid.NewGuid().ToString("N"), TimeProvider.System.GetUtcNow(), patient);
}
