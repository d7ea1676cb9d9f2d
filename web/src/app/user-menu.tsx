import { ActionIcon, Menu } from '@mantine/core';
import { IconLogout, IconUser, IconUserCog } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '#features/accounts/account-schema.ts';
import { meQuery, signOut } from '@/api/accounts.ts';
import { forgetMotive } from '@/api/live-connection.ts';
import { forgetHere } from '@/api/push-subscription.ts';
import styles from './user-menu.module.css';

/** Who is signed in, with which role, and the way out. */
export function UserMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const leave = async (): Promise<void> => {
    // Even if the server cannot be told, this page forgets what it showed.
    forgetMotive();
    await forgetHere().catch(() => undefined);
    await signOut().catch(() => undefined);
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, null);
    location.assign('/sign-in');
  };
  return (
    <Menu position="bottom-end" width={264}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('shell.account', { name: me.name })}
        >
          <IconUser size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.person}>
          <strong>{me.name}</strong>
          <span className="soft">{me.email}</span>
          <span>{t(`shell.role.${me.role}`)}</span>
          <span className="soft small">{t(`shell.roleHelp.${me.role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCog size={16} aria-hidden="true" />}>
          {t('shell.ownAccount')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
