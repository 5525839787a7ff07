/** A tab that was open over an upgrade asks for scripts that are gone: it is loaded anew, and only then. */

/** Whether the server now serves another client than the one that runs here. */
export async function isOutdated(script: string): Promise<boolean> {
  try {
    const page = await fetch('/', { cache: 'no-store' });
    return page.ok && !(await page.text()).includes(script);
  } catch {
    return false;
  }
}

/** Where it is no upgrade, `otherwise` says that something did not come: nobody waits for what they asked for in vain. */
export function reloadAfterUpgrade(otherwise: () => void): void {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const script = own?.getAttribute('src');
  window.addEventListener('vite:preloadError', () => {
    if (script)
      void isOutdated(script).then((outdated) => {
        if (outdated) location.reload();
        else otherwise();
      });
  });
}
