import { CameraOutlined, CloseOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import type { EvidenceView } from '#kernel/shapes.ts';
import { newId } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { RefusalNote } from '#web/refusal.tsx';
import type { Control } from '#web/ui/field.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { uiWords } from '#web/ui.words.ts';
import {
  askPosition,
  hindranceOf,
  type PositionAnswer,
  type Source,
  sendEvidence,
  type UploadHindrance,
} from '#web/upload.ts';

export const evidenceAddress = (id: string): string => `/api/evidence/${id}/content`;

type Sending = {
  readonly key: string;
  readonly name: string;
  readonly step: 'hashing' | 'uploading' | 'failed';
  readonly share: number;
  readonly hindrance?: UploadHindrance;
  readonly error?: unknown;
  readonly again?: () => void;
};

type UploadProps = Control<string[]> & {
  /** Evidence the value already names, so that it can be shown. */
  readonly known?: readonly EvidenceView[];
  readonly countMax?: number;
  /** Only the buttons and what was taken: where many stand on one page. */
  readonly compact?: boolean;
  /** Told of each file as it arrives, by a page that keeps what it shows. */
  readonly arrived?: (evidence: EvidenceView) => void;
};

/** A control that holds the ids of evidence: photos from the camera, or files. Each is fingerprinted here before it leaves. */
export function EvidenceUpload({
  known = [],
  countMax = 60,
  compact = false,
  arrived,
  ...control
}: UploadProps) {
  const t = useWords();
  const { percent } = useFormat();
  const [sent, setSent] = useState<readonly EvidenceView[]>([]);
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [caption, setCaption] = useState('');
  const [withoutPosition, setWithoutPosition] = useState<'positionRefused' | 'positionFailed' | null>(null);
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  // Several files end at their own times; each adds to what the last one left, not to what stood when it began.
  const held = useRef<readonly string[]>(control.value ?? []);
  held.current = control.value ?? [];
  const shown = [...known, ...sent.filter((one) => !known.some(({ id }) => id === one.id))].filter(({ id }) =>
    held.current.includes(id),
  );

  const give = (ids: readonly string[]) => {
    held.current = ids;
    control.onChange?.([...ids]);
  };
  const mark = (key: string, change: Partial<Sending>) =>
    setSending((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));

  const send = async (
    file: File,
    source: Source,
    key: string,
    position: Promise<PositionAnswer> | undefined,
  ) => {
    const said = caption.trim();
    const hindrance = hindranceOf(file);
    if (hindrance) return mark(key, { step: 'failed', hindrance });
    mark(key, { step: 'hashing', share: 0 });
    try {
      const where = await position;
      if (where && 'without' in where) setWithoutPosition(where.without);
      const evidence = await sendEvidence(file, {
        source,
        caption: said || undefined,
        position: where && 'position' in where ? where.position : undefined,
        progress: (step, share) => mark(key, { step, share }),
      });
      setSent((before) => [...before, evidence]);
      arrived?.(evidence);
      setSending((before) => before.filter((one) => one.key !== key));
      give([...held.current, evidence.id]);
      setCaption('');
    } catch (error) {
      mark(key, { step: 'failed', error, again: () => void send(file, source, key, position) });
    }
  };

  const take = (list: FileList | null, source: 'camera' | 'chosen') => {
    const chosen = Array.from(list ?? []).slice(0, countMax - held.current.length);
    const position = source === 'camera' && chosen.length > 0 ? askPosition() : undefined;
    if (position !== undefined) setWithoutPosition(null);
    for (const file of chosen) {
      const key = newId();
      const kind: Source =
        source === 'camera' ? 'camera' : file.type.startsWith('image/') ? 'gallery' : 'file';
      setSending((before) => [...before, { key, name: file.name, step: 'hashing', share: 0 }]);
      void send(file, kind, key, position);
    }
  };

  const full = held.current.length >= countMax;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: dropping is a second way; the button is the first
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div
      className={compact ? 'evidence-upload compact' : 'evidence-upload'}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        take(event.dataTransfer.files, 'chosen');
      }}
    >
      <div className="evidence-buttons">
        <Button
          id={control.id}
          icon={<UploadOutlined />}
          disabled={full}
          onClick={() => files.current?.click()}
        >
          {t(uiWords.chooseFiles)}
        </Button>
        <Button icon={<CameraOutlined />} disabled={full} onClick={() => camera.current?.click()}>
          {t(uiWords.takePhoto)}
        </Button>
        {compact ? null : <span className="soft wide-only">{t(uiWords.dropHere)}</span>}
        <input
          ref={files}
          type="file"
          multiple
          hidden
          onChange={(event) => takeFrom(event.target, (list) => take(list, 'chosen'))}
        />
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          hidden
          onChange={(event) => takeFrom(event.target, (list) => take(list, 'camera'))}
        />
      </div>
      {compact ? null : (
        <>
          <Input
            value={caption}
            maxLength={500}
            placeholder={t(uiWords.captionNext)}
            aria-label={t(uiWords.captionNext)}
            onChange={(event) => setCaption(event.target.value)}
          />
          <p className="soft small">
            {t(uiWords.evidenceHint)} {t(uiWords.positionUse)}
          </p>
        </>
      )}
      {full ? <p className="warn small">{t(uiWords.tooManyFiles, { count: countMax })}</p> : null}
      {withoutPosition ? <Notice>{t(uiWords[withoutPosition])}</Notice> : null}
      {sending.length > 0 ? (
        <ul className="sending" aria-live="polite">
          {sending.map((one) => (
            <li key={one.key}>
              <span>{one.name}</span>
              {one.step === 'hashing' ? <span className="soft">{t(uiWords.hashing)}</span> : null}
              {one.step === 'uploading' ? (
                <>
                  <span className="soft">{t(uiWords.uploading, { percent: percent(one.share) })}</span>
                  <progress max={1} value={one.share} />
                </>
              ) : null}
              {one.hindrance ? (
                <Notice tone="warn" urgent>
                  {t(uiWords[one.hindrance])}
                </Notice>
              ) : null}
              <RefusalNote
                error={one.error}
                extra={one.again ? <Button onClick={one.again}>{t(uiWords.again)}</Button> : undefined}
              />
              {one.step === 'failed' ? (
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t(uiWords.remove)}
                  onClick={() => setSending((before) => before.filter(({ key }) => key !== one.key))}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {shown.length > 0 ? (
        <EvidenceGallery of={shown} remove={(id) => give(held.current.filter((other) => other !== id))} />
      ) : null}
    </div>
  );
}

/** The same file may be chosen again after it failed. */
function takeFrom(input: HTMLInputElement, take: (files: FileList | null) => void): void {
  take(input.files);
  input.value = '';
}

/** Evidence as it stands: the picture or the file, its fingerprint, place and times. */
export function EvidenceGallery({
  of,
  remove,
}: {
  readonly of: readonly EvidenceView[];
  readonly remove?: (id: string) => void;
}) {
  const t = useWords();
  if (of.length === 0) return <p className="soft">{t(uiWords.noEvidence)}</p>;
  return (
    <ul className="gallery">
      {of.map((evidence) => (
        <li key={evidence.id}>
          <EvidenceTile evidence={evidence} />
          {remove ? (
            <Button type="text" size="small" icon={<CloseOutlined />} onClick={() => remove(evidence.id)}>
              {t(uiWords.remove)}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

const shortFingerprint = 12;

function EvidenceTile({ evidence }: { readonly evidence: EvidenceView }) {
  const t = useWords();
  const { instant, number } = useFormat();
  // Some browsers cannot draw HEIC; the file is there all the same.
  const [drawn, setDrawn] = useState(evidence.mediaType.startsWith('image/'));
  const { latitude, longitude, accuracyMetres } = evidence;
  return (
    <figure>
      <a
        href={evidenceAddress(evidence.id)}
        target="_blank"
        rel="noreferrer"
        aria-label={`${t(uiWords.openFile)}: ${evidence.name}`}
      >
        {drawn ? (
          // biome-ignore lint/a11y/noNoninteractiveElementInteractions: it only hears that the picture cannot be drawn
          <img
            src={evidenceAddress(evidence.id)}
            alt={evidence.caption ?? evidence.name}
            loading="lazy"
            decoding="async"
            onError={() => setDrawn(false)}
          />
        ) : (
          <span className="file">
            <FileOutlined />
            {evidence.name}
          </span>
        )}
      </a>
      <figcaption>
        <span>{evidence.caption ?? evidence.name}</span>
        <span className="soft small">
          {t(uiWords.fingerprint)}{' '}
          <code title={evidence.sha256}>{evidence.sha256.slice(0, shortFingerprint)}</code>
        </span>
        <span className="soft small">
          {latitude === null || longitude === null
            ? t(uiWords.noPosition)
            : `${latitude.toFixed(5)}, ${longitude.toFixed(5)} (${evidence.datum ?? ''})`}
          {accuracyMetres === null ? '' : ` ${t(uiWords.accuracy, { metres: number(accuracyMetres) })}`}
        </span>
        {evidence.takenAt ? (
          <span className="soft small">
            {t(uiWords.takenAt)} {instant(evidence.takenAt)}
          </span>
        ) : null}
        <span className="soft small">
          {t(uiWords.receivedAt)} {instant(evidence.receivedAt)} · {evidence.uploadedBy}
        </span>
      </figcaption>
    </figure>
  );
}
