import { ActionIcon, Button, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun, type TablerIcon } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language } from '@/i18n/i18n.ts';
import { HelpOfPage } from './help-of-page.tsx';

const otherLanguage: Readonly<Record<Language, { readonly to: Language; readonly name: string }>> = {
  en: { to: 'fr', name: 'Français' },
  fr: { to: 'en', name: 'English' },
};
const schemes = {
  auto: { text: 'shell.themeAuto', icon: IconDeviceDesktop },
  light: { text: 'shell.themeLight', icon: IconSun },
  dark: { text: 'shell.themeDark', icon: IconMoon },
} as const satisfies Record<string, { text: string; icon: TablerIcon }>;
type Scheme = keyof typeof schemes;

/** Help for the page; language and colours, kept on this device. */
export function DisplayMenu() {
  const { i18n } = useTranslation();
  const queryClient = useQueryClient();
  const other = otherLanguage[i18n.language === 'fr' ? 'fr' : 'en'];
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        lang={other.to}
        onClick={() => void chooseLanguage(other.to).then(() => queryClient.invalidateQueries())}
      >
        {other.name}
      </Button>
      <ColourMenu />
      <HelpOfPage />
    </>
  );
}

function ColourMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = schemes[colorScheme].icon;
  return (
    <Menu position="bottom-end" width={192}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('shell.theme')}>
          <Current size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        {(Object.keys(schemes) as Scheme[]).map((scheme) => {
          const { text, icon: Icon } = schemes[scheme];
          return (
            <Menu.Item
              key={scheme}
              leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
              rightSection={colorScheme === scheme ? <IconCheck size={16} aria-hidden="true" /> : null}
              onClick={() => setColorScheme(scheme)}
            >
              {t(text)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
