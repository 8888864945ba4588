import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import type { RefObject } from 'react';
import { useWords } from '#web/language.tsx';
import { uiWords } from '#web/ui.words.ts';

/** Asks before a page with unsent words is left. `when.current` is looked at in the moment of leaving. */
export function Unsaved({ when }: { readonly when: RefObject<boolean> }) {
  const t = useWords();
  const blocker = useBlocker({
    // A filter or a step in the address is not leaving.
    shouldBlockFn: ({ current, next }) => when.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => when.current,
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t(uiWords.unsaved)}
      okText={t(uiWords.leave)}
      okButtonProps={{ danger: true }}
      cancelText={t(uiWords.stay)}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t(uiWords.unsavedMeans)}
    </Modal>
  );
}
