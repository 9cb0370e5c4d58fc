using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsvHelper;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Tests.Import;

/// <summary>People that nobody here wrote, with their columns mapped to those of the register import.</summary>
internal static class RealRegisters
{
    /// <summary>GP Connect test patients with addresses: dates of the form dd/mm/yyyy, capitals, one death.</summary>
    public static List<Dictionary<string, string>> GpConnectPds() =>
        [
            .. Rows("PDS.csv")
                .Select(row =>
                    Register.Row(
                        row["NHS_NUMBER"],
                        ("family_name", row["FAMILY_NAME"]),
                        ("given_name", $"{row["GIVEN_NAME"]} {row["OTHER_GIVEN_NAME"]}".Trim()),
                        ("title", row["TITLE"]),
                        ("date_of_birth", Iso(row["DATE_OF_BIRTH"])),
                        ("date_of_death", Iso(row["DATE_OF_DEATH"])),
                        ("address_line_1", row["ADDR1"]),
                        ("address_line_2", row["ADDR2"]),
                        ("address_line_3", row["ADDR3"]),
                        ("town", row["ADDR4"]),
                        ("postcode", row["POST_CODE"]),
                        ("restricted", row["SENSITIVE_FLAG"] is "S" ? "yes" : ""),
                        ("gp_practice_code", row["PRIMARY_CARE_CODE"])
                    )
                ),
        ];

    /// <summary>GP Connect's register: names and dates of birth only.</summary>
    public static List<Dictionary<string, string>> GpConnectRegister() =>
        [
            .. Rows("RegisterPatients.csv")
                .Select(row =>
                    Register.Row(
                        row["SPINE_NHS_NUMBER"],
                        ("family_name", row["NAME_FAMILY"]),
                        ("given_name", row["NAME_GIVEN"]),
                        ("gender", row["GENDER"]),
                        ("date_of_birth", row["DOB"])
                    )
                ),
        ];

    /// <summary>The people of the PDS sandbox, each once, from its FHIR answers.</summary>
    public static List<Dictionary<string, string>> PdsSandbox() =>
        [
            .. Directory
                .GetFiles(Folder("pds-sandbox"), "*.json")
                .Order(StringComparer.Ordinal)
                .SelectMany(file => Patients(JsonNode.Parse(File.ReadAllText(file))))
                .DistinctBy(person => (string)person["id"]!)
                .Select(FromFhir),
        ];

    /// <summary>A Synthea population: no NHS numbers, so each person is given a valid one of the 999 range.</summary>
    public static List<Dictionary<string, string>> Synthea()
    {
        var next = 999_700_000;
        return
        [
            .. Rows("synthea-population.csv")
                .Select(row =>
                {
                    var number = NhsNumber.FromNineDigits(next++);
                    while (number is null)
                    {
                        number = NhsNumber.FromNineDigits(next++);
                    }

                    var diagnosis = row["cause_of_death"] is { Length: > 0 } cause
                        ? $"{row["cause_of_death_snomed"]} {cause}"
                        : row["active_conditions"].Split(" (")[0];
                    return Register.Row(
                        number.Value.Digits,
                        ("family_name", row["family"]),
                        ("given_name", row["given"]),
                        ("title", row["prefix"]),
                        ("gender", row["gender"]),
                        ("date_of_birth", row["birthDate"]),
                        ("postcode", row["postalCode"]),
                        ("primary_diagnosis", diagnosis),
                        ("date_of_death", row["deceasedDateTime"] is { Length: > 10 } moment ? moment[..10] : "")
                    );
                }),
        ];
    }

    private static Dictionary<string, string> FromFhir(JsonNode person)
    {
        var name = person["name"] is JsonArray names ? names[0]! : person["name"]!;
        var address = person["address"]?[0];
        string Line(int at) => (string?)(address?["line"] as JsonArray)?.ElementAtOrDefault(at) ?? "";
        return Register.Row(
            (string)person["id"]!,
            ("family_name", (string)name["family"]!),
            ("given_name", string.Join(' ', name["given"]!.AsArray().Select(given => (string)given!))),
            ("title", (string?)name["prefix"]?[0] ?? ""),
            (
                "gender",
                (string?)person["gender"] switch
                {
                    "unknown" => "not-known",
                    "other" => "indeterminate",
                    { } other => other,
                    null => "",
                }
            ),
            ("date_of_birth", (string)person["birthDate"]!),
            ("date_of_death", ((string?)person["deceasedDateTime"])?[..10] ?? ""),
            ("address_line_1", Line(0)),
            ("address_line_2", Line(1)),
            ("address_line_3", Line(2)),
            ("town", Line(3)),
            ("postcode", (string?)address?["postalCode"] ?? ""),
            ("restricted", (string?)person["meta"]?["security"]?[0]?["code"] is "R" ? "yes" : "no"),
            ("gp_practice_code", (string?)person["generalPractitioner"]?[0]?["identifier"]?["value"] ?? "Y90001")
        );
    }

    private static IEnumerable<JsonNode> Patients(JsonNode? node) =>
        node switch
        {
            JsonObject one when (string?)one["resourceType"] is "Patient" => [one],
            JsonObject one => one.SelectMany(pair => Patients(pair.Value)),
            JsonArray many => many.SelectMany(Patients),
            _ => [],
        };

    private static List<Dictionary<string, string>> Rows(string file)
    {
        using var csv = new CsvReader(new StreamReader(Folder(file)), CultureInfo.InvariantCulture);
        return
        [
            .. csv.GetRecords<dynamic>()
                .Select(row => ((IDictionary<string, object>)row).ToDictionary(cell => cell.Key, cell => (string)cell.Value)),
        ];
    }

    private static string Iso(string day) =>
        day.Length == 0
            ? ""
            : DateOnly.ParseExact(day, "dd/MM/yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Folder(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Data", name);
}
