using OlConnector;

await OlConnectorHost.Build(args).RunAsync();
