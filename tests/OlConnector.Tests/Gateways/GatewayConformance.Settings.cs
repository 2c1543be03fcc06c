using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Settings;

namespace OlConnector.Tests.Gateways;

/// <summary>The promises about settings.</summary>
public abstract partial class GatewayConformance
{
    [Fact]
    public void Working_settings_have_no_problems() => Problems(settings => { }).ShouldBeEmpty();

    [Fact]
    public void An_unknown_setting_is_refused_in_both_languages()
    {
        var problem = Problems(settings => settings["colour"] = "red").ShouldHaveSingleItem();

        problem.Setting.ShouldBe("colour");
        problem.Message["ru"].ShouldContain("«colour»");
        problem.Message["en"].ShouldContain("\"colour\"");
    }

    [Fact]
    public void Every_required_setting_is_asked_for_in_both_languages()
    {
        foreach (var setting in Kind.Settings.Where(setting => setting is { IsRequired: true, Default: null }))
        {
            var problem = Problems(settings => settings[setting.Name] = "  ").ShouldHaveSingleItem();

            problem.Setting.ShouldBe(setting.Name);
            problem.Message["ru"].ShouldContain(setting.Titles["ru"]);
            problem.Message["en"].ShouldContain(setting.Titles["en"]);
        }
    }

    [Theory]
    [InlineData("ключ")]
    [InlineData("key\u0007")]
    public void A_key_that_cannot_travel_in_a_header_is_refused(string key)
    {
        foreach (var setting in Kind.Settings.Where(setting => setting.IsSecret))
            Problems(settings => settings[setting.Name] = key).ShouldHaveSingleItem().Setting.ShouldBe(setting.Name);
    }

    [Theory]
    [InlineData("gateway.example")]
    [InlineData("ftp://gateway.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:password@gateway.example")]
    [InlineData("https://gateway.example/?token=1")]
    [InlineData("https://gateway.example/#part")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[fe80::1]/")]
    public void An_address_that_cannot_be_meant_is_refused(string address)
    {
        foreach (var setting in Kind.Settings.Where(setting => setting.Type == SettingType.Url))
            Problems(settings => settings[setting.Name] = address).ShouldHaveSingleItem().Setting.ShouldBe(setting.Name);
    }

    [Theory]
    [InlineData("http://gateway.example")]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://2130706433/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://localhost")]
    public void A_house_closed_to_private_hosts_refuses_plain_http_and_inner_addresses(string address)
    {
        var closed = Pages.Create(new GatewayRoom(AllowPrivateHosts: false, Clock, Logs));
        var setting = closed.Settings.First(setting => setting.Type == SettingType.Url);
        var settings = Pages.Settings("https://gateway.example", "one");
        settings[setting.Name] = address;

        closed.Validate(new GatewaySettings(settings)).ShouldHaveSingleItem().Setting.ShouldBe(setting.Name);
    }

    [Fact]
    public void The_schema_describes_every_setting_and_marks_secrets_write_only()
    {
        var schema = GatewaySettingsSchema.Of(Kind);

        var properties = schema["properties"].ShouldBeOfType<JObject>();
        properties.Properties().Select(property => property.Name).ShouldBe(Kind.Settings.Select(setting => setting.Name));
        foreach (var setting in Kind.Settings)
        {
            var property = properties[setting.Name]!;
            ((bool?)property["writeOnly"] ?? false).ShouldBe(setting.IsSecret);
            ((string?)property["x-titles"]?["ru"]).ShouldBe(setting.Titles["ru"]);
            ((string?)property["title"]).ShouldBe(setting.Titles["en"]);
            ((string?)property["format"]).ShouldBe(setting.Type == SettingType.Url ? "uri" : null);
        }
    }

    [Fact]
    public void The_titles_are_in_both_languages()
    {
        foreach (var setting in Kind.Settings)
        {
            setting.Titles["ru"].ShouldMatch("[А-Яа-я]");
            setting.Titles["en"].ShouldNotMatch("[А-Яа-я]");
        }
    }

    private IReadOnlyList<SettingProblem> Problems(Action<Dictionary<string, string>> change)
    {
        var settings = Pages.Settings(Server.Url, "one");
        change(settings);
        return Kind.Validate(new GatewaySettings(settings));
    }
}
