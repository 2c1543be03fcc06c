using BenchmarkDotNet.Attributes;
using OlConnector.Engine.Phones;

namespace OlConnector.Benchmarks.Text;

/// <summary>Numbers as CRM fields hold them. Goal: 20 µs each.</summary>
[MemoryDiagnoser]
public class PhoneBenchmarks
{
    [Params("8 (921) 555-44-33", "+375 (29) 765-43-21", "998977654321", "+7(921)5554433 доб. 4", "8 (921) 555-44")]
    public string Raw { get; set; } = "";

    [Benchmark]
    public PhoneResult Normalize() => PhoneRules.Normalize(Raw, "RU");
}
