using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>
/// What the read-only mode needs of the database: a way in for emergencies that only a standby knows, since none can be written
/// there, and which spooled audit lines were written down already.
/// </summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127013000_ReadOnlyMode")]
public partial class ReadOnlyMode : Migration
{
    private const string Spool = """
        -- Keys of lines that a node kept on its disk while the primary was away. They name nobody.
        create table replayed_audit_lines (id uuid primary key, at timestamptz not null default now());
        create trigger replayed_audit_lines_written_once before update or delete on replayed_audit_lines
            for each row execute function refuse_change();
        create trigger replayed_audit_lines_never_emptied before truncate on replayed_audit_lines
            for each statement execute function refuse_change();
        grant select, insert on replayed_audit_lines to epaccs_app;
        """;

    /// <summary>Words of two functions, whichever migration wrote them last; their owners and settings stay.</summary>
    private const string WayIn = """
        do $$
        declare
            change record;
            was text;
        begin
            for change in
                select * from (values
                    -- On a primary the relationship itself is written, so this purpose opens nothing there, whoever asks.
                    ('way_in', 'if why = ''start'' then',
                     E'if why = ''emergency-reading'' and not pg_is_in_recovery() then\n        return false;\n    end if;\n    if why = ''start'' then'),
                    ('way_in', 'held.own or why = ''emergency''', 'held.own or why in (''emergency'', ''emergency-reading'')'),
                    ('act_as', 'if why in (''record'', ''start'', ''emergency'', ''finishing'') and way_in(',
                     E'if why = ''emergency-reading'' and not exists (select from public.posts post where post.id = in_post and (post.urgent\n'
                     '            or (post.role in (''general-practitioner'', ''hospice-clinician'', ''hospital-clinician'', ''community-nurse'')\n'
                     '                and not (select suspended from break_glass_standing(who))))) then\n'
                     '        return;\n'
                     '    end if;\n'
                     '    if why in (''record'', ''start'', ''emergency'', ''emergency-reading'', ''finishing'') and way_in(')
                ) as wanted (name, old_words, new_words)
            loop
                was := pg_get_functiondef(change.name::regproc);
                if strpos(was, change.old_words) = 0 then
                    raise exception '% has not the words that are to be changed', change.name;
                end if;
                execute replace(was, change.old_words, change.new_words);
            end loop;
        end $$;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Spool);
        migrationBuilder.Sql(WayIn);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("What was replayed once would be replayed again. Restore a backup instead.");
}
