/** "Chrome på Windows" out of what a browser says about itself. */

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

export type Agent = { browser: string; system: string };

export function agentOf(said: string): Agent | null {
  const first = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(said))?.[1];
  const [browser, system] = [first(browsers), first(systems)];
  return browser && system ? { browser, system } : null;
}
