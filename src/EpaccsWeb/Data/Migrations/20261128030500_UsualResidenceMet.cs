using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A wish for the usual residence is met by one's own home too, as the deaths in usual residence count it.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128030500_UsualResidenceMet")]
public partial class UsualResidenceMet : Migration
{
    /// <summary>The few deaths at home of care home residents, as PlanFacts and CountedPlan say now. Policies are forced on the owner too.</summary>
    // Bits of counts_as: 15 first not met, 28 to 41 its reasons, 45 only the second met, 46 neither; 14 first met, 16 first or second met.
    private const string Facts = """
        alter table plan_facts no force row level security;
        alter table section_versions no force row level security;
        alter table counted_plans no force row level security;
        with wished as (
            select facts.plan_id, coalesce(wish.answers #>> '{death,first,isUsualResidence}' = 'true', false) as for_home
            from plan_facts facts
            cross join lateral (
                select version.answers from section_versions version
                where version.plan_id = facts.plan_id and version.section = 'preferred-places' and version.kind = 'recorded'
                  and version.effective_at < (facts.died_on + 1)::timestamp at time zone 'Europe/London'
                  and not exists (select from section_versions revoked
                                  where revoked.plan_id = version.plan_id and revoked.section = version.section
                                    and revoked.kind = 'revoked' and revoked.number = version.number)
                order by version.effective_at desc, version.number desc
                limit 1
            ) as wish
            where facts.died_on is not null and not facts.first_met and facts.actual_place in ('private-residence', 'own-home')
              and (wish.answers #>> '{death,first,isUsualResidence}' = 'true'
                   or (not facts.first_or_second_met and wish.answers #>> '{death,second,isUsualResidence}' = 'true'))
        ), met as (
            update plan_facts facts set first_met = wished.for_home, first_or_second_met = true
            from wished where wished.plan_id = facts.plan_id
            returning facts.plan_id, facts.first_met
        )
        update counted_plans counted
        set counts_as = case when met.first_met
                then (counted.counts_as & ~(32768 | 4397778075648 | 35184372088832 | 70368744177664)) | 16384 | 65536
                else (counted.counts_as & ~70368744177664) | 35184372088832 | 65536 end
        from met where met.plan_id = counted.plan_id;
        alter table counted_plans force row level security;
        alter table section_versions force row level security;
        alter table plan_facts force row level security;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Facts);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("Wishes that were met would count as not met again. Restore a backup instead.");
}
