import { Checkbox } from 'antd';
import type { Words } from '#kernel/words.ts';
import { useWords } from '#web/language.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { Lines } from '#web/ui/form-page.tsx';
import type { EvidenceAsked, Method } from '../regime/regime.model.ts';
import { emptyMethod, type MethodDraft } from './inspection.draft.rules.ts';
import { Labelled, PartFrame, type PartProps, type UploadOf, useUploads } from './inspection.part.view.tsx';
import { askedWords, words } from './inspection.words.ts';

const writtenAs: Readonly<
  Record<Exclude<EvidenceAsked, 'position' | 'photo'>, { field: WrittenField; words: Words }>
> = {
  minutes: { field: 'minutes', words: words.minutes },
  attendance: { field: 'attendance', words: words.attendance },
  list: { field: 'materials', words: words.materials },
  description: { field: 'description', words: words.description },
};
type WrittenField = Exclude<keyof MethodDraft, 'files'>;

/** 三（二）: one or more of five, each with what it must leave. */
export function MethodsPart({ sheet, draft, change }: PartProps) {
  const t = useWords();
  const upload = useUploads(draft, change);
  const choose = (method: Method, used: boolean) =>
    change((before) => {
      const { [method]: dropped, ...others } = before.methods;
      return { methods: used ? { ...others, [method]: dropped ?? emptyMethod } : others };
    });
  const write = (method: Method, next: Partial<MethodDraft>) =>
    change((before) => ({
      methods: { ...before.methods, [method]: { ...(before.methods[method] ?? emptyMethod), ...next } },
    }));
  return (
    <PartFrame part="methods" words={words.methods} hint={words.methodsHint}>
      <ul className="asks">
        {sheet.methods.map((method) => {
          const told = draft.methods[method.id];
          return (
            <li key={method.id} className="ask">
              <Checkbox
                className="method-name"
                checked={told !== undefined}
                onChange={(event) => choose(method.id, event.target.checked)}
              >
                {t(method.name)}
              </Checkbox>
              <p className="soft small">{t(method.evidence)}</p>
              {told
                ? method.requires.map((asked) => (
                    <MethodEvidence
                      key={asked}
                      asked={asked}
                      told={told}
                      write={(next) => write(method.id, next)}
                      upload={upload}
                    />
                  ))
                : null}
            </li>
          );
        })}
      </ul>
    </PartFrame>
  );
}

function MethodEvidence({
  asked,
  told,
  write,
  upload,
}: {
  readonly asked: EvidenceAsked;
  readonly told: MethodDraft;
  readonly write: (next: Partial<MethodDraft>) => void;
  readonly upload: UploadOf;
}) {
  const t = useWords();
  if (asked === 'position') return null;
  const files = (
    <EvidenceUpload
      compact
      {...upload(told.files[asked] ?? [], (ids) => write({ files: { ...told.files, [asked]: ids } }))}
    />
  );
  if (asked === 'photo')
    return (
      <div className="labelled">
        <span>{t(words.sitePhotos)}</span>
        {files}
      </div>
    );
  const { field, words: name } = writtenAs[asked];
  return (
    <>
      <Labelled words={name}>
        {(id) => (
          <Lines
            id={id}
            rows={2}
            maxLength={4000}
            value={told[field]}
            onChange={(text) => write({ [field]: text ?? '' })}
          />
        )}
      </Labelled>
      {asked === 'description' ? null : (
        <div className="labelled">
          <span className="soft">{t(words.orFile, { asked: t(askedWords[asked]) })}</span>
          {files}
        </div>
      )}
    </>
  );
}
