using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Scale;

/// <summary>Finding, opening and listing touch as many rows as they show, however many people there are.</summary>
public sealed class GrowthTests(LargeRegister register) : IClassFixture<LargeRegister>
{
    private const string Find = """
        select count(*) from find_people('ORGANISATION', 'USER', SOURCES, true, true, false, now(), NHS, BORN, POSTCODE, array[NAMES]::text[], 20)
        """;

    [Theory]
    [InlineData("an NHS number", "'9990000018'", "null", "null", "")]
    [InlineData("a common surname", "null", "null", "null", "'patel'")]
    [InlineData("a misspelt name", "null", "null", "null", "'pattel','asa'")]
    [InlineData("a name and a day of birth", "null", "'1945-07-14'", "null", "'patel'")]
    [InlineData("a postcode", "null", "null", "'VY23AB'", "")]
    public async Task Finding_by(string what, string nhsNumber, string born, string postcode, string names)
    {
        var gp = await register.App.ActorAsync("gp");
        var sql = Find.Replace("NHS", nhsNumber, StringComparison.Ordinal)
            .Replace("BORN", born, StringComparison.Ordinal)
            .Replace("POSTCODE", postcode, StringComparison.Ordinal)
            .Replace("NAMES", names, StringComparison.Ordinal);

        var (readWhole, fetched, _) = await register.TouchAsync<long>(gp, "list", null, Of(gp, sql));

        Assert.True(readWhole.Length == 0, $"{what}: reads {string.Join(", ", readWhole)} from end to end");
        Assert.True(fetched < 15_000, $"{what}: {fetched} rows fetched");
    }

