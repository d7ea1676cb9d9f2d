// Sets the colour scheme and the language before the first paint: the content security policy allows no inline script.
(() => {
  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const scheme = stored('vigie-colour-scheme');
  const dark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const language = stored('vigie-language') ?? navigator.language;
  root.lang = language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
})();
