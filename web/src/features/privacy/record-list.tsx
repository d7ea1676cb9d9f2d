import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGavel, IconPlus } from '@tabler/icons-react';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';

/** What of the law this list holds: the key of its words. */
export type LegalList = 'purposes' | 'bases' | 'authorisations' | 'decisions';

interface RecordListProps<Item> {
  readonly list: LegalList;
  readonly found: Pick<UseQueryResult<readonly Item[]>, 'data' | 'error' | 'refetch'>;
  readonly entry: (item: Item, mayWrite: boolean) => ReactNode;
  /** the form that adds one */
  readonly form: (onDone: () => void) => ReactNode;
}

/** One list of the law: what it is for, its records, a form that adds one. */
export function RecordList<Item extends { readonly id: number }>(props: RecordListProps<Item>) {
  const { t } = useTranslation();
  const { list, found } = props;
  const mayWrite = usePermission('legal:write');
  const [adding, { open, close }] = useDisclosure(false);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
      {t(`law.${list}.add`)}
    </Button>
  );
  if (found.data === undefined)
    return found.error === null ? (
      <RowsLoading rows={4} height={64} />
    ) : (
      <Failure fault={found.error} onRetry={() => void found.refetch()} />
    );
  return (
    <>
      {found.data.length === 0 ? (
        <Empty icon={IconGavel} title={t(`law.${list}.empty`)} action={add}>
          {t(`law.${list}.help`)}
        </Empty>
      ) : (
        <>
          <div className={records.bar}>
            <p className="soft">{t(`law.${list}.help`)}</p>
            {add}
          </div>
          <ul className={records.list}>
            {found.data.map((item) => (
              <li key={item.id}>{props.entry(item, mayWrite)}</li>
            ))}
          </ul>
        </>
      )}
      <Modal opened={adding} onClose={close} title={t(`law.${list}.add`)} size="lg">
        {props.form(close)}
      </Modal>
    </>
  );
}

/** Reads the law anew after a change; cameras too, since their outputs hang on it. */
export function useLawChanged(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: ['legal'] });
    await queryClient.invalidateQueries({ queryKey: ['cameras'] });
  };
}
