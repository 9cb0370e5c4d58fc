using System.Reflection;
using System.Text.RegularExpressions;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Fences;

/// <summary>Holds the house to its rules: who may use whom, what each page and section must have.</summary>
public sealed partial class LayoutFenceTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string Source = Path.Combine(Checkout.Folder, "src");

    private static IEnumerable<Type> PageModels =>
        typeof(Program).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(PageModel)));

    private IEnumerable<RouteEndpoint> Endpoints =>
        app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [Fact]
    public void The_domain_references_only_the_base_library()
    {
        var strangers = typeof(Plan)
            .Assembly.GetReferencedAssemblies()
            .Where(name => !name.Name!.StartsWith("System", StringComparison.Ordinal));

        Assert.Empty(strangers.Select(name => name.Name));
    }

    [Fact]
    public void No_page_takes_the_context_or_the_container()
    {
        var offenders = PageModels
            .SelectMany(page =>
                page.GetConstructors()
                    .SelectMany(constructor => constructor.GetParameters())
                    .Select(parameter => (page, parameter.ParameterType))
            )
            .Where(pair =>
                pair.ParameterType == typeof(IServiceProvider)
                || pair.ParameterType.Namespace?.StartsWith("EpaccsWeb.Data", StringComparison.Ordinal) is true
            )
            .Select(pair => $"{pair.page.Name} takes {pair.ParameterType.Name}");

        Assert.Empty(offenders);
        Assert.DoesNotContain(
            Files("Pages", "*.cshtml*"),
            file => File.ReadAllText(file).Contains(nameof(EpaccsDbContext), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_page_under_records_is_gated_by_its_patient_and_its_part()
    {
        var records = Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("records", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(records);
        Assert.All(
            records,
            endpoint =>
            {
                Assert.Contains("{patientId:guid}", endpoint.RoutePattern.RawText!, StringComparison.Ordinal);
                Assert.Contains(
                    endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(),
                    data => data.Policy == OpenRecordRequirement.Policy
                );
            }
        );
        Assert.All(
            PageModels.Where(page => page.Namespace!.StartsWith("EpaccsWeb.Pages.Records", StringComparison.Ordinal)),
            page => Assert.NotNull(page.GetCustomAttribute<RecordPageAttribute>())
        );
    }

    [Fact]
    public void Only_the_named_pages_are_open_to_everyone()
    {
        var open = Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Order();

        Assert.Equal(
            [
                "account/enrol/{token}",
                "account/forgotten",
                "account/new-passphrase/{token}",
                "account/second-factor",
                "account/sign-in",
                "account/sign-out",
                "check/{code}",
                "check/key",
                "error/{code:int}",
                "health/live",
                "health/ready",
                "help/privacy",
            ],
            open
        );
    }

    [Fact]
    public void Every_section_has_its_page_its_summary_and_its_form()
    {
        foreach (var section in SectionCatalogue.Plan)
        {
            var folder = Path.Combine(Source, "EpaccsWeb", "Pages", "Records", section.Folder);
            Assert.True(File.Exists(Path.Combine(folder, "_Summary.cshtml")), $"{section.Key} has no _Summary.cshtml in {section.Folder}");
            Assert.True(File.Exists(Path.Combine(folder, "Edit.cshtml")), $"{section.Key} has no Edit.cshtml in {section.Folder}");
            Assert.True(Directory.EnumerateFiles(folder, "*Form.cs").Any(), $"{section.Key} has no form in {section.Folder}");
            var tests = Path.Combine(Checkout.Folder, "tests", "EpaccsWeb.Tests", "Pages", "Records", $"{section.Folder}Tests.cs");
            Assert.True(File.Exists(tests), $"{section.Key} has no {section.Folder}Tests.cs");
            Assert.Contains(Endpoints, endpoint => endpoint.RoutePattern.RawText == $"records/{{patientId:guid}}/plan/{section.Key}");
            Assert.Contains(
                PageModels,
                page => page.GetCustomAttribute<RecordPageAttribute>() is { Part: RecordPart.Plan } part && part.Section == section.Key
            );
        }
    }

    [Fact]
    public void Every_section_is_counted_by_the_report_on_completeness() =>
        Assert.Equal(SectionCatalogue.Plan.Select(section => section.Key).Order(), CountedPlan.SectionBits.Order());

    [Fact]
    public void Page_models_and_files_stay_short()
    {
        var long_ = Files(".", "*.cs")
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .Select(file =>
                (file, lines: File.ReadLines(file).Count(), most: file.EndsWith(".cshtml.cs", StringComparison.Ordinal) ? 100 : 250)
            )
            .Where(row => row.lines > row.most)
            .Select(row => $"{Path.GetRelativePath(Source, row.file)} has {row.lines} lines");

        Assert.Empty(long_);
    }

    [Fact]
    public void The_words_of_a_death_register_appear_on_no_screen()
    {
        Assert.All(
            Files("Pages", "*.cshtml"),
            file =>
            {
                var text = File.ReadAllText(file);
                Assert.DoesNotContain("death register", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("death list", text, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    /// <summary>A page uses what lies in its own folder and above; one that needs another's parts is named here with the reason.</summary>
    [Fact]
    public void Pages_do_not_use_each_others_models()
    {
        (string Page, string Uses)[] named =
        [
            // Starting a record asks for the person, the consent and the first wish in one form.
            ("Patients", "Records.Consents"),
            ("Patients", "Records.Person"),
            // The card is printed, and carried in the downtime pack, as it is shown.
            ("Records.Print", "Records.Urgent"),
            ("Downtime", "Records"),
            ("Downtime", "Records.Urgent"),
        ];
        var pages = Path.Combine(Source, "EpaccsWeb", "Pages");
        var uses =
            from file in Files("Pages", "*.cs*")
            let own = Path.GetRelativePath(pages, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
            from Match reference in OtherPages().Matches(File.ReadAllText(file))
            let other = reference.Groups[1].Value[1..]
            where own != other && !own.StartsWith($"{other}.", StringComparison.Ordinal)
            select (own, other);

        Assert.Equal(named.Order(), uses.Distinct().Order());
    }

    /// <summary>The folder of a "using" or of a full name; the name of a type after it is not taken for a folder.</summary>
    [GeneratedRegex(@"EpaccsWeb\.Pages(?!\.\w*Model\b)((?:\.\w+)+?)(?=;|\s|\.\w*(?:Model|Form|Filters)\b)")]
    private static partial Regex OtherPages();

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder == "." ? Source : Path.Combine(Source, "EpaccsWeb", folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains("node_modules", StringComparison.Ordinal)
            );
}
