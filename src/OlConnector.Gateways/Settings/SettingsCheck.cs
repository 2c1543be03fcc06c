using System.Globalization;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Outbound;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.Settings;

/// <summary>Says what is wrong with a line's settings, in words a person can act on.</summary>
internal static class SettingsCheck
{
    /// <summary>Longest value of a setting, in characters.</summary>
    private const int MaxLength = 2048;

    /// <summary>Checks all settings of a kind and refuses those it does not know.</summary>
    /// <param name="known">The kind's settings.</param>
    /// <param name="settings">What was entered.</param>
    /// <param name="privateHosts">Private hosts that are open.</param>
    public static IReadOnlyList<SettingProblem> Of(
        IReadOnlyList<GatewaySetting> known, GatewaySettings settings, PrivateHosts privateHosts) =>
    [
        .. settings.Values.Keys.Where(name => known.All(setting => setting.Name != name)).Select(name => Unknown(name, known)),
        .. known.Where(setting => setting is { IsSecret: true, IsRequired: false } && IsBlank(settings, setting.Name)).Select(BlankSecret),
        .. known.Select(setting => One(setting, settings.Find(setting.Name), privateHosts)).OfType<SettingProblem>(),
    ];

    private static SettingProblem? One(GatewaySetting setting, string? value, PrivateHosts privateHosts)
    {
        if (value is null) return setting is { IsRequired: true, Default: null } ? Missing(setting) : null;
        if (value.Length > MaxLength || value.Any(char.IsControl))
            return Problem(
                setting, "слишком длинно или содержит управляющие символы. Введите значение так, как его показывает шлюз",
                "is too long or holds control characters. Enter the value as the gateway shows it");
        if (setting.IsSecret && !value.All(char.IsAscii))
            return Problem(
                setting, "содержит не латинские знаки, которых в ключах не бывает. Скопируйте ключ целиком",
                "holds characters outside of ASCII, which keys do not have. Copy the key as a whole");
        return setting.Type switch
        {
            SettingType.Url => Address(setting, value, privateHosts),
            SettingType.Number when !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
                Problem(setting, "должно быть целым числом, только цифры", "must be a whole number, digits only"),
            SettingType.Flag when value is not ("true" or "false") =>
                Problem(setting, "может быть только true или false", "can only be true or false"),
            SettingType.Choice when setting.Choices?.Contains(value, StringComparer.Ordinal) != true => WrongChoice(setting),
            _ => null,
        };
    }

    private static SettingProblem? Address(GatewaySetting setting, string value, PrivateHosts privateHosts)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
            return Problem(
                setting, "должно быть полным адресом, например https://example.com",
                "must be a full address, for example https://example.com");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            return Problem(
                setting, "должно быть адресом без имени пользователя, «?» и «#». Пароли и ключи вводятся в своих полях",
                "must be an address without user name, \"?\" and \"#\". Passwords and keys have fields of their own");
        if (url.Scheme == "http" && !privateHosts.Open(url.DnsSafeHost, url.Port))
            return Problem(
                setting, "должно начинаться с https://, чтобы ключи и тексты не шли открыто",
                "must begin with https://, so that keys and texts do not travel in the open");
        return privateHosts.IsClosed(url.DnsSafeHost, url.Port)
            ? Problem(
                setting,
                "указывает на внутренний адрес. "
                    + "Введите публичный адрес шлюза или попросите администратора сервера внести этот в Outbound:PrivateHosts",
                "points to an internal address. "
                    + "Enter the gateway's public address, or ask the server's administrator to list this one in Outbound:PrivateHosts")
            : null;
    }

    private static SettingProblem WrongChoice(GatewaySetting setting)
    {
        var choices = string.Join(", ", setting.Choices ?? []);
        return Problem(setting, $"может быть только одним из: {choices}", $"can only be one of: {choices}");
    }

    /// <summary>Given, and nothing in it: whoever thinks that a signature is checked now must hear that it is not.</summary>
    private static bool IsBlank(GatewaySettings settings, string name) =>
        settings.Values.TryGetValue(name, out var value) && string.IsNullOrWhiteSpace(value);

    private static SettingProblem BlankSecret(GatewaySetting setting) => Problem(
        setting, "пустое. Введите ключ, не передавайте поле, чтобы оставить прежний, или передайте null, чтобы убрать его",
        "is blank. Enter the key, leave the field out to keep the one there is, or send null to remove it");

    private static SettingProblem Missing(GatewaySetting setting) =>
        Problem(setting, "не заполнено. Без него линия не может работать", "is not filled in. The line cannot work without it");

    private static SettingProblem Unknown(string name, IReadOnlyList<GatewaySetting> known)
    {
        var names = string.Join(", ", known.Select(setting => setting.Name));
        var shown = new string([.. name.Where(sign => !char.IsControl(sign)).Take(40)]);
        return new SettingProblem(
            name,
            In($"Настройки «{shown}» у этого шлюза нет. Есть: {names}.", $"This gateway has no setting \"{shown}\". It has: {names}."));
    }

    private static SettingProblem Problem(GatewaySetting setting, string ru, string en) =>
        new(setting.Name, In($"Поле «{setting.Titles.Ru}» {ru}.", $"The field \"{setting.Titles.En}\" {en}."));
}
