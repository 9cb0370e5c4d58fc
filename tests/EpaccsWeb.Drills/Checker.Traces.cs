using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>What was left in the audit, its chain and the logs.</summary>
internal sealed partial class Checker
{
    /// <summary>D: whoever saw anything of a record, or was refused it, stands in the audit, and nobody else does.</summary>
    private async Task AuditAsync()
    {
        var lines = new HashSet<(string Request, Guid Patient, Guid User)>();
        await using var link = await OpenAsync();
        await using var ask = new NpgsqlCommand(
            "select distinct request_id, patient_id, user_id from audit_entries where patient_id = any ($1) and user_id is not null and at >= $2",
            link
        )
        {
            Parameters =
            {
                new() { Value = world.People.Select(person => person.Id).ToArray() },
                new() { Value = world.Began },
            },
        };
        await using (var rows = await ask.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                lines.Add((rows.GetString(0), rows.GetGuid(1), rows.GetGuid(2)));
            }
        }

        foreach (
            var one in history.All.Where(one =>
                one.RequestId is not null && (one.Seen.Count > 0 || one is { Kind: "try", Status: 403 or 404 })
            )
        )
        {
            if (!lines.Contains((one.RequestId!, one.Person.Id, world.Users[one.User])))
            {
                Broken("D", $"an answer to {one.Kind} ({one.Status}) has no line in the audit");
            }
        }

        var known = history.All.Where(one => one.RequestId is not null).Select(one => one.RequestId!).ToHashSet();
        var strangers = lines.Count(line => !known.Contains(line.Request));
        var cut = history.All.Count(one => one.RequestId is null);
        if (strangers > cut)
        {
            Broken("D", $"{strangers} lines name requests of which no client knows, and only {cut} answers were cut off");
        }
    }

    /// <summary>F: the audit's chain is whole, and the heads kept outside lie on it.</summary>
    private async Task ChainAsync(WebNode? node)
    {
        var anchors = Path.Combine(world.Folder, "anchors.jsonl");
        var key = Path.Combine(world.Folder, "anchor.key");
        if (node is null || !File.Exists(key))
        {
            return;
        }

        await using var pool = EpaccsDatabase.Pool(server.Connection);
        var options = new AuditChainOptions(anchors, Convert.FromBase64String(await File.ReadAllTextAsync(key)), KeyIsBeside: true);
        var found = await new AuditVerifier(new AnchorFile(options)).VerifyAsync(pool, null, default);
        foreach (var finding in found.Findings)
        {
            Broken("F", finding.Sentence);
        }
    }

    /// <summary>J: a save is all or nothing: its version, the plan's, and its line in the audit.</summary>
    private async Task TogetherAsync()
    {
        var halves = await server.ValueAsync<long>(
            """
            with saves as (select patient_id, author_id, format('about-me %s recorded', number) as line from section_versions
                           where answers::text like '%cnry-%' and kind = 'recorded'),
                 lines as (select patient_id, user_id, detail from audit_entries where action = 'changed' and detail like 'about-me % recorded')
            select (select count(*) from plans plan where plan.version < (select coalesce(max(plan_version), 0) from section_versions where plan_id = plan.id))
                 + (select count(*) from saves where
                        (select count(*) from lines where lines.patient_id = saves.patient_id and user_id = author_id and detail = line) <> 1)
                 + (select count(*) from lines join plans on plans.patient_id = lines.patient_id where not exists (
                        select from section_versions row where row.patient_id = lines.patient_id and format('about-me %s recorded', row.number) = detail))
            """
        );
        if (halves > 0)
        {
            Broken("J", $"{halves} saves lack a part: the plan's version, the section's, or their line in the audit");
        }
    }

    /// <summary>K: no log holds a number or a word of a person.</summary>
    private async Task TracesAsync(WebNode node)
    {
        foreach (var log in new[] { node.Log, node.Log + ".all", server.Log }.Where(File.Exists))
        {
            var text = await File.ReadAllTextAsync(log);
            if (
                text.Contains("cnry-", StringComparison.Ordinal)
                || world.People.Any(person => text.Contains(person.NhsNumber, StringComparison.Ordinal))
            )
            {
                Broken("K", $"{Path.GetFileName(log)} holds something of a person");
            }
        }
    }
}
