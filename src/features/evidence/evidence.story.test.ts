import { createHash } from 'node:crypto';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { aCounty, refusalOf, type Somebody } from '#testing/world.ts';

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const put = (by: Somebody, sha256: string, bytes: BodyInit, headers: Record<string, string> = {}) =>
  by.fetch(`/api/files/${sha256}`, { method: 'PUT', body: bytes, headers });

test('D15: a photo is kept under its hash with its position, its means and both times', async () => {
  const county = await aCounty();
  const { inspector, stranger } = county.people;
  const id = await county.evidence(inspector, { source: 'camera', latitude: 29.24, longitude: 113.81 });
  const content = await inspector.fetch(`/api/evidence/${id}/content`);
  expect(content.status).toBe(200);
  expect(content.headers.get('content-security-policy')).toContain('sandbox');
  const bytes = new Uint8Array(await content.arrayBuffer());
  const row = await county.db
    .selectFrom('evidence')
    .selectAll()
    .where('county', '=', county.county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    sha256: sha256Of(bytes),
    source: 'camera',
    datum: 'WGS84',
    media_type: 'image/png',
  });
  expect((await stranger.fetch(`/api/evidence/${id}/content`)).status).toBe(401);
});

test('a contractor cannot read the evidence of supervision or of its rival', async () => {
  const county = await aCounty();
  const { inspector, contractor, outsider } = county.people;
  const seen = await county.evidence(inspector);
  const own = await county.evidence(contractor);
  expect((await contractor.fetch(`/api/evidence/${seen}/content`)).status).toBe(404);
  expect((await outsider.fetch(`/api/evidence/${own}/content`)).status).toBe(404);
  expect((await contractor.fetch(`/api/evidence/${own}/content`)).status).toBe(200);
});

test('a file that is not what it says is refused, and nothing is kept of it', async () => {
  const county = await aCounty();
  const { contractor } = county.people;
  const before = await county.events();
  const page = new TextEncoder().encode('<html><script>alert(1)</script></html>');
  const sha256 = sha256Of(page);
  expect((await put(contractor, sha256, page)).status).toBe(200);
  const refusal = await refusalOf(
    contractor.api.evidence.register({ id: county.newId(), sha256, name: '现场.jpg', source: 'gallery' }),
  );
  expect(refusal).toMatchObject({ code: 'evidence.type-refused', facts: { name: '现场.jpg' } });
  expect(await county.events()).toBe(before);
});

