using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Scale;

/// <summary>Fifty people among ten thousand were entered twice, each with a slip of another kind.</summary>
public sealed class DuplicateTests(TestApp app) : IClassFixture<TestApp>
{
    private const int People = 10_000;
    private const int Planted = 50;

    [Fact]
    public async Task Nearly_every_planted_pair_is_listed_and_hardly_another()
    {
        await LoadAsync();
        var planted = new HashSet<(Guid, Guid)>();
        var sources = await SourcesAsync();
        for (var i = 0; i < Planted; i++)
        {
            var source = sources[i];
            var twin = await app.StartRecordAsync(with: person => Slip(i % 10, source, person));
            planted.Add(Ordered(source.Id, twin));
        }

        await app.Database.RunAsync("analyze");
        var coordinator = await app.ActorAsync("coordinator");
        var listed = await ListedAsync(coordinator);

        var missed = planted.Except(listed).Count();
        Assert.True(missed <= 2, $"{missed} planted pairs were not listed");
        var others = listed.Except(planted).Count();
        Assert.True(others <= People / 1000 * 2, $"{others} pairs were listed that nobody planted");

        // The page shows the same, a page at a time, and a post that reaches one of two sees no pair.
        var page = await (await app.SignInAsAsync("coordinator")).PageAsync("/worklists/possible-duplicates?p=2");
        Assert.Contains($"{listed.Count} pairs", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/merge/", page.Html, StringComparison.Ordinal);
        Assert.Empty(planted.Intersect(await ListedAsync(await app.ActorAsync("carehome"))));
        await (await app.SignInAsAsync("ambulance")).PageAsync("/worklists/possible-duplicates", expected: 403);
    }

    private async Task LoadAsync()
    {
        await using var pool = NpgsqlDataSource.Create(app.Database.Owner);
        await using var db = new EpaccsDbContext(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql(pool).Options);
        var cast = await DemoCast.ReadAsync(db, London.Day(TimeProvider.System.GetUtcNow()), default);
        await new DemoCrowd(pool, cast, seed: 11, deaths: 0.3, TimeProvider.System, _ => { }).LoadAsync(People, default);
    }

    /// <summary>People whom the coordinator lists, whose day and month of birth can change places.</summary>
    private async Task<List<Source>> SourcesAsync()
    {
        var rows = await app.Database.ValueAsync<string[]>(
            """
            select array_agg(line order by line) from (
                select concat_ws('|', md5(patient.id::text), patient.id, patient.family_name, patient.given_name, patient.date_of_birth, patient.postcode) as line
                from patients patient join plans plan on plan.patient_id = patient.id join plan_facts facts on facts.plan_id = plan.id
                where plan.ended_as is null and facts.consent_to_share = 'given' and facts.died_on is null and not patient.restricted
                  and patient.postcode is not null and length(patient.given_name) > 4 and length(patient.family_name) > 4
                  and extract(day from patient.date_of_birth) <= 12 and extract(day from patient.date_of_birth) <> extract(month from patient.date_of_birth)
                order by 1 limit 50) as chosen
            """
        );
        return
        [
            .. rows.Select(row => row.Split('|'))
                .Select(cells => new Source(
                    Guid.Parse(cells[1]),
                    cells[2],
                    cells[3],
                    DateOnly.Parse(cells[4], CultureInfo.InvariantCulture),
                    cells[5]
                )),
        ];
    }

    private static PersonDetails Slip(int kind, Source source, PersonDetails person)
    {
        var (family, given, born, house) = (source.Family, source.Given, source.Born, source.Postcode);
        (family, given, born, var lives) = kind switch
        {
            0 => (family.Remove(2, 1), given, born, (string?)null),
            1 => (string.Concat(family.AsSpan(0, 2), family.AsSpan(3, 1), family.AsSpan(2, 1), family.AsSpan(4)), given, born, null),
            2 => (family, given[..1], born, null),
            3 => (given, family, born, null),
            4 => (family, given, new DateOnly(born.Year, born.Day, born.Month), null),
            5 => (family, given, born.AddYears(-1), house),
            6 => ("Otherwise", given, born, house),
            7 => (family, given[..3], born, null),
            8 => ($"{family}-Vane", given, born, null),
            _ => (family.ToUpperInvariant(), $"{given} Mary", born, house),
        };
        return person with { FamilyName = family, GivenName = given, DateOfBirth = born, Postcode = lives };
    }

    private async Task<HashSet<(Guid, Guid)>> ListedAsync(Actor actor)
    {
        var pairs = new HashSet<(Guid, Guid)>();
        var page = 0;
        while (true)
        {
            page++;
            await using var scope = app.Services.CreateAsyncScope();
            var lines = await scope
                .ServiceProvider.GetRequiredService<DuplicateReader>()
                .ReadAsync(actor, page, TestContext.Current.CancellationToken);
            pairs.UnionWith(lines.Select(line => Ordered(line.OneId, line.OtherId)));
            if (lines.Count < DuplicateReader.PageSize)
            {
                return pairs;
            }
        }
    }

    private static (Guid, Guid) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    private sealed record Source(Guid Id, string Family, string Given, DateOnly Born, string Postcode);
}
