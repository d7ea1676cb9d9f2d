import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconBookmarkPlus, IconStar, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedFilter } from '#features/alerts/desk-schema.ts';
import { forgetFilter, savedFiltersQuery, saveFilter } from '@/api/alert-desk.ts';
import type { AlertFilter } from '@/api/alerts.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';

interface SavedFiltersProps {
  readonly filter: AlertFilter;
  readonly onChoose: (filter: AlertFilter) => void;
}

/** The filters a person keeps: choose one, keep the one that is on, forget one. */
export function SavedFilters({ filter, onChoose }: SavedFiltersProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [saving, { open, close }] = useDisclosure(false);
  const { data: kept = [] } = useQuery(savedFiltersQuery);
  const forgetting = useMutation({
    mutationFn: forgetFilter,
    onSettled: () => queryClient.invalidateQueries({ queryKey: savedFiltersQuery.queryKey }),
  });
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden="true" />}>
            {t('desk.filters')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kept.map((saved) => (
            <Menu.Item
              key={saved.id}
              leftSection={
                saved.isDefault ? <IconStar size={16} aria-label={t('desk.filterUsual')} /> : undefined
              }
              onClick={() => onChoose(saved.content)}
            >
              {saved.name}
            </Menu.Item>
          ))}
          {kept.length === 0 && <Menu.Label>{t('desk.noFilters')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item leftSection={<IconBookmarkPlus size={16} aria-hidden="true" />} onClick={open}>
            {t('desk.keepFilter')}
          </Menu.Item>
          {kept.map((saved) => (
            <Menu.Item
              key={saved.id}
              color="red"
              leftSection={<IconTrash size={16} aria-hidden="true" />}
              onClick={() => forgetting.mutate(saved.id)}
            >
              {t('desk.forgetFilter', { name: saved.name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={saving} onClose={close} title={t('desk.keepFilter')} size="sm">
        <KeepForm filter={filter} kept={kept} onDone={close} />
      </Modal>
    </>
  );
}

interface KeepFormProps {
  readonly filter: AlertFilter;
  readonly kept: readonly SavedFilter[];
  readonly onDone: () => void;
}

function KeepForm({ filter, kept, onDone }: KeepFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [isDefault, setDefault] = useState(false);
  const keeping = useMutation({
    mutationFn: () => saveFilter({ name: name.trim(), content: filter, isDefault }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: savedFiltersQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') keeping.mutate();
  };
  const isReplaced = kept.some((saved) => saved.name === name.trim());
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('desk.filterName')}
        description={isReplaced ? t('desk.filterReplaces') : undefined}
        data-autofocus
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('desk.filterAtOpening')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
      <ActionFault fault={keeping.error} />
      <div className={form.end}>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={keeping.isPending} disabled={name.trim() === ''}>
          {t('desk.keep')}
        </Button>
      </div>
    </form>
  );
}
