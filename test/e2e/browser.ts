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

/** Without a graphics card pages are put together by the processor, as Chromium does by itself, and maps drawn by SwiftShader. */
const options = [
  '--no-sandbox',
  '--disable-gpu',
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

/** Starts the browser of one person, whose desktop shows notices: they are no part of a context of its own. */
export async function openOwnBrowser(
  baseUrl: string,
  { profile, environment, ...view }: View & OwnBrowser,
): Promise<BrowserContext> {
  if (chromiumPath === undefined) throw new Error(noChromium);
  return await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: options,
    env: { ...process.env, ...environment } as Record<string, string>,
    ...contextOf(baseUrl, view),
  });
}

interface OwnBrowser {
  /** folder for all that the browser keeps */
  readonly profile: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** How a page is looked at. */
export interface View {
  readonly language: 'en' | 'fr';
  readonly colours: 'light' | 'dark';
}

/** A fresh person at the browser: no session, the language and colours chosen. */
export function openContext(browser: Browser, baseUrl: string, view: View): Promise<BrowserContext> {
  return browser.newContext(contextOf(baseUrl, view));
}

const contextOf = (baseURL: string, { language, colours }: View) => ({
  baseURL,
  viewport: { width: 1440, height: 900 },
  locale: language === 'fr' ? 'fr-FR' : 'en-GB',
  colorScheme: colours,
});