    [Fact]
    public async Task A_name_is_sorted_by_the_index_that_finds_it()
    {
        var plan = await register.App.Database.PlanAsync(
            await register.App.ActorAsync("gp"),
            "import",
            null,
            "select id from patients where family_key collate \"C\" >= 'smi' and family_key collate \"C\" < 'smj' order by family_key collate \"C\" limit 21"
        );

        Assert.Contains("Index", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reviews-due", "due")]
    [InlineData("reviews-due", "name")]
    [InlineData("reviews-due", "born")]
    [InlineData("no-preference", "due")]
    [InlineData("no-cpr-entry", "due")]
    [InlineData("awaiting-endorsement", "due")]
    [InlineData("consent-missing", "due")]
    [InlineData("deaths-to-complete", "due")]
    [InlineData("deaths-to-review", "due")]
    [InlineData("changed", "due")]
    public async Task A_worklist_stops_at_the_most_it_shows_and_shows_the_right_people(string list, string sort)
    {
        const int most = 40;
        var gp = await register.App.ActorAsync("gp");
        var (readWhole, fetched, answer) = await register.TouchAsync<Guid[]>(
            gp,
            "list",
            null,
            Of(
                gp,
                $"select coalesce(worklist_members('{list}', '{sort}', false, SOURCES, true, current_date + 14, current_date - 28, now() - interval '30 days', {most}), array[]::uuid[])"
            )
        );

        Assert.Empty(readWhole);
        Assert.True(fetched < 25_000, $"{list} by {sort}: {fetched} rows fetched");
        Assert.InRange(answer.Length, 0, most + 1);
        Assert.Equal(answer.Length, answer.Distinct().Count());
        Assert.Equal(
            (long)answer.Length,
            await register.App.Database.ValueAsync<long>(
                Of(gp, $"select count(*) from ({OnTheList(list)}) as on_it where patient_id = any ($1)"),
                answer
            )
        );
        var all = await register.App.Database.ValueAsync<long>(Of(gp, $"select count(*) from ({OnTheList(list)}) as on_it"));
        Assert.Equal(Math.Min(all, most + 1), answer.Length);
        Assert.True(
            await register.App.Database.ValueAsync<bool>(
                Of(
                    gp,
                    $"select not exists (select from ({OnTheList(list)}) as missed where not (patient_id = any ($1)) and {Before(list, sort)})"
                ),
                answer
            ),
            $"{list} by {sort}: someone who comes before those shown is missing"
        );
    }

    [Fact]
    public async Task A_list_that_is_longer_than_it_shows_says_so_and_its_pages_do_not_repeat_anybody()
    {
        var gp = await register.App.SignInAsAsync("gp");
        var seen = new List<string>();
        for (var page = 1; page <= 20; page++)
        {
            var shown = await gp.PageAsync($"/worklists/reviews-due?p={page}");
            Assert.Contains("More than 500 people", shown.Text, StringComparison.Ordinal);
            seen.AddRange(
                shown.Document.QuerySelectorAll("main li a > strong").Select(person => person.ParentElement!.GetAttribute("href")!)
            );
        }

        Assert.Equal(500, seen.Distinct().Count());
        Assert.Contains("More than 500 people", (await gp.PageAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invented_people_have_every_row_that_their_keys_point_to_and_their_names_are_known()
    {
        Assert.Equal(
            0L,
            await register.App.Database.ValueAsync<long>(
                """
                select (select count(*) from plans where not exists (select from patients where patients.id = patient_id))
                     + (select count(*) from section_versions where not exists (select from plans where plans.id = plan_id))
                     + (select count(*) from plan_facts where not exists (select from plans where plans.id = plan_id))
                     + (select count(*) from consents where not exists (select from patients where patients.id = patient_id))
                     + (select count(*) from deaths where not exists (select from patients where patients.id = patient_id))
                     + (select count(*) from relationships where not exists (select from organisations where organisations.id = organisation_id))
                     + (select count(*) from patients where not exists (select from known_names where key = family_key and is_family))
                """
            )
        );
    }

    /// <summary>The list told in plain SQL over the tables, as the owner sees them.</summary>
    private static string OnTheList(string list)
    {
        var wanted = list switch
        {
            "reviews-due" => "not facts.death_confirmed and (facts.review_on is null or facts.review_on <= current_date + 14)",
            "no-preference" => "not facts.death_confirmed and facts.ppd_status = 'blank'",
            "no-cpr-entry" => "not facts.death_confirmed and facts.cpr is null",
            "awaiting-endorsement" =>
                "not facts.death_confirmed and ((facts.cpr is not null and not facts.cpr_endorsed) or (facts.ceiling is not null and not facts.ceiling_endorsed))",
            "consent-missing" =>
                "not facts.death_confirmed and (coalesce(facts.consent_to_record, 'not-asked') = 'not-asked' or coalesce(facts.consent_to_share, 'not-asked') = 'not-asked')",
            "deaths-to-complete" =>
                "facts.died_on is not null and (not facts.death_confirmed or facts.actual_place is null or (facts.first_met is false and facts.variance is null))",
            "deaths-to-review" =>
                "facts.death_confirmed and facts.died_on > current_date - 366 and not exists (select from death_reviews review where review.patient_id = facts.patient_id)",
            _ => "false",
        };
        return $"""
            select facts.*, patient.family_key, patient.date_of_birth from plan_facts facts join plans plan on plan.id = facts.plan_id join patients patient on patient.id = facts.patient_id
            where {wanted} and plan.ended_as is null
              and (plan.recording_organisation_id = 'ORGANISATION' or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
              and (plan.recording_organisation_id = 'ORGANISATION' or not facts.death_confirmed or facts.died_on >= current_date - 28)
              and (plan.recording_organisation_id = 'ORGANISATION'
                   or exists (select from relationships link where link.patient_id = facts.patient_id and link.organisation_id = 'ORGANISATION'
                                and link.source = any (SOURCES) and link.user_id is null and link.started_at <= now()
                                and (link.ends_at is null or link.ends_at > now())))
            """;
    }

    /// <summary>Whether somebody who was left out should have come before the last of those shown.</summary>
    private static string Before(string list, string sort)
    {
        var (key, order) = (list, sort) switch
        {
            (_, "name") => ("family_key collate \"C\"", "max"),
            (_, "born") => ("date_of_birth", "max"),
            ("reviews-due", _) => ("coalesce(review_on, '-infinity')", "max"),
            ("deaths-to-complete" or "deaths-to-review", _) => ("died_on", "min"),
            _ => ("null", "max"),
        };
        return key == "null"
            ? "false"
            : $"{key} {(order == "max" ? "<" : ">")} (select {order}({key}) from plan_facts facts join patients patient on patient.id = facts.patient_id where facts.patient_id = any ($1))";
    }

    private static string Of(Actor actor, string sql) =>
        sql.Replace("ORGANISATION", actor.OrganisationId.ToString(), StringComparison.Ordinal)
            .Replace("USER", actor.UserId.ToString(), StringComparison.Ordinal)
            .Replace(
                "SOURCES",
                $"array[{string.Join(',', AccessRules.SourceSlugs(actor.Role).Select(slug => $"'{slug}'"))}]",
                StringComparison.Ordinal
            );
}
