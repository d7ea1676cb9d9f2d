// Sets the colour scheme and the language before the first paint, and asks for what the first page needs beside the code
// that will want it. A file of its own: the content security policy allows no inline script. A block, so that nothing of
// it is a name of the page.
{
  const root = document.documentElement;

  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const colour = () => {
    const scheme = stored('vigie-colour-scheme');
    const dark =
      scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
    const language = stored('vigie-language') ?? navigator.language;
    root.lang = language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
  };

  const fetchFile = (file) => {
    const link = document.createElement('link');
    const isStyle = file.endsWith('.css');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = '';
    link.href = file;
    document.head.append(link);
  };

  // What the page names was written when it was built; it is absent while one works on the pages.
  const fetchFiles = () => {
    const { texts, pages } = JSON.parse(document.getElementById('early-files')?.textContent ?? '{}');
    if (texts !== undefined) fetchFile(texts[root.lang]);
    for (const file of pages?.[location.pathname] ?? []) fetchFile(file);
  };

  // Read by web/src/api/early-answers.ts: the same addresses, each taken once. One without an answer was asked there.
  const asked = new Map();
  const ask = (path) => {
    if (asked.has(path)) return undefined;
    const headers = { accept: 'application/json', 'accept-language': root.lang };
    const answer = fetch(path, { credentials: 'same-origin', headers });
    asked.set(path, { answer, atMs: performance.now() });
    return answer;
  };

  // By permission: nobody is refused what they did not ask for.
  const firstQuestions = {
    '/': [
      ['alerts:read', '/api/v1/alerts?limit=20'],
      ['configuration:read', '/api/v1/cameras?limit=500'],
    ],
    '/alerts': [['alerts:read', '/api/v1/alerts?limit=100']],
  };
  const askQuestions = async () => {
    const questions = firstQuestions[location.pathname];
    // A filter in the address asks for other alerts.
    const isBare = [...new URLSearchParams(location.search).keys()].every((name) => name === 'id');
    if (questions === undefined || !isBare) return;
    window.vigieEarly = asked;
    const answer = (await ask('/api/v1/me'))?.clone();
    if (answer?.ok !== true) return;
    const me = await answer.json();
    if (me.secondFactor.isAsked) return;
    const open = questions.filter(([permission]) => me.permissions.includes(permission));
    await Promise.all(open.map(([, path]) => ask(path)));
  };

  colour();
  // Before the files: a browser asks a server for six things at a time. Who asks again gets the fault.
  askQuestions().catch(() => undefined);
  fetchFiles();
}
