namespace OlConnector.Bitrix24.Installing;

/// <summary>What the frame's page does in the browser: finishes an installation, and shows the lines that the API tells.</summary>
internal static class FrameScript
{
    internal const string Text = """
        (function () {
          'use strict';
          var session = JSON.parse(document.getElementById('olc-session').textContent);
          var isInstalling = document.querySelector('main').dataset.mode === 'install';
          var place = document.getElementById('lines');

          var isReady = false;

          // Whichever comes last, the library or the lines, decides the height: a frame with a scroll bar is refused by moderation.
          function fit() {
            if (isReady && !isInstalling) window.BX24.fitWindow();
          }

          function say(text) {
            var line = document.createElement('p');
            line.className = 'quiet';
            line.textContent = text;
            place.replaceChildren(line);
          }

          function show(lines) {
            if (!lines.length) return say(place.dataset.empty);
            var table = document.createElement('table');
            lines.forEach(function (line) {
              var row = table.insertRow();
              row.insertCell().textContent = line.name + (line.number ? ' ' + line.number : '');
              row.insertCell().textContent = line.state + ' · ' + line.connection + ' · ' + (line.queued || 0) + ' ' + place.dataset.queued;
            });
            place.replaceChildren(table);
          }

          fetch('/api/v1/lines?limit=200', { headers: { Authorization: 'Bearer ' + session.token } })
            .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer.status); })
            .then(function (page) { show(page.items); })
            .catch(function () { say(place.dataset.failed); })
            .then(fit);

          // Outside a frame, or with a blocked library, the page still stands by itself.
          if (!window.BX24) return;
          window.BX24.init(function () {
            isReady = true;
            if (isInstalling) window.BX24.installFinish();
            else fit();
          });
        })();
        """;
}
