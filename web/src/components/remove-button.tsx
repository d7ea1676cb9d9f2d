import { Button, Popover } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionFault } from './action-fault.tsx';
import form from './form.module.css';

interface RemoveButtonProps {
  /** what happens with it */
  readonly warning: string;
  readonly remove: () => Promise<unknown>;
}

/** Removes something, once what goes with it has been read. */
export function RemoveButton({ warning, remove }: RemoveButtonProps) {
  const { t } = useTranslation();
  const removal = useMutation({ mutationFn: remove });
  return (
    <Popover width={280} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="red" size="compact-sm">
          {t('common.remove')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={form.form}>
          <p>{warning}</p>
          <ActionFault fault={removal.error} />
          <Button color="red" loading={removal.isPending} onClick={() => removal.mutate()}>
            {t('common.remove')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
