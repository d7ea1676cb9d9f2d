import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconContrast2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from '@/i18n/i18n.ts';

const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };
const schemes = { auto: 'shell.themeAuto', light: 'shell.themeLight', dark: 'shell.themeDark' } as const;
type Scheme = keyof typeof schemes;

/** Language and colours, kept on this device. */
export function DisplayMenu() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const tick = (chosen: boolean) => (chosen ? <IconCheck size={16} aria-hidden="true" /> : null);
  return (
    <Menu position="bottom-end" width={208}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('shell.settings')}>
          <IconContrast2 size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={tick(i18n.language === language)}
            onClick={() => void chooseLanguage(language)}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        {(Object.keys(schemes) as Scheme[]).map((scheme) => (
          <Menu.Item
            key={scheme}
            rightSection={tick(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {t(schemes[scheme])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
