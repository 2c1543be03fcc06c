using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox;

/// <summary>The product's API, as an administrator's page calls it.</summary>
/// <param name="http">The way there.</param>
/// <param name="appUrl">Where the product listens.</param>
/// <param name="session">The session that the frame got.</param>
internal sealed class ProductApi(HttpClient http, string appUrl, string session)
{
    /// <summary>Makes something and answers what was made.</summary>
    /// <param name="resource">Where: <c>lines</c>.</param>
    /// <param name="draft">What.</param>
    /// <param name="otherwise">What did not come about when the product refuses.</param>
    /// <exception cref="InvalidOperationException">The product refused.</exception>
    public async Task<JObject> PostAsync(string resource, JObject draft, string otherwise)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{appUrl}/api/v1/{resource}")
        {
            Content = new StringContent(draft.ToString(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", session) },
        };
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? Requests.Json(body)
            : throw new InvalidOperationException($"{otherwise}: {(int)answer.StatusCode} {body}");
    }
}
