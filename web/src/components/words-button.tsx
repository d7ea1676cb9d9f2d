import { Button, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from './form.module.css';
import { FormEnd } from './form-end.tsx';

interface WordsButtonProps {
  /** what the button does */
  readonly children: string;
  /** what is asked: a motive, a quality */
  readonly label: string;
  readonly shortest: number;
  readonly act: (words: string) => Promise<unknown>;
}

/** Does something that wants a few words first, such as a motive. */
export function WordsButton({ children, label, shortest, act }: WordsButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open}>
        {children}
      </Button>
      <Modal opened={opened} onClose={close} title={children}>
        <WordsForm label={label} shortest={shortest} act={act} onDone={close}>
          {children}
        </WordsForm>
      </Modal>
    </>
  );
}

function WordsForm({
  children,
  label,
  shortest,
  act,
  onDone,
}: WordsButtonProps & { readonly onDone: () => void }) {
  const [words, setWords] = useState('');
  const acting = useMutation({ mutationFn: act, onSuccess: onDone });
  const isReady = words.trim().length >= shortest;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) acting.mutate(words.trim());
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <Textarea
        label={label}
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <FormEnd sending={acting} onCancel={onDone} isReady={isReady}>
        {children}
      </FormEnd>
    </form>
  );
}
