import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VigieError } from '#foundation/errors.ts';
import { problemOf, sendProblem } from './problem.ts';

const hour = 3_600_000;
const notBuilt =
  '<!doctype html><title>Vigie</title><p>The web pages are not built yet: run <code>npm run setup</code>, then reload.';

/**
 * Serves the web pages. Every address that is no file answers the page itself, which then shows the right screen.
 * The page carries the nonce of its CSP in `<meta property="csp-nonce" nonce="…">` for the styles it makes.
 */
export async function serveWebPages(app: FastifyInstance, directory: string): Promise<void> {
  const isBuilt = existsSync(join(directory, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      ...{ root: directory, serve: false, index: false, maxAge: hour },
      // Beside each file lies what `vite build` made of it, compressed once and for all.
      preCompressed: true,
    });
  }
  const files = isBuilt ? filesOf(directory) : new Set<string>();
  const page = isBuilt ? readFileSync(join(directory, 'index.html'), 'utf8') : notBuilt;
  const answerPage = (reply: FastifyReply): FastifyReply =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(withNonce(page, reply.cspNonce.style, reply.cspNonce.script));
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request) ? answerPage(reply) : sendProblem(reply, notFound(request)),
  );
  app.get('/', { config: { public: true } }, (_request, reply) => answerPage(reply));
  app.get<{ Params: { '*': string } }>('/*', { config: { public: true } }, (request, reply) => {
    const file = request.params['*'];
    if (!files.has(file)) return reply.callNotFound();
    return file.startsWith('assets/')
      ? reply.sendFile(file, { maxAge: 24 * 365 * hour, immutable: true })
      : reply.sendFile(file);
  });
}

/** The files that are served: those that lie there at the start, no links, nothing hidden, no compressed form by its own name. */
function filesOf(directory: string): ReadonlySet<string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(directory, join(parentPath, name)).replaceAll(sep, '/'));
  return new Set(paths.filter((path) => !/^index\.html$|(?:^|\/)\.|\.(?:br|gz)$/.test(path)));
}

const wantsPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  !request.url.startsWith('/api/') &&
  (request.headers.accept ?? '').includes('text/html');

function notFound(request: FastifyRequest): ReturnType<typeof problemOf> {
  return problemOf(
    new VigieError('not-found', `${request.method} ${request.url.split('?')[0]} does not exist`, {
      fix: 'see /api/v1/openapi.json for what does',
    }),
  );
}

function withNonce(page: string, style: string, script: string): string {
  return page
    .replaceAll('<script', `<script nonce="${script}"`)
    .replaceAll('<style', `<style nonce="${style}"`)
    .replace('</head>', `<meta property="csp-nonce" nonce="${style}"></head>`);
}
