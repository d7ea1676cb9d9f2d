import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionFault } from './action-fault.tsx';
import form from './form.module.css';

interface FormEndProps {
  readonly sending: { readonly error: Error | null; readonly isPending: boolean };
  readonly onCancel: () => void;
  readonly isReady?: boolean;
  /** fields that tell their own faults */
  readonly beside?: readonly string[];
  /** what the button that sends says */
  readonly children: ReactNode;
}

/** The end of a form: what the server did not take, the way back, and the button that sends. */
export function FormEnd({ sending, onCancel, isReady = true, beside = [], children }: FormEndProps) {
  const { t } = useTranslation();
  return (
    <>
      <ActionFault fault={sending.error} beside={beside} />
      <div className={form.end}>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!isReady} loading={sending.isPending}>
          {children}
        </Button>
      </div>
    </>
  );
}
