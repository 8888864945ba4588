import { ORPCError } from '@orpc/client';
import type { EvidenceView } from '#kernel/shapes.ts';
import { newId, sessionWasLost } from '#web/api.ts';
import { dayAt } from '#web/format.ts';

// Evidence bytes are the one thing outside the contract: streamed under their own SHA-256, then registered as evidence.

export type Source = EvidenceView['source'];
export type Position = {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMetres: number;
};
export type UploadOptions = {
  readonly source: Source;
  readonly caption?: string | undefined;
  /** Where the device says it is; only for a photo taken now. */
  readonly position?: Position | undefined;
  readonly progress?: (step: 'hashing' | 'uploading', share: number) => void;
};

export const fileBytesMax = 20 * 1024 * 1024;

/** Why a file cannot be sent from this device at all; the words are `uiWords` of the same name. */
export type UploadHindrance = 'noCryptography' | 'fileTooLarge' | 'fileEmpty';
export function hindranceOf(file: File): UploadHindrance | undefined {
  // Browsers give WebCrypto only to https and to this machine itself.
  if (!('subtle' in crypto)) return 'noCryptography';
  if (file.size === 0) return 'fileEmpty';
  return file.size > fileBytesMax ? 'fileTooLarge' : undefined;
}

/** Sends a file and registers it: its fingerprint first, then the bytes, then what is known about them. */
export async function sendEvidence(file: File, options: UploadOptions): Promise<EvidenceView> {
  const bytes = await file.arrayBuffer();
  options.progress?.('hashing', 0);
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
  await put(`/api/files/${sha256}`, bytes, (share) => options.progress?.('uploading', share));
  const { position, caption } = options;
  const answer = await fetch('/api/evidence', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: newId(),
      sha256,
      name: file.name.slice(-200),
      source: options.source,
      ...(caption ? { caption } : {}),
      ...(options.source === 'camera' ? { takenAt: instantAt(file.lastModified) } : {}),
      // The Geolocation standard gives WGS-84.
      ...(position ? { ...position, datum: 'WGS84' } : {}),
    }),
  });
  if (!answer.ok) throw errorFrom(answer.status, await answer.text());
  return (await answer.json()) as EvidenceView;
}

/** Sends a file and gives the id of the evidence it became. */
export async function uploadFile(file: File, options: UploadOptions): Promise<string> {
  return (await sendEvidence(file, options)).id;
}

/** XMLHttpRequest, because fetch tells nothing of an upload's progress. */
function put(address: string, bytes: ArrayBuffer, progress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(errorFrom(request.status, request.responseText));
    request.onerror = () => reject(new TypeError('Network request failed'));
    request.send(new Blob([bytes], { type: 'application/octet-stream' }));
  });
}

function errorFrom(status: number, body: string): ORPCError<string, unknown> {
  const told = parsed(body);
  if (told.code === 'session.required') sessionWasLost();
  return new ORPCError(told.code ?? 'INTERNAL_SERVER_ERROR', {
    status: status >= 400 ? status : 500,
    data: told.data ?? {},
  });
}

function parsed(body: string): { code?: string; data?: unknown } {
  try {
    return JSON.parse(body) as { code?: string; data?: unknown };
  } catch {
    return {};
  }
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

function instantAt(epochMilliseconds: number): string {
  const seconds = Math.floor(epochMilliseconds / 1000);
  const day = Math.floor(seconds / 86_400);
  const rest = seconds - day * 86_400;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${dayAt(day)}T${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}Z`;
}

export type PositionAnswer =
  | { readonly position: Position }
  | { readonly without: 'positionRefused' | 'positionFailed' };

/** Asks the device once where it is, within ten seconds. A refusal is an answer, not a hindrance. */
export function askPosition(): Promise<PositionAnswer> {
  if (!('geolocation' in navigator) || !window.isSecureContext)
    return Promise.resolve({ without: 'positionFailed' });
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          position: {
            latitude: coords.latitude,
            longitude: coords.longitude,
            accuracyMetres: Math.min(100_000, Math.round(coords.accuracy)),
          },
        }),
      (error) =>
        resolve({ without: error.code === error.PERMISSION_DENIED ? 'positionRefused' : 'positionFailed' }),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
    );
  });
}
