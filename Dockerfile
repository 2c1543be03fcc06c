# The image of the product (docs/deploy/README.md). Both stages are one distribution that carries .NET 10 itself.
FROM ubuntu:26.04 AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0 nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source

# Packages first: they change less often than sources, and stay in the cache of the build.
COPY .editorconfig Directory.Build.props Directory.Packages.props BannedSymbols.txt ./
COPY src/OlConnector/OlConnector.csproj src/OlConnector/
COPY src/OlConnector.Engine/OlConnector.Engine.csproj src/OlConnector.Engine/
COPY src/OlConnector.Gateways/OlConnector.Gateways.csproj src/OlConnector.Gateways/
COPY src/OlConnector.Ui/Interface.targets src/OlConnector.Ui/
RUN dotnet restore src/OlConnector -p:PublishReadyToRun=true --use-current-runtime

# The product and its interface; neither the sandbox nor the tests.
COPY src/OlConnector/ src/OlConnector/
COPY src/OlConnector.Engine/ src/OlConnector.Engine/
COPY src/OlConnector.Gateways/ src/OlConnector.Gateways/
COPY src/OlConnector.Ui/ src/OlConnector.Ui/
# The guide that the product shows.
COPY docs/ docs/
RUN dotnet publish src/OlConnector -c Release -o /app --use-current-runtime --self-contained false -p:PublishReadyToRun=true

FROM ubuntu:26.04
RUN apt-get update \
 && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin olconnector \
 && install -d -m 0700 -o olconnector -g olconnector /data
COPY --from=build /app /app
# Nothing is written but below /data: the root may be read-only. Diagnostics would want a socket in /tmp.
ENV DataDirectory=/data \
    ASPNETCORE_URLS=http://0.0.0.0:8080 \
    DOTNET_EnableDiagnostics=0
USER 10001
VOLUME /data
EXPOSE 8080
# Alive is enough: a node whose database is away keeps what comes in, and must not be restarted for it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
WORKDIR /app
ENTRYPOINT ["dotnet", "OlConnector.dll"]
