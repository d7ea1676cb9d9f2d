import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import form from './form.module.css';
import styles from './help-button.module.css';

/** Pages that explain themselves; any other is explained in general. */
export type HelpPage =
  | 'overview'
  | 'live'
  | 'alerts'
  | 'cameras'
  | 'camera'
  | 'addCamera'
  | 'recordings'
  | 'statistics'
  | 'notifications'
  | 'law'
  | 'dataProtection'
  | 'log'
  | 'people'
  | 'places'
  | 'account'
  | 'signIn'
  | 'setup'
  | 'register'
  | 'other';

const typing = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

/** Says what the page is for and what one does there; the key `?` opens it too. */
export function HelpButton({ page }: { readonly page: HelpPage }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest(typing) !== null;
      // A page that has a help of its own keys answers first.
      if (
        event.key !== '?' ||
        event.defaultPrevented ||
        isTyping ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [open]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('help.open')}
        title={t('help.open')}
        onClick={open}
      >
        <IconHelp size={20} stroke={1.75} />
      </ActionIcon>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="min(420px, 100vw)"
        title={t('help.title', { page: t(`help.page.${page}.name`) })}
      >
        <HelpText page={page} />
      </Drawer>
    </>
  );
}

function HelpText({ page }: { readonly page: HelpPage }) {
  const { t } = useTranslation();
  const steps = Object.values(
    t(`help.page.${page}.steps`, { returnObjects: true }) as Readonly<Record<string, string>>,
  );
  const keys = [
    ['?', t('help.keyHelp')],
    ['Esc', t('help.keyEscape')],
    ['Tab', t('help.keyTab')],
  ] as const;
  return (
    <div className={form.form}>
      <section>
        <h3>{t('help.what')}</h3>
        <p>{t(`help.page.${page}.what`)}</p>
      </section>
      <section>
        <h3>{t('help.steps')}</h3>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <section>
        <h3>{t('help.keys')}</h3>
        <dl className={styles.keys}>
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p className="soft small">{t('help.more')}</p>
    </div>
  );
}
