using System.Text.RegularExpressions;

namespace OlConnector.Tests.House;

public sealed class DocumentTests
{
    [Fact]
    public void Every_link_between_our_pages_leads_somewhere()
    {
        var broken = Pages().SelectMany(page => Links(page).Where(link => !Leads(page, link)).Select(link => $"{page}: {link}"));

        broken.ShouldBeEmpty();
    }

    /// <summary>Comments give their source as <c>bitrix24.md §2.4</c>: that page is ours, and it has that section.</summary>
    [Fact]
    public void Every_page_and_section_that_a_comment_names_exists()
    {
        var named = Repository.Files("src", ".cs").Concat(Repository.Files("tests", ".cs"))
            .SelectMany(file => Named(file).Select(name => (file, name.Page, name.Section)));

        named.Where(name => !HasSection(name.Page, name.Section)).Select(name => $"{name.file}: {name.Page} §{name.Section}").Distinct()
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_decision_record_that_is_named_exists()
    {
        var records = Repository.Files("docs/adr", ".md").Select(path => Path.GetFileName(path)[..4]).ToHashSet(StringComparer.Ordinal);
        var named = Repository.Files("src", ".cs").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("docs", ".md"))
            .SelectMany(file => Repository.Read(file).Find(@"adr/(?<number>\d{4})").Select(match => match.Groups["number"].Value));

        named.Distinct().Where(number => !records.Contains(number)).ShouldBeEmpty();
    }

    [Fact]
    public void Decision_records_are_numbered_without_gaps_and_have_the_same_four_parts()
    {
        var records = Repository.Files("docs/adr", ".md");

        records.Select(path => int.Parse(Path.GetFileName(path)[..4], System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(1, records.Count));
        foreach (var record in records)
        {
            var text = Repository.Read(record);
            foreach (var part in (string[])["## Context", "## Options", "## Decision", "## Consequences"])
                text.ShouldContain(part, customMessage: record);
        }
    }

    [Fact]
    public void No_page_mentions_a_machine_it_was_written_on()
    {
        Pages().Where(page => Repository.Read(page).Has("/work/|/root/|/tmp/|/home/")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Pages() => Repository.Files("docs", ".md").Concat(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]);

    private static IEnumerable<string> Links(string page) =>
        Repository.Read(page).Find(@"\]\((?<link>[^)\s]+)\)").Select(match => match.Groups["link"].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool Leads(string page, string link)
    {
        var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = path.Length == 0
            ? page
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)))
                .Replace('\\', '/');
        return Repository.Has(target) && (anchor is null || Anchors(target).Contains(anchor));
    }

    /// <summary>Anchors as GitHub and its kin make them: lower case, blanks to hyphens, punctuation dropped.</summary>
    private static HashSet<string> Anchors(string page) =>
        [.. Repository.Read(page).Split('\n').Where(line => line.StartsWith('#'))
            .Select(line => new string([.. line.TrimStart('#').Trim().ToLowerInvariant()
                .Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_')]).Replace(' ', '-'))];

    private static IEnumerable<(string Page, string Section)> Named(string file) =>
        Repository.Read(file).Find(@"(?<page>[a-z][a-z0-9-]*\.md) (?<list>§\d+(\.\d+)*(, §\d+(\.\d+)*)*)")
            .SelectMany(match => match.Groups["list"].Value.Split(", ")
                .Select(section => (match.Groups["page"].Value, section.TrimStart('§'))));

    /// <summary>A section is a heading, or a paragraph in bold, that begins with its number.</summary>
    private static bool HasSection(string page, string section) =>
        Repository.Has($"docs/{page}")
        && Repository.Read($"docs/{page}").Has($@"^(#+ |\*\*){Regex.Escape(section)}[. ]");
}
