using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Access;

/// <summary>People in six states, every free text of whose records holds a token that says whose it is and where it stands.</summary>
internal static partial class TokenPeople
{
    public static readonly string[] States = ["shared", "restricted", "withdrawn", "elsewhere", "dead", "error"];

    /// <summary>Starts the person in that state, with the relationships that the table supposes.</summary>
    public static async Task<Guid> StartAsync(TestApp app, string state)
    {
        var recorder = state is "elsewhere" ? "gp2" : "gp";
        var patient = await app.StartRecordAsync(
            recorder,
            ConsentStatus.Given,
            person =>
                person with
                {
                    FamilyName = $"Zq{state}name",
                    GivenName = $"Zq{state}name",
                    PreferredName = $"Zq{state}name",
                    AddressLine1 = $"Zq{state}place",
                    Town = $"Zq{state}place",
                    Phone = $"Zq{state}place",
                    UsualGp = $"Zq{state}place",
                    OtherIdentifiers = $"Zq{state}place",
                    Restricted = state is "restricted",
                    GpPracticeCode = recorder is "gp" ? "Y90001" : "Y90002",
                }
        );
        foreach (var section in SectionCatalogue.Plan)
        {
            await InsertAsync(
                app,
                patient,
                section,
                Filled(section.Answers, $"Zq{state}{section.Key.Replace("-", "", StringComparison.Ordinal)}")
            );
        }

        if (state is not "elsewhere")
        {
            await app.RelateAsync(patient, "nurse", "team");
            await app.RelateAsync(patient, "hospice", "team");
            await app.RelateAsync(patient, "carehome", "residence");
            await app.RelateAsync(patient, "socialcare", "referral");
            await app.RelateAsync(patient, "hospital", "break-glass", own: true);
            foreach (var urgent in new[] { "ooh", "callhandler", "ambulance" })
            {
                await app.RelateAsync(patient, urgent, "caring-now", own: true);
            }
        }

        await app.Database.RunAsync(
            state switch
            {
                "withdrawn" => $"update plan_facts set consent_to_share = 'withdrawn' where patient_id = '{patient}'",
                "dead" => $"update plan_facts set died_on = current_date - 40, death_confirmed = true where patient_id = '{patient}'",
                "error" => $"update plans set ended_in_error = true, ended_as = 'entered-in-error' where patient_id = '{patient}'",
                _ => "select 1",
            }
        );
        await app.Database.RunAsync(
            $"""
            insert into attachments (id, patient_id, kind, file_name, content_type, content, digest, at, author_id, author_name, author_role, author_organisation)
            values ('{FileOf(
                patient
            )}', '{patient}', 'advance-decision', 'Zq{state}file', 'text/plain', 'Zq{state}file', '', now(), gen_random_uuid(),
                    'Dr Test', 'general-practitioner', 'Riverside Surgery')
            """
        );
        return patient;
    }

    /// <summary>The id of the file that belongs to the person's plan.</summary>
    public static Guid FileOf(Guid patient)
    {
        var bytes = patient.ToByteArray();
        bytes[15] ^= 1;
        return new Guid(bytes);
    }

    /// <summary>The tokens in an answer: whose, and where they stand.</summary>
    public static IEnumerable<(string State, string Part)> In(string text) =>
        Token()
            .Matches(text)
            .Select(match => (match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value.ToLowerInvariant()))
            .Distinct();

    private static async Task InsertAsync(TestApp app, Guid patient, SectionDefinition section, ISectionAnswers answers)
    {
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into section_versions (id, plan_id, patient_id, section, kind, number, answers, effective_at, at, author_id, author_name,
                                          post_id, author_role, author_organisation, plan_version, imported)
            select gen_random_uuid(), id, patient_id, $2, 'recorded', 1, $3::jsonb, now(), now(), gen_random_uuid(), 'Dr Test', gen_random_uuid(),
                   'general-practitioner', 'Riverside Surgery', 1, false
            from plans where patient_id = $1
            """,
            link
        );
        command.Parameters.AddWithValue(patient);
        command.Parameters.AddWithValue(section.Key);
        command.Parameters.AddWithValue(SectionAnswersJson.Write(answers));
        await command.ExecuteNonQueryAsync();
    }

    private static ISectionAnswers Filled(Type type, string token) => (ISectionAnswers)Value(type, token, 0)!;

    /// <summary>An object in which every text is the token and every other answer is given.</summary>
    private static object? Value(Type type, string token, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return token;
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(DateOnly))
        {
            return new DateOnly(2026, 1, 1);
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (type.IsPrimitive || type == typeof(decimal))
        {
            return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
        {
            var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Value(item, token, depth + 1));
            return list;
        }

        if (depth > 5 || type.IsInterface || type.IsAbstract)
        {
            return null;
        }

        var made = type.IsValueType ? Activator.CreateInstance(type)! : RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            property.SetValue(made, Value(property.PropertyType, token, depth + 1));
        }

        return made;
    }

    [GeneratedRegex("zq(shared|restricted|withdrawn|elsewhere|dead|error)([a-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
