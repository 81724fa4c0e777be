// A small static server: what any file host does, with byte ranges, and nothing else. Node's own modules only.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** First and last byte asked for; null = the whole file; undefined = cannot be satisfied. Several ranges: the whole. */
export function parseRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? undefined : { start, end };
}

/** The file an address means, always inside `folder`; undefined for any other. */
export function findServedPath(folder, base, url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/, ''));
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const root = resolve(folder);
  const full = resolve(join(root, path.slice(base.length)));
  return full === root || full.startsWith(root + sep) ? full : undefined;
}

async function findFile(path) {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return findFile(join(path, 'index.html'));
  return found?.isFile() ? { path, size: found.size } : undefined;
}

function refuse(response, status, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(`${status}\n`);
}

async function answer(request, response, { folder, base }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, { allow: 'GET, HEAD' });
  // Relative addresses in the page need the folder's address to end in a slash.
  if (base !== '/' && request.url === base.slice(0, -1)) return refuse(response, 308, { location: base });
  const path = findServedPath(folder, base, request.url ?? '/');
  const file = path && (await findFile(path));
  if (!file) return refuse(response, 404);
  const range = parseRange(request.headers.range, file.size);
  if (range === undefined) return refuse(response, 416, { 'content-range': `bytes */${file.size}` });
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  response.writeHead(range ? 206 : 200, {
    'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(range && { 'content-range': `bytes ${start}-${end}/${file.size}` }),
  });
  if (request.method === 'HEAD' || file.size === 0) return response.end();
  createReadStream(file.path, { start, end })
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * Serves `folder` under `base`; `port` 0 takes a free one.
 * @param {{ folder: string, host?: string, port?: number, base?: string }} options
 * @returns {Promise<{ server: import('node:http').Server, address: string }>}
 */
export function startServer({ folder, host = '127.0.0.1', port = 0, base = '/' }) {
  const server = createServer((request, response) => {
    answer(request, response, { folder, base }).catch(() => response.destroy());
  });
  return new Promise((done, fail) => {
    server.once('error', fail).listen(port, host, () => {
      const shown = host.includes(':') ? `[${host}]` : host;
      done({ server, address: `http://${shown}:${server.address().port}${base}` });
    });
  });
}

/** Reads `--host`, `--port` (else the environment's PORT) and `--base`; a port that is taken gives way to a free one. */
export async function serveFromCommandLine(folder, values) {
  const port = Number(values.port ?? process.env.PORT ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port must be a number from 0 to 65535, got ${values.port ?? process.env.PORT}.`);
  }
  const base = `/${(values.base ?? '').replace(/^\/|\/$/g, '')}/`.replace('//', '/');
  const options = { folder, host: values.host ?? '127.0.0.1', port, base };
  const running = await startServer(options).catch((error) => {
    if (error.code !== 'EADDRINUSE' || values.port !== undefined) throw error;
    return startServer({ ...options, port: 0 });
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      running.server.close();
      running.server.closeAllConnections();
    });
  }
  return running.address;
}

/** Options of both commands that serve. */
export const SERVE_OPTIONS = { host: { type: 'string' }, port: { type: 'string' }, base: { type: 'string' } };

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { values } = parseArgs({ options: { ...SERVE_OPTIONS, folder: { type: 'string' } } });
    const folder = values.folder ?? fileURLToPath(new URL('../dist', import.meta.url));
    console.log(await serveFromCommandLine(folder, values));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
