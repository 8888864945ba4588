import { test } from 'vitest';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aFindingTold, aPlannedInspection, aSheet, theGroup } from '#testing/inspections.ts';
import { aCounty } from '#testing/world.ts';

test('speed', { timeout: 200_000 }, async () => {
  const pack = loadedRegimes().find((r) => r.pack.id === 'tongcheng-2021')!.pack as any;
  const model = pack.checkItems.find((i: any) => i.id === 'station.services');
  for (let k = 0; k < 22; k += 1) pack.checkItems.push({ ...model, id: `station.x${k}` });
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const N = 400;
  const bodies: { id: string; body: string }[] = [];
  const photo = await county.evidence(county.people.lead);
  const photos = await Promise.all(Array.from({ length: 5 }, () => county.evidence(county.people.lead)));
  for (let n = 0; n < N; n += 1) {
    const { id } = await aPlannedInspection(county, baseline);
    const findings = await Promise.all(
      Array.from({ length: 5 }, (_, k) => aFindingTold(county, { evidence: [photos[k]!] })),
    );
    const sheet = await aSheet(county, id, {
      findings,
      methods: [
        {
          method: 'site-visit',
          description: '',
          minutes: '',
          attendance: '',
          materials: '',
          evidence: [{ as: 'photo', id: photo }],
        },
      ],
    });
    const { id: _, ...rest } = sheet;
    bodies.push({ id, body: JSON.stringify(rest) });
  }
  console.log('items', JSON.parse(bodies[0]!.body).items.length, bodies[0]!.body.length);
  const send = async ({ id, body }: { id: string; body: string }) => {
    const r = await county.people.lead.fetch(`/api/inspections/${id}/submission`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (r.status !== 200) throw new Error(await r.text());
    await r.text();
  };
  for (const b of bodies.slice(0, 60)) await send(b);



  let c = process.cpuUsage();
  let t = performance.now();
  for (const b of bodies.slice(60, 200)) await send(b);
  let d = process.cpuUsage(c);
  console.log(
    'sequential: ms each',
    (performance.now() - t) / 140,
    'cpu ms',
    (d.user + d.system) / 1000 / 140,
  );

  c = process.cpuUsage();
  t = performance.now();
  const rest = bodies.slice(200);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let b = rest.pop(); b; b = rest.pop()) await send(b);
    }),
  );
  d = process.cpuUsage(c);
  console.log(
    '8 clients: per s',
    200_000 / (performance.now() - t),
    'cpu ms',
    (d.user + d.system) / 1000 / 200,
  );
});
