import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { evidenceView, fileName, instantText, text, uuid } from '#kernel/shapes.ts';

export const evidenceContract = {
  /** Names bytes that were stored by `PUT /api/files/{sha256}`: what they show, when, where, by which means. */
  register: procedureFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/evidence', tags: ['evidence'] })
    .input(
      z.strictObject({
        id: uuid,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        name: fileName(200),
        caption: text(500).optional(),
        source: z.enum(['camera', 'gallery', 'file']),
        takenAt: instantText.optional(),
        latitude: z.number().min(-90).max(90).optional(),
        longitude: z.number().min(-180).max(180).optional(),
        accuracyMetres: z.number().min(0).max(100_000).optional(),
        datum: z.enum(['WGS84', 'GCJ02', 'CGCS2000']).optional(),
      }),
    )
    .output(evidenceView)
    .errors(
      refusals(
        'evidence.bytes-missing',
        'evidence.type-refused',
        'evidence.position-incomplete',
        'evidence.id-taken',
      ),
    ),
};
