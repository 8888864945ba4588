import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { bucketOf, bucketPlace } from '#platform/archive-bucket.ts';
import { digestOfBytes } from '#platform/archive-place.ts';

// A store that speaks as much of S3 as a backup needs, and believes nobody: every signature is computed again.

const keys = { id: 'AKIAEXAMPLE', secret: 'invented-for-this-test' };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, scope = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  const [id, day = '', region = '', service = '', end = ''] = scope.split('/');
  const told = String(request.headers['x-amz-content-sha256']);
  if (id !== keys.id || (told !== 'UNSIGNED-PAYLOAD' && told !== sha256(body))) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(''), names, told].join('\n');
  const text = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    [day, region, service, end].join('/'),
    sha256(canonical),
  ];
  const key = [region, service, end].reduce<Buffer>(hmac, hmac(`AWS4${keys.secret}`, day));
  return hmac(key, text.join('\n')).toString('hex') === signature;
}

async function aStore() {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '', 'http://store');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const answer = (status: number, text: string | Buffer = '', headers = {}) =>
      response.writeHead(status, headers).end(text);
    asked.push(`${request.method} ${url.search ? url.search.slice(0, 12) : ''}`);
    if (!isSigned(request, url, body))
      return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>');
    if (bucket !== 'county') return answer(404, '<Error><Code>NoSuchBucket</Code></Error>');
    const id = url.searchParams.get('uploadId') ?? '';
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      uploads.set('upload&1', new Map());
      return answer(200, '<UploadId>upload&amp;1</UploadId>');
    }
    if (request.method === 'PUT' && id) {
      uploads.get(id)?.set(Number(url.searchParams.get('partNumber')), body);
      return answer(200, '', { etag: `"${sha256(body).slice(0, 8)}"` });
    }
    if (request.method === 'POST') {
      const parts = [...(uploads.get(id) ?? [])].toSorted(([a], [b]) => a - b).map(([, part]) => part);
      objects.set(key, Buffer.concat(parts));
      return answer(200, '<CompleteMultipartUploadResult/>');
    }
    if (request.method === 'PUT') {
      objects.set(key, body);
      return answer(200);
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return answer(204);
    }
    if (url.searchParams.get('list-type') === '2') {
      const prefix = url.searchParams.get('prefix') ?? '';
      const after = url.searchParams.get('continuation-token') ?? '';
      const page = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).toSorted();
      const shown = page.slice(0, 2);
      const next = page.length > 2 ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : '';
      return answer(200, `<L>${shown.map((name) => `<Key>${name}</Key>`).join('')}${next}</L>`);
    }
    const object = objects.get(key);
    return object ? answer(200, object) : answer(404, '<Error><Code>NoSuchKey</Code></Error>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const environment = {
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}/`,
    AWS_REGION: 'cn-test-1',
  };
  return { objects, asked, environment };
}

const bytes = (text: string) => Readable.from([Buffer.from(text)]);

test('R17 a bucket keeps what is written, lists it page by page, and gives it back; every request is signed', async () => {
  const { objects, environment } = await aStore();
  const place = bucketPlace(bucketOf('s3://county/backups/', environment));
  const dated = place.within('dushi-20260410T010000Z');
  for (const name of ['manifest.json', 'tables/a.gz', 'tables/b.gz', 'evidence/ab/cd', 'evidence/ab/ce'])
    expect(await dated.write(name, bytes(name))).toEqual({ name, sha256: sha256(name) });
  await place.within('dushi-2').write('manifest.json', bytes('other'));
  expect(objects.get('backups/dushi-20260410T010000Z/tables/a.gz')?.toString()).toBe('tables/a.gz');
  expect(await place.list()).toHaveLength(6);
  expect((await dated.list()).toSorted()).toEqual([
    'evidence/ab/cd',
    'evidence/ab/ce',
    'manifest.json',
    'tables/a.gz',
    'tables/b.gz',
  ]);
  const read = await dated.read('tables/b.gz');
  expect(read && (await digestOfBytes(read))).toBe(sha256('tables/b.gz'));
  expect(await dated.read('tables/c.gz')).toBe(undefined);
  await place.removeAll('dushi-20260410T010000Z/');
  expect([...objects.keys()]).toEqual(['backups/dushi-2/manifest.json']);
});

test('R17 what is larger than a piece goes up in pieces and is one object', async () => {
  const { objects, asked, environment } = await aStore();
  const place = bucketPlace(bucketOf('s3://county', environment));
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  const written = await place.write(
    'tables/event.jsonl.gz',
    Readable.from(Array.from({ length: 35 }, () => megabyte)),
  );
  const whole = Buffer.concat(Array.from({ length: 35 }, () => megabyte));
  expect(written.sha256).toBe(sha256(whole));
  expect(objects.get('tables/event.jsonl.gz')?.equals(whole)).toBe(true);
  expect(asked.filter((one) => one.startsWith('PUT ?partNumber'))).toHaveLength(3);
});

test('a wrong key, a wrong bucket and missing keys are told', async () => {
  const { environment } = await aStore();
  const stolen = bucketPlace(bucketOf('s3://county', { ...environment, AWS_SECRET_ACCESS_KEY: 'guessed' }));
  await expect(stolen.write('a', bytes('a'))).rejects.toThrow(/403.*SignatureDoesNotMatch/s);
  const elsewhere = bucketPlace(bucketOf('s3://other', environment));
  await expect(elsewhere.write('a', bytes('a'))).rejects.toThrow(/NoSuchBucket/);
  expect(() => bucketOf('s3://county', {})).toThrow(/AWS_ACCESS_KEY_ID/);
});
