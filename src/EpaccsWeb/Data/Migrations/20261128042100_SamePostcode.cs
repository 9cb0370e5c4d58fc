using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Emergency access to a person at the user's own postcode is flagged to the privacy officer, as far as the user has given it.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128042100_SamePostcode")]
public partial class SamePostcode : Migration
{
    // The new column stands at the end: the version that serves meanwhile asks for the others. Replacing a view forgets its options, and
    // without security_invoker it would show its rows past the tables' policies.
    private const string View = """
        create or replace view emergency_uses with (security_invoker = true) as
        select used.id, used.source, used.started_at, used.ends_at, used.started_by, used.reason, used.user_id, person.display_name as who,
               used.patient_id, patient.nhs_number, review.verdict, review.words, review.at as reviewed_at, review.by as reviewed_by,
               used.source = 'caring-now'
                   and (select count(*) from relationships other
                        where other.user_id = used.user_id and other.source = 'caring-now'
                          and other.started_at > used.started_at - interval '12 hours' and other.started_at <= used.started_at) > 20 as often,
               coalesce(key.surname = patient.family_key, false) as same_surname,
               coalesce(key.surname = patient.family_key and key.whole like '%' || patient.given_key || '%', false) as own_record,
               get_byte(decode(md5(used.id::text), 'hex'), 0) < 26 as sampled,
               coalesce(person.home_postcode = patient.postcode_key, false) as same_postcode
        from relationships used
        join patients patient on patient.id = used.patient_id
        left join users person on person.id = used.user_id
        left join break_glass_reviews review on review.relationship_id = used.id
        left join lateral (
            select regexp_replace(regexp_replace(lower(person.display_name), '^.*[[:space:]]', ''), '[^[:alnum:]]', '', 'g') as surname,
                   regexp_replace(lower(person.display_name), '[^[:alnum:]]', '', 'g') as whole
        ) as key on true
        where used.source in ('break-glass', 'caring-now') and used.user_id is not null;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(View);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("A view loses no column while it is read. Restore a backup instead.");
}
