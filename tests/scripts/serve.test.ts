import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findServedPath, parseRange, startServer } from '../../scripts/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'care-circle-serve-'));
mkdirSync(join(folder, 'site/data'), { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'site/index.html'), '<p>home</p>');
writeFileSync(join(folder, 'site/data/places.fgb'), '0123456789');
writeFileSync(join(folder, 'site/data/示例.csv'), 'id\n');
writeFileSync(join(folder, 'site/empty.css'), '');

let running: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  running = await startServer({ folder: join(folder, 'site'), base: '/a/b/' });
});
afterAll(() => {
  running.server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, running.address), { headers });

/** A request as it is written, which fetch would tidy up. */
function sendRaw(path: string): Promise<string> {
  const { port, hostname } = new URL(running.address);
  return new Promise((done, fail) => {
    let answer = '';
    connect(Number(port), hostname, function (this: import('node:net').Socket) {
      this.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    })
      .on('data', (bytes) => (answer += bytes.toString()))
      .on('end', () => done(answer))
      .on('error', fail);
  });
}

describe('the static server', () => {
  it('serves the page of a folder, with its type and length', async () => {
    const response = await get('./');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe('<p>home</p>');
  });

  it('sends the folder without its slash to the one with it, since the page has relative addresses', async () => {
    const response = await fetch(new URL('/a/b', running.address), { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, '/a/b/']);
  });

  it('serves names in Chinese and empty files', async () => {
    expect(await (await get('data/示例.csv')).text()).toBe('id\n');
    expect((await get('empty.css')).status).toBe(200);
  });

  it('looks at the path of an address alone', async () => {
    expect((await get('data/places.fgb?version=2')).status).toBe(200);
    expect(findServedPath('/srv', '/', '//data/x?y#z')).toMatch(/srv.data.x$/);
  });

  it('answers a byte range with 206 and exactly these bytes, never compressed', async () => {
    const response = await get('data/places.fgb', { range: 'bytes=2-4', 'accept-encoding': 'gzip' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe('234');
  });

  it('answers a range behind the end with 416', async () => {
    const response = await get('data/places.fgb', { range: 'bytes=10-' });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it('knows nothing of missing files, of folders without a page and of other methods', async () => {
    expect((await get('gone.js')).status).toBe(404);
    expect((await get('data/')).status).toBe(404);
    expect((await fetch(running.address, { method: 'POST' })).status).toBe(405);
  });

  it.each(['/a/b/../secret.txt', '/a/b/%2e%2e/secret.txt', '/a/b/..%2fsecret.txt', '/a/b/%ZZ', '/secret.txt'])(
    'never leaves its folder: %s',
    async (path) => {
      const answer = await sendRaw(path);
      expect(answer).toContain('404');
      expect(answer).not.toContain('secret');
    },
  );

  it('finds no path for an address with a zero byte', () => {
    expect(findServedPath('/srv', '/', '/a%00b')).toBeUndefined();
    expect(findServedPath('/srv', '/', '/a')).toMatch(/a$/);
  });
});

describe('a byte range', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=5-50', { start: 5, end: 9 }],
    ['bytes=7-3', undefined],
    ['bytes=-0', undefined],
    ['bytes=0-1,3-4', null],
    ['lines=0-3', null],
    [undefined, null],
  ])('%s of ten bytes', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});
