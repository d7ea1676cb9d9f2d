import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commentAlert } from '@/api/alert-desk.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import styles from './alert-details.module.css';
import { keyOf } from './desk-keys.ts';

interface CommentFormProps {
  readonly alertId: number;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** A few words on an alert; Enter stores them, Escape gives the keys back. */
export function CommentForm({ alertId, field }: CommentFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [words, setWords] = useState('');
  const comment = useMutation({
    mutationFn: () => commentAlert(alertId, words.trim()),
    onSuccess: () => {
      setWords('');
      field.current?.blur();
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'file', alertId] });
    },
  });
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (words.trim() !== '' && !comment.isPending) comment.mutate();
  };
  return (
    <form className={styles.comment} onSubmit={submit}>
      <Textarea
        ref={field}
        label={t('desk.comment')}
        description={t('desk.commentHelp')}
        aria-keyshortcuts={keyOf('comment')}
        autosize
        minRows={1}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') field.current?.blur();
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          submit();
        }}
      />
      <Button type="submit" variant="default" loading={comment.isPending} disabled={words.trim() === ''}>
        {t('desk.commentAdd')}
      </Button>
      <ActionFault fault={comment.error} />
    </form>
  );
}
