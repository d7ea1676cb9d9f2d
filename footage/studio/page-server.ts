import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join, normalize, sep } from 'node:path';
import type { Plan } from '../plan/scene.ts';

const FOOTAGE = dirname(import.meta.dirname);
const THREE = dirname(dirname(createRequire(import.meta.url).resolve('three')));

const PAGE = `<!doctype html><title>footage</title>
<script type="importmap">{"imports":{"three":"/three/build/three.module.js","three/addons/":"/three/examples/jsm/"}}</script>
<script type="module" src="/footage/stage/page.ts"></script>`;

/** A server on this machine only, for one page: the stage, its plan, and the frames it sends back. */
export interface PageServer {
  readonly address: string;
  close(): void;
}

/** Takes a frame: RGBA, top row first. */
export type TakeFrame = (frame: number, rgba: Buffer) => Promise<void>;

function fileBehind(path: string): string | undefined {
  const [root, rest] = path.startsWith('/three/') ? [THREE, path.slice(7)] : [FOOTAGE, path.slice(9)];
  const file = normalize(join(root, rest));
  const isInside = file.startsWith(root + sep);
  return isInside && (path.startsWith('/three/') || path.startsWith('/footage/')) ? file : undefined;
}

async function sendScript(path: string, response: ServerResponse): Promise<void> {
  const file = fileBehind(path);
  if (!file || !/\.(js|ts)$/.test(file)) {
    response.writeHead(404).end();
    return;
  }
  const text = await readFile(file, 'utf8');
  response.setHeader('content-type', 'text/javascript');
  response.end(file.endsWith('.ts') ? stripTypeScriptTypes(text) : text);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function answer(request: IncomingMessage, response: ServerResponse, plan: Plan, take: TakeFrame) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') {
    const pixels = await bodyOf(request);
    response.end();
    await take(Number(pathname.split('/').at(-1)), pixels);
  } else if (pathname === '/') response.setHeader('content-type', 'text/html').end(PAGE);
  else if (pathname === '/plan.json') response.end(JSON.stringify(plan));
  else await sendScript(pathname, response);
}

/** Serves the stage for a plan; each frame the page sends is given to `take`. */
export async function servePage(plan: Plan, take: TakeFrame): Promise<PageServer> {
  const server: Server = createServer((request, response) => {
    answer(request, response, plan, take).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
