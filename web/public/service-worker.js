// Keeps the shell of the pages for when the network is gone, and shows messages that are pushed. Nothing of the API is
// ever kept: no alert, no name, no picture.
const shell = 'vigie-shell-1';
const kept = /^\/(assets\/|icons\/|favicon\.svg$|first-paint\.js$|manifest\.webmanifest$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== shell).map((name) => caches.delete(name))))
      // The page is asked for while the worker itself still starts.
      .then(() => self.registration.navigationPreload?.enable())
      .then(() => self.clients.claim()),
  );
});

// The page, the files it names itself and the texts of both languages; what each screen loads is kept when it was loaded once.
async function keepShell() {
  const cache = await caches.open(shell);
  const page = await fetch('/', { credentials: 'omit', headers: { accept: 'text/html' } });
  if (!page.ok) return;
  const text = await page.clone().text();
  await cache.put('/', page);
  const files = [...text.matchAll(/(?:src|href)="(\/[^"]+)"|"(?:en|fr)":"(\/[^"]+)"/g)].map(
    (match) => match[1] ?? match[2],
  );
  await Promise.all(files.filter((file) => kept.test(file)).map((file) => cache.add(file)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answerPage(event));
  else if (kept.test(url.pathname)) event.respondWith(answerFile(request));
});

// The page itself holds nothing of anybody: it is the same for all, and asks the API once it runs.
async function answerPage({ request, preloadResponse }) {
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    const isPage = answer.ok && (answer.headers.get('content-type') ?? '').startsWith('text/html');
    if (isPage && !new URL(request.url).pathname.startsWith('/api/')) {
      const cache = await caches.open(shell);
      await cache.put('/', answer.clone());
    }
    return answer;
  } catch {
    const page = await caches.match('/', { cacheName: shell });
    return page ?? Response.error();
  }
}

async function answerFile(request) {
  const cache = await caches.open(shell);
  const { pathname } = new URL(request.url);
  const known = await cache.match(request);
  // Files under /assets/ carry their content in their name: they never change.
  if (known !== undefined && pathname.startsWith('/assets/')) return known;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return known ?? Response.error();
  }
}

self.addEventListener('push', (event) => {
  const message = readMessage(event.data);
  // A browser takes the right back from whoever is pushed to and shows nothing.
  event.waitUntil(
    self.registration.showNotification(message.title, {
      body: message.body,
      tag: message.id,
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      requireInteraction: message.isUrgent,
      data: { path: message.path },
    }),
  );
});

function readMessage(data) {
  try {
    const { id, title, body, path, isUrgent } = data.json();
    return {
      id: String(id),
      title: String(title),
      body: String(body),
      path: String(path),
      isUrgent: isUrgent === true,
    };
  } catch {
    return { id: 'unread', title: 'Vigie', body: '', path: '/', isUrgent: false };
  }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data?.path ?? '/'));
});

// A page of this site only, in the window that is open already where there is one.
async function openPage(path) {
  const target = new URL(path, self.location.origin);
  if (target.origin !== self.location.origin) return;
  const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open === undefined) {
    await self.clients.openWindow(target.href);
    return;
  }
  await open.focus();
  await open.navigate(target.href).catch(() => self.clients.openWindow(target.href));
}
