import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { ArchivePlace, Bytes } from '#platform/archive-place.ts';

export type Bucket = {
  readonly endpoint: string;
  readonly bucket: string;
  /** Ends with a slash, or is empty. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** Reads `s3://bucket/prefix`; where it is and who asks stand in the variables that all S3 tools read. */
export function bucketOf(address: string, environment: Readonly<Record<string, string | undefined>>): Bucket {
  const url = new URL(address);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey)
    throw new Error(
      '请在环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY 中给出对象存储的密钥。Give the keys of the bucket in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  const region = environment.AWS_REGION ?? 'us-east-1';
  const endpoint =
    environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`;
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    bucket: url.hostname,
    prefix: path === '' ? '' : `${path}/`,
    region,
    accessKeyId,
    secretAccessKey,
  };
}

/** Larger than this and it goes up in pieces, so that a table of any size needs no more memory than this. */
const pieceBytes = 16 * 1024 * 1024;

export function bucketPlace(bucket: Bucket): ArchivePlace {
  const { region, accessKeyId, secretAccessKey, prefix } = bucket;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
  const root = `${bucket.endpoint}/${bucket.bucket}`;
  const title = `s3://${bucket.bucket}/${prefix}`;

  const ask = async (method: string, key: string, query = '', body?: Uint8Array): Promise<Response> => {
    const answer = await client.fetch(`${root}/${key}${query}`, {
      method,
      ...(body
        ? {
            body: body as Uint8Array<ArrayBuffer>,
            // The store compares this with what arrived.
            headers: { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
          }
        : {}),
    });
    if (answer.ok || (method === 'GET' && answer.status === 404)) return answer;
    const told = (await answer.text()).slice(0, 300);
    throw new Error(
      `${title}: 对象存储拒绝了 ${method} ${key}（${answer.status}）。The bucket refused it: ${told}`,
    );
  };

  const read = async (name: string): Promise<Bytes | undefined> => {
    const answer = await ask('GET', prefix + name);
    if (answer.status === 404) {
      await answer.body?.cancel();
      return undefined;
    }
    return answer.body as unknown as Bytes;
  };

  const list = async (under: string): Promise<string[]> => {
    const names: string[] = [];
    for (let token = ''; ; ) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: under });
      if (token) query.set('continuation-token', token);
      const answer = await ask('GET', '', `?${query}`);
      const page = await answer.text();
      for (const [, key = ''] of page.matchAll(/<Key>([^<]*)<\/Key>/g)) names.push(unescaped(key));
      token = unescaped(/<NextContinuationToken>([^<]*)</.exec(page)?.[1] ?? '');
      if (!token) return names;
    }
  };

  return {
    title,
    sealed: false,
    settle: async () => {},
    read,
    readRaw: read,
    async write(name, bytes) {
      const key = prefix + name;
      const digest = createHash('sha256');
      const pieces = piecesOf(bytes, (chunk) => digest.update(chunk));
      const first = (await pieces.next()).value ?? new Uint8Array();
      const second = await pieces.next();
      if (second.done) {
        await ask('PUT', key, '', first);
        return { name, sha256: digest.digest('hex') };
      }
      const begun = await (await ask('POST', key, '?uploads=')).text();
      const id = encodeURIComponent(unescaped(/<UploadId>([^<]*)</.exec(begun)?.[1] ?? ''));
      const tags: string[] = [];
      const send = async (piece: Uint8Array) => {
        const sent = await ask('PUT', key, `?partNumber=${tags.length + 1}&uploadId=${id}`, piece);
        tags.push(sent.headers.get('etag') ?? '');
      };
      try {
        await send(first);
        await send(second.value);
        for await (const piece of pieces) await send(piece);
        const parts = tags.map(
          (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
        );
        const whole = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
        const done = await (
          await ask('POST', key, `?uploadId=${id}`, new TextEncoder().encode(whole))
        ).text();
        // The store may begin its answer before it knows: 200 with an error inside.
        if (/<Error>/.test(done)) throw new Error(`${title}: ${done.slice(0, 300)}`);
      } catch (error) {
        await ask('DELETE', key, `?uploadId=${id}`).catch(() => undefined);
        throw error;
      }
      return { name, sha256: digest.digest('hex') };
    },
    list: async () => (await list(prefix)).map((key) => key.slice(prefix.length)),
    async removeAll(under) {
      for (const key of await list(prefix + under)) await ask('DELETE', key);
    },
    within: (under) => bucketPlace({ ...bucket, prefix: `${prefix}${under}/` }),
  };
}

async function* piecesOf(bytes: Bytes, told: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    told(chunk);
    held.push(chunk);
    size += chunk.byteLength;
    if (size < pieceBytes) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
