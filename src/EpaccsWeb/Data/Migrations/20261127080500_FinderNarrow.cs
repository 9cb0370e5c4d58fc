using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>The finder weighs names while it collects who shares a date of birth or a postcode, and looks further at those who fit only.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127080500_FinderNarrow")]
public partial class FinderNarrow : Migration
{
    private const string Fits = " and name_fit(typed, patient.name_words) > 0";
    private const string ByBirth = "where patient.date_of_birth = asked_born";
    private const string ByPostcode = "where patient.postcode_key = asked_postcode";
    private const string Limit = " limit small";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Words(string.Empty, Fits));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Words(Fits, string.Empty));

    /// <summary>The function as the migrations before left it, with these words in two places.</summary>
    private static string Words(string before, string after) =>
        $$"""
            do $$
            declare
                words constant text := pg_get_functiondef('find_people'::regproc);
                narrow constant text := replace(replace(words, '{{ByBirth + before + Limit}}', '{{ByBirth + after + Limit}}'),
                                                '{{ByPostcode + before + Limit}}', '{{ByPostcode + after + Limit}}');
            begin
                if length(narrow) - length(words) <> 2 * {{after.Length - before.Length}} then
                    raise exception 'find_people is not as it was expected';
                end if;
                execute narrow;
            end $$;
            """;
}
