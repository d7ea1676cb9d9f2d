import { Button, CopyButton, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import form from './form.module.css';

/** A text to be put elsewhere: it may be selected, or copied by one button. */
export function CopyText({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTranslation();
  return (
    <div className={form.form}>
      <Textarea label={label} readOnly autosize minRows={1} maxRows={18} value={text} />
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <div className={form.buttons}>
            <Button
              variant="default"
              leftSection={
                copied ? (
                  <IconCheck size={16} aria-hidden="true" />
                ) : (
                  <IconCopy size={16} aria-hidden="true" />
                )
              }
              onClick={copy}
            >
              {t(copied ? 'common.copied' : 'common.copy')}
            </Button>
          </div>
        )}
      </CopyButton>
    </div>
  );
}
