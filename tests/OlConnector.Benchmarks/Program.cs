using BenchmarkDotNet.Running;
using OlConnector.Benchmarks.Queue;

// -- queue [--lines N --messages N --seconds N]: intake, composing, claim and settle; anything else goes to BenchmarkDotNet.
if (args is ["queue", ..]) await QueueFigures.RunAsync(args);
else BenchmarkSwitcher.FromAssembly(typeof(QueueFigures).Assembly).Run(args);