test('200 MB, the wrong digest, nothing at all, and bytes that never came are refused', async () => {
  const county = await aCounty();
  const { contractor } = county.people;
  const sha256 = 'a'.repeat(64);
  expect((await put(contractor, sha256, 'x', { 'content-length': String(200 * 1024 * 1024) })).status).toBe(
    413,
  );
  // A sender who does not say how much is coming is stopped on the way.
  const megabyte = new Uint8Array(1024 * 1024);
  const endless = Readable.toWeb(Readable.from(Array.from({ length: 25 }, () => megabyte))) as ReadableStream;
  const streamed = await contractor.fetch(`/api/files/${sha256}`, {
    method: 'PUT',
    body: endless,
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(413);
  expect((await put(contractor, sha256, 'other bytes')).status).toBe(409);
  expect((await put(contractor, 'not-a-digest', 'x')).status).toBe(409);
  const missing = contractor.api.evidence.register({
    id: county.newId(),
    sha256,
    name: '说明.pdf',
    source: 'file',
  });
  expect((await refusalOf(missing)).code).toBe('evidence.bytes-missing');
});

test('W13 knowing a fingerprint is not having the file: only who brought the bytes may register them', async () => {
  const county = await aCounty();
  const { contractor, outsider, inspector } = county.people;
  const id = await county.evidence(inspector);
  const { sha256 } = await county.db
    .selectFrom('evidence')
    .select('sha256')
    .where('county', '=', county.county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const told = { sha256, name: '现场.png', source: 'file' as const };
  const stolen = outsider.api.evidence.register({ id: county.newId(), ...told });
  expect((await refusalOf(stolen)).code).toBe('evidence.bytes-missing');
  // Nor is there an answer to whether the file exists: known or unknown, wrong bytes are wrong bytes.
  expect((await put(contractor, sha256, 'x')).status).toBe(409);
  expect((await put(contractor, 'c'.repeat(64), 'x')).status).toBe(409);
  expect((await put(contractor, sha256, new Uint8Array())).status).toBe(409);
  // Who has the bytes may of course bring them too; a colleague of one's own body need not.
  const bytes = new Uint8Array(await (await inspector.fetch(`/api/evidence/${id}/content`)).arrayBuffer());
  expect((await put(contractor, sha256, bytes)).status).toBe(200);
  await contractor.api.evidence.register({ id: county.newId(), ...told });
  await county.people.lead.api.evidence.register({ id: county.newId(), ...told });
  const refused = outsider.api.evidence.register({ id: county.newId(), ...told });
  expect((await refusalOf(refused)).code).toBe('evidence.bytes-missing');
});

test.each([
  ['altered', 'altered'],
  ['cut short', 'altered'],
  ['emptied', 'empty'],
  ['removed', 'missing'],
] as const)(
  'R6 a stored file that was %s is never served, is noted, and the true bytes mend it',
  async (how, kind) => {
    const county = await aCounty();
    const { inspector } = county.people;
    const id = await county.evidence(inspector);
    const address = `/api/evidence/${id}/content`;
    const bytes = new Uint8Array(await (await inspector.fetch(address)).arrayBuffer());
    const sha256 = sha256Of(bytes);
    const path = county.pathOf(sha256);
    if (how === 'removed') await rm(path);
    else if (how === 'emptied') await truncate(path);
    else if (how === 'cut short') await truncate(path, bytes.length - 1);
    else await writeFile(path, bytes.with(40, (bytes[40] ?? 0) ^ 1));
    for (let times = 0; times < 2; times += 1) {
      const answer = await inspector.fetch(address);
      expect(answer.status).toBe(409);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(((await answer.json()) as { code: string }).code).toBe('evidence.damaged');
    }
    const shown = await inspector.fetch(address, { headers: { accept: 'text/html,*/*' } });
    expect(await shown.text()).toContain('重新上传同一文件');
    const damages = () =>
      county.db
        .selectFrom('evidence_damage')
        .select(['kind', 'found_by', 'repaired_at'])
        .where('county', '=', county.county)
        .execute();
    expect(await damages()).toEqual([{ kind, found_by: 'reading', repaired_at: null }]);
    expect((await put(inspector, sha256, bytes)).status).toBe(200);
    const mended = await inspector.fetch(address);
    expect(mended.status).toBe(200);
    expect(sha256Of(new Uint8Array(await mended.arrayBuffer()))).toBe(sha256);
    expect(await damages()).toEqual([{ kind, found_by: 'reading', repaired_at: expect.any(String) }]);
  },
);

test('R7: sending the same bytes again costs nothing, the same registration is answered the same, and the id is registered once', async () => {
  const county = await aCounty();
  const { contractor } = county.people;
  const bytes = new TextEncoder().encode('%PDF-1.4 example');
  const sha256 = sha256Of(bytes);
  expect((await put(contractor, sha256, bytes)).status).toBe(200);
  expect((await put(contractor, sha256, bytes)).status).toBe(200);
  const input = { id: county.newId(), sha256, name: '说明.pdf', source: 'file' as const };
  const first = await contractor.api.evidence.register(input);
  expect(await contractor.api.evidence.register(input)).toEqual(first);
  const other = contractor.api.evidence.register({ ...input, name: '别的.pdf' });
  expect((await refusalOf(other)).code).toBe('request.id-reused');
});

test('a position is whole or absent', async () => {
  const county = await aCounty();
  const { inspector } = county.people;
  const refusal = await refusalOf(
    inspector.api.evidence.register({
      id: county.newId(),
      sha256: 'b'.repeat(64),
      name: 'a.png',
      source: 'camera',
      latitude: 29.2,
    }),
  );
  expect(refusal.code).toBe('evidence.position-incomplete');
});
