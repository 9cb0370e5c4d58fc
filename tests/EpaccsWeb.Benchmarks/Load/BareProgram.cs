using System.Globalization;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>What the bare program is told: its port and how many bytes each of the product's pages has.</summary>
public sealed record BareOptions(int Port, IReadOnlyDictionary<string, int> Bytes)
{
    public static BareOptions Read(string[] args) =>
        new(
            int.Parse(args[0], CultureInfo.InvariantCulture),
            args[1..].Select(arg => arg.Split('=')).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture))
        );
}

/// <summary>
/// The yardstick: the same questions to the same tables in one round trip each, and as many bytes, on bare Kestrel and Npgsql.
/// No sign-in, no access decision, no audit of views, no policies (it works as the owner), no templates.
/// </summary>
public static class BareProgram
{
    private const string Person = "select * from patients where id = $1";
    private const string Plan = "select * from plans plan join plan_facts facts on facts.plan_id = plan.id where plan.patient_id = $1";
    private const string Sections = "select section, number, answers::text, at, author_name from section_versions where patient_id = $1";
    private const string Consents = "select * from consents where patient_id = $1";
    private const string Team = """
        select link.*, place.name, place.phone from relationships link join organisations place on place.id = link.organisation_id
        where link.patient_id = $1
        """;
    private const string Deaths = "select * from deaths where patient_id = $1";

    private const string FindByNumber =
        "select id, nhs_number, family_name, given_name, title, date_of_birth from patients where nhs_number = $1";
    private const string FindByName = """
        select id, nhs_number, family_name, given_name, title, date_of_birth from patients
        where family_key = $1 and date_of_birth = $2 order by family_key limit 20
        """;

    private const string ReviewsDue = """
        select person.id, person.nhs_number, person.family_name, person.given_name, person.date_of_birth, facts.review_on
        from plan_facts facts
        join patients person on person.id = facts.patient_id
        where facts.died_on is null and coalesce(facts.review_on, '-infinity') <= current_date + 14 and person.gp_practice_id = $1
        order by coalesce(facts.review_on, '-infinity'), facts.patient_id limit 25
        """;

    private const string Save = """
        with raised as (update plans set version = version + 1 where patient_id = $1 returning id, version),
             facts as (update plan_facts set review_on = review_on where patient_id = $1),
             line as (insert into audit_entries (at, action, patient_id, detail, request_id) select now(), 'section-saved', $1, 'about-me', 'bare' from raised)
        insert into section_versions (id, plan_id, patient_id, section, number, kind, plan_version, answers, at, effective_at, author_id, author_name,
                                      post_id, author_role, author_organisation, imported)
        select gen_random_uuid(), raised.id, $1, 'about-me', raised.version, 'recorded', raised.version, $2::jsonb, now(), now(), $1, 'Bare', $1,
               'general-practitioner', 'Bare', false
        from raised
        """;

    public static async Task RunAsync(BareOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddEnvironmentVariables();
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(options.Port));
        await using var database = await EpaccsDatabase.ReachAsync(
            builder.Configuration,
            new LoadEnvironment(),
            _ => { },
            CancellationToken.None
        );
        await using var pool = database.OwnerPool(resets: false);
        var practice = await pool.CreateCommand("select id from organisations where ods_code = 'Y90001'").ExecuteScalarAsync();

        var app = builder.Build();
        app.UseRouting();
        app.MapGet("/health", () => "ready");
        app.MapGet("/find/{nhs}", (HttpContext context, string nhs) => AnswerAsync(context, "find", [FindByNumber], nhs));
        app.MapGet(
            "/find/{name}/{born}",
            (HttpContext context, string name, DateOnly born) => AnswerAsync(context, "find", [FindByName], name, born)
        );
        app.MapGet(
            "/card/{id:guid}",
            (HttpContext context, Guid id) => AnswerAsync(context, "card", [Person, Plan, Sections, Consents, Team, Deaths], id)
        );
        app.MapGet(
            "/overview/{id:guid}",
            (HttpContext context, Guid id) => AnswerAsync(context, "overview", [Person, Plan, Sections, Consents, Team, Deaths], id)
        );
        app.MapGet("/worklist", context => AnswerAsync(context, "worklist", [ReviewsDue], practice!));
        app.MapPost(
            "/save/{id:guid}",
            async (HttpContext context, Guid id) =>
            {
                await using var command = pool.CreateCommand(Save);
                command.Parameters.Add(new() { Value = id });
                using var body = new StreamReader(context.Request.Body);
                command.Parameters.Add(new() { Value = await body.ReadToEndAsync() });
                await command.ExecuteNonQueryAsync();
                context.Response.Redirect($"/card/{id}");
            }
        );
        await app.RunAsync();

        async Task AnswerAsync(HttpContext context, string page, string[] questions, params object[] values)
        {
            var body = new byte[options.Bytes.GetValueOrDefault(page, 1000)];
            var at = 0;
            await using var batch = pool.CreateBatch();
            foreach (var question in questions)
            {
                var command = new NpgsqlBatchCommand(question);
                foreach (var value in values)
                {
                    command.Parameters.Add(new() { Value = value });
                }

                batch.BatchCommands.Add(command);
            }

            await using var reader = await batch.ExecuteReaderAsync();
            do
            {
                while (await reader.ReadAsync())
                {
                    for (var field = 0; field < reader.FieldCount; field++)
                    {
                        if (!await reader.IsDBNullAsync(field))
                        {
                            var text = Convert.ToString(reader.GetValue(field), CultureInfo.InvariantCulture)!;
                            _ = System.Text.Encoding.UTF8.TryGetBytes(text, body.AsSpan(at), out var written);
                            at += written;
                        }
                    }
                }
            } while (await reader.NextResultAsync());

            body.AsSpan(at).Fill((byte)' ');
            context.Response.ContentLength = body.Length;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.BodyWriter.WriteAsync(body);
        }
    }
}
