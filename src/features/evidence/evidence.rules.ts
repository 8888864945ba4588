import { granted, type Result, refused } from '#kernel/result.ts';

export const sizeBytesMax = 20 * 1024 * 1024;

/** What may be kept: pictures, PDF, office files, plain tables. Never anything a browser would run. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/ofd': ['ofd'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/x-m4a': ['m4a'],
  'video/mp4': ['mp4'],
};

/**
 * The type a file has by its own bytes, when it is one we keep and its name says the same. A file that is not what it
 * says is refused, not renamed: the mismatch itself may be the falsification.
 */
export function mediaTypeFor(
  name: string,
  detected: string | undefined,
): Result<string, 'evidence.type-refused'> {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (detected === 'application/zip' && extension === 'ofd') return granted('application/ofd');
  const extensions = detected ? accepted[detected] : undefined;
  if (!detected || !extensions?.includes(extension))
    return refused('evidence.type-refused', { name, detected: detected ?? '?' });
  return granted(detected);
}
