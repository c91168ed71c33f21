import { createHash } from 'node:crypto';
import type { ReportData } from '../handover/report-data';
import { type ClientFiles, clientFiles } from './client-files';
import { embeddedJson } from './embedded-json';
import { pageData } from './page-data';

/**
 * The report as one HTML page that needs nothing else: it opens from the disk, without a network.
 *
 * What users named is in the page as data only, and gets to the screen as text; nothing but the page's own script and
 * style may run in it or be loaded by it, which its content security policy says to the browser.
 *
 * @param data - what the reporter knows.
 * @param client - what runs in the page; the package's own by default.
 * @returns the whole page.
 */
export function htmlReport(data: ReportData, client: ClientFiles = clientFiles()): string {
  // An end tag would end the element also inside of a text of the script.
  const script = client.script.replaceAll('</script', '<\\/script');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, client.style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>jest-lanes report</title>
<style>${client.style}</style>
</head>
<body>
<div id="app"></div>
<noscript>This report needs JavaScript. All of its data is in this file, as JSON.</noscript>
<script type="application/json" id="data">${embeddedJson(pageData(data))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
