import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Chromium on this machine; undefined when there is none. */
export const chromiumPath = places.find((path) => existsSync(path));

/** What to do when there is no Chromium. */
export const noChromium = 'Chromium is not installed: install it (Debian: apt-get install chromium)';

/** The maps are drawn by software where there is no graphics card. */
const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser without a window. */
export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(noChromium);
  return await chromium.launch({ executablePath: chromiumPath, headless: true, args: options });
}

/** How a page is looked at. */
export interface View {
  readonly language: 'en' | 'fr';
  readonly colours: 'light' | 'dark';
}

/** A fresh person at the browser: no session, the language and colours chosen. */
export function openContext(browser: Browser, baseUrl: string, view: View): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: baseUrl,
    viewport: { width: 1440, height: 900 },
    locale: view.language === 'fr' ? 'fr-FR' : 'en-GB',
    colorScheme: view.colours,
  });
}
